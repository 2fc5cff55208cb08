import { type Address, type Bot, type ChatAdapter, DeliveryError, type Reply, reply } from 'hashdesk';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { lineOf, scriptedBot } from '../support/bots.ts';
import { everyBlock, figureOf, hostileTexts, longReply } from '../support/replies.ts';

/** An adapter at work against its platform, or a stand-in of it, with one person in one conversation. */
export interface Session {
  /** Started with the bot of the case. */
  adapter: ChatAdapter;
  /** The conversation that `say` speaks in and `send` may post to. */
  address: Address;
  /** The person asks; resolves once the platform has handed the question over. */
  say(text: string): Promise<void>;
  /** The platform hands over the last question again, with the same id. Absent where it never does. */
  redeliver?(): Promise<void>;
  /**
   * Everything that the person can see so far, in order, as they read it: without escapes, with the contents
   * of files, the descriptions of images, the labels of buttons and the titles of forms.
   */
  shown(): string;
  /** What the platform would act on in what was shown: mentions, links, markup, control characters. */
  live(): string[];
  /** Stops the adapter, if it still runs, and the stand-in. */
  close(): Promise<void>;
}

/** The cases of the suite, by the name under which a harness may skip them. */
type CaseName =
  | 'answers'
  | 'unknown'
  | 'failure'
  | 'hostile'
  | 'long'
  | 'blocks'
  | 'send'
  | 'reconcile'
  | 'stopped'
  | 'settles'
  | 'once';

/** How the suite drives one adapter. */
export interface Harness {
  name: string;
  start(bot: Bot): Promise<Session>;
  /** Cases that do not apply, each with the reason. */
  skips?: Partial<Record<CaseName, string>>;
}

