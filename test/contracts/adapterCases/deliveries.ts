import { inspect } from 'node:util';
import { DeliveryError, type Reply, reply } from 'hashdesk';
import { expect } from 'vitest';
import { scriptedBot } from '../../support/bots.ts';
import { paintedAs } from '../../support/replies/replies.ts';
import type { Case, Open, Session } from '../chatAdapter.ts';
import { able, countOf, until } from './look.ts';

const silent = () => scriptedBot(() => reply({ title: 'Unasked' }));

/** What `send` rejects with when the platform does `how`. */
async function failed(open: Open, how: 'limited' | 'closed' | 'lost'): Promise<DeliveryError> {
  const session = await open(silent());
  able(session.fail, 'fail')(how);
  const error = await sent(session).then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(error).toBeInstanceOf(DeliveryError);
  const secrets = able(session.secrets, 'name its secrets');
  expect(secrets).not.toEqual([]);
  const text = inspect(error, { depth: 10, showHidden: true });
  expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
  return error as DeliveryError;
}

const sent = ({ adapter, address }: Session) =>
  adapter.send(address, reply({ title: 'Daily digest' }), { deliveryId: 'digest-1' });

/** What is sent unasked: alerts and digests. */
export const deliveryCases: readonly Case[] = [
  {
    name: 'send',
    promise: 'send() posts a reply and returns a receipt',
    async run(open) {
      const session = await open(silent());
      expect((await sent(session)).receipt).not.toBe('');
      await until(() => session.shown().includes('Daily digest'));
    },
  },
  {
    name: 'send picture',
    promise: 'send() shows what the picture of a message shows',
    async run(open) {
      const { chart, picture } = paintedAs('itfellbyhalf');
      const session = await open({ ...silent(), picture: async () => picture });
      const digest = reply({ title: 'Daily digest', blocks: [chart] });
      await session.adapter.send(session.address, digest, { deliveryId: 'digest-1' });
      await until(() => session.shown().includes('itfellbyhalf'));
    },
  },
  {
    name: 'twice',
    promise: 'send() with the same deliveryId again shows nothing again',
    async run(open) {
      const session = await open(silent());
      const { receipt } = await sent(session);
      expect((await sent(session)).receipt).toBe(receipt);
      await until(() => session.shown().includes('Daily digest'));
      expect(countOf(session.shown(), 'Daily digest')).toBe(1);
    },
  },
  {
    name: 'taken over',
    promise: 'send() shows nothing of a delivery that another process has taken over by the time it goes out',
    async run(open) {
      const { adapter, address, shown } = await open(silent());
      const takenOver = new DeliveryError('Another sends this.', {
        retryable: true,
        unsent: true,
        retryAfterMs: 0,
      });
      const ensureOurs = () => {
        throw takenOver;
      };
      const late = adapter.send(address, reply({ title: 'Too late' }), { deliveryId: 'late-1', ensureOurs });
      await expect(late).rejects.toBe(takenOver);
      await adapter.send(address, reply({ title: 'In time' }), { deliveryId: 'early-1' });
      await until(() => shown().includes('In time'));
      expect(countOf(shown(), 'Too late')).toBe(0);
    },
  },
  {
    name: 'mentions',
    promise: 'send() calls those by name whom the reply mentions, and nobody else',
    async run(open) {
      const { adapter, address, shown, called, someone } = await open(silent());
      const id = able(someone, 'name a person');
      const said = reply({ title: `Alert about <@${id}0> @everyone`, mentions: [id] });
      await adapter.send(address, said, { deliveryId: 'alert-1' });
      await until(() => shown().includes('Alert about'));
      expect(able(called, 'tell whom the platform called')()).toEqual([id]);
    },
  },
  {
    name: 'limited',
    promise: 'send() rejects as to be tried later when the platform asks to wait, and shows no secret',
    async run(open) {
      const error = await failed(open, 'limited');
      expect(error).toMatchObject({ retryable: true, unsent: true, closed: false });
      expect(error.retryAfterMs).toBeGreaterThan(0);
    },
  },
  {
    name: 'closed',
    promise: 'send() rejects for good when the conversation is closed, and shows no secret',
    async run(open) {
      expect(await failed(open, 'closed')).toMatchObject({ retryable: false, unsent: true, closed: true });
    },
  },
  {
    name: 'lost',
    promise: 'send() rejects as perhaps sent when the answer of the platform is lost, and shows no secret',
    async run(open) {
      expect(await failed(open, 'lost')).toMatchObject({ retryable: true, unsent: false, closed: false });
    },
  },
  {
    name: 'reconcile',
    promise: 'reconcile() and a send() where it says absent show a delivery once',
    async run(open) {
      const { adapter, address, shown } = await open(silent());
      const sentAfter = Date.now();
      const became = (deliveryId: string) =>
        adapter.reconcile!(address, { deliveryId, sentAfter, reply: reply({ title: deliveryId }) });
      const send = (deliveryId: string) =>
        adapter.send(address, reply({ title: deliveryId }), { deliveryId });
      await send('sent-digest');
      expect(await became('sent-digest')).not.toBe('unknown');
      expect(await became('other-digest')).not.toBe('delivered');
      for (const deliveryId of ['sent-digest', 'other-digest'])
        if ((await became(deliveryId)) === 'absent') await send(deliveryId);
      await until(() => shown().includes('sent-digest'));
      expect(countOf(shown(), 'sent-digest')).toBe(1);
      expect(countOf(shown(), 'other-digest')).toBeLessThanOrEqual(1);
    },
  },
  {
    name: 'reconcile',
    promise: 'reconcile() rejects with DeliveryError after stop()',
    async run(open) {
      const { adapter, address } = await open(silent());
      await adapter.stop();
      const asked = { deliveryId: 'digest-3', sentAfter: 0, reply: reply({ title: 'Too late' }) };
      await expect(adapter.reconcile!(address, asked)).rejects.toBeInstanceOf(DeliveryError);
    },
  },
  {
    name: 'stopped',
    promise: 'send() rejects with DeliveryError after stop()',
    async run(open) {
      const session = await open(silent());
      await session.adapter.stop();
      await expect(sent(session)).rejects.toBeInstanceOf(DeliveryError);
    },
  },
  {
    name: 'settles',
    promise: 'stop() waits for the answer that is being worked on',
    async run(open) {
      const released = Promise.withResolvers<Reply>();
      const bot = scriptedBot(() => released.promise);
      const { adapter, say, shown } = await open(bot);
      await say('hashprice');
      await until(() => bot.asked.length === 1);
      const stopped = adapter.stop();
      released.resolve(reply({ title: 'Settled answer' }));
      await stopped;
      await until(() => shown().includes('Settled answer'));
    },
  },
];