/** Runs every case that a chat adapter must pass. */
export function chatAdapterContract({ name, start, skips = {} }: Harness): void {
  let session: Session | undefined;
  const open = async (bot: Bot) => {
    session = await start(bot);
    return session;
  };

  function check(caseName: CaseName, promise: string, run: () => Promise<void>): void {
    const reason = skips[caseName];
    if (reason === undefined) it(promise, run);
    else it.skip(`${promise} (skipped: ${reason})`, run);
  }

  describe(`${name} as a chat adapter`, () => {
    afterEach(async () => {
      await session?.close();
      session = undefined;
    });

    check('answers', 'start() answers a question with the reply of the bot', async () => {
      const bot = scriptedBot((incoming) => reply({ title: `Heard ${lineOf(incoming)}` }));
      const { say, shown, address } = await open(bot);
      await say('hashprice');
      await until(() => shown().includes('Heard hashprice'));
      const [asked] = bot.asked;
      expect(asked?.id).not.toBe('');
      expect(asked?.address.tenant).toBe(address.tenant);
      expect(asked?.person.id).not.toBe('');
    });

    check('unknown', 'start() shows the refusal of a command that does not exist', async () => {
      const refused = {
        title: 'There is no command hashprize',
        tone: 'error',
        visibility: 'private',
      } as const;
      const { say, shown } = await open(scriptedBot(() => reply(refused)));
      await say('hashprize');
      await until(() => shown().includes('no command hashprize'));
    });

    check('failure', 'start() goes on answering after a failure', async () => {
      const { say, shown } = await open(
        scriptedBot((incoming) => {
          if (lineOf(incoming).includes('profit')) throw new Error('Deliberate');
          return reply({ title: 'Still here' });
        }),
      );
      await say('profit');
      await until(() => shown().includes('Deliberate'));
      await say('hashprice');
      await until(() => shown().includes('Still here'));
    });

    check('hostile', 'start() shows hostile text without the platform acting on it', async () => {
      const cells = [...hostileTexts, '💥'.repeat(10_000)];
      const { say, shown, live } = await open(
        scriptedBot(() =>
          reply({
            title: `Titled ${hostileTexts.join(' ')}`,
            notice: hostileTexts.join(' '),
            blocks: [
              ...cells.map((text) => ({ kind: 'text' as const, parts: [text] })),
              {
                kind: 'table',
                columns: [{ label: hostileTexts[2], align: 'left' }],
                rows: hostileTexts.map((text) => [text]),
              },
              { kind: 'figures', figures: [{ ...figureOf(1, hostileTexts[3]), label: hostileTexts[0] }] },
              { kind: 'actions', actions: [{ label: hostileTexts[0], command: 'help', style: 'plain' }] },
            ],
            sources: [{ what: hostileTexts[0], source: hostileTexts[4], asOf: ISO_NOW, state: 'confirmed' }],
          }),
        ),
      );
      await say('hashprice');
      await until(() => shown().includes('Titled'));
      expect(live()).toEqual([]);
    });

    check('long', 'start() shows all of a long reply', async () => {
      const { reply: long, marks } = longReply();
      const { say, shown } = await open(scriptedBot(() => long));
      await say('hashprice');
      await until(() => missing({ shown: shown(), wanted: marks }).length === 0);
      expect(missing({ shown: shown(), wanted: marks })).toEqual([]);
    });

    check('blocks', 'start() shows every kind of block', async () => {
      const { say, shown } = await open(scriptedBot(() => everyBlock.reply));
      await say('hashprice');
      await until(() => missing({ shown: shown(), wanted: everyBlock.visible }).length === 0);
      expect(missing({ shown: shown(), wanted: everyBlock.visible })).toEqual([]);
    });

    check('send', 'send() posts a reply and returns a receipt', async () => {
      const { adapter, address, shown } = await open(scriptedBot(() => reply({ title: 'Unasked' })));
      const sent = await adapter.send(address, reply({ title: 'Daily digest' }), { deliveryId: 'digest-1' });
      expect(sent.receipt).not.toBe('');
      await until(() => shown().includes('Daily digest'));
    });

    check('reconcile', 'reconcile() and a send() where it says absent show a delivery once', async () => {
      const { adapter, address, shown } = await open(scriptedBot(() => reply({ title: 'Unasked' })));
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
      expect(shown().split('sent-digest')).toHaveLength(2);
      expect(shown().split('other-digest').length).toBeLessThanOrEqual(2);
    });

    check('reconcile', 'reconcile() rejects with DeliveryError after stop()', async () => {
      const { adapter, address } = await open(scriptedBot(() => reply({ title: 'Unasked' })));
      await adapter.stop();
      const asked = { deliveryId: 'digest-3', sentAfter: 0, reply: reply({ title: 'Too late' }) };
      await expect(adapter.reconcile!(address, asked)).rejects.toBeInstanceOf(DeliveryError);
    });

    check('stopped', 'send() rejects with DeliveryError after stop()', async () => {
      const { adapter, address } = await open(scriptedBot(() => reply({ title: 'Unasked' })));
      await adapter.stop();
      const sent = adapter.send(address, reply({ title: 'Too late' }), { deliveryId: 'digest-2' });
      await expect(sent).rejects.toBeInstanceOf(DeliveryError);
    });

    check('settles', 'stop() waits for the answer that is being worked on', async () => {
      const released = Promise.withResolvers<Reply>();
      const bot = scriptedBot(() => released.promise);
      const { adapter, say, shown } = await open(bot);
      await say('hashprice');
      await until(() => bot.asked.length === 1);
      const stopped = adapter.stop();
      released.resolve(reply({ title: 'Settled answer' }));
      await stopped;
      await until(() => shown().includes('Settled answer'));
    });

    check('once', 'start() shows one answer when the platform delivers a question twice', async () => {
      const bot = scriptedBot((incoming) => reply({ title: `Once for ${lineOf(incoming)}.` }));
      const { say, redeliver, shown } = await open(bot);
      await say('hashprice');
      await until(() => shown().includes('Once for hashprice.'));
      await redeliver?.();
      await say('profit demo');
      await until(() => shown().includes('Once for profit'));
      expect(redeliver).toBeDefined();
      expect(shown().split('Once for hashprice.')).toHaveLength(2);
    });
  });
}

const ISO_NOW = '2026-11-22T12:00:00.000Z';

async function until(holds: () => boolean): Promise<void> {
  await vi.waitUntil(holds, { timeout: 10_000, interval: 5 });
}

function missing({ shown, wanted }: { shown: string; wanted: readonly string[] }): string[] {
  return wanted.filter((text) => !shown.includes(text));
}
