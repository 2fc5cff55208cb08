import { type Address, DeliveryError, reply } from 'hashdesk';
import { afterEach, describe, expect, it } from 'vitest';
import { scriptedBot } from '../support/bots.ts';
import { CHANNEL, type OpenSlack, openSlack } from '../support/slack/session.ts';

let open: OpenSlack;
afterEach(() => open.close());

const address: Address = { adapter: 'slack', tenant: 'slack:T0000000001', channel: CHANNEL };
const digest = reply({ title: 'Daily digest' });
const start = async () => {
  open = await openSlack({ bot: scriptedBot(() => reply({ title: 'T' })) });
};
const messages = () => open.slack.world.messages;
const send = (deliveryId: string, to: Partial<Address> = {}, what = digest) =>
  open.adapter.send({ ...address, ...to }, what, { deliveryId });

describe('send()', () => {
  it('posts in the channel and thread, the delivery id in the metadata, and returns the timestamp', async () => {
    await start();
    const { receipt } = await send('d1', { thread: '1700000000.000100' });
    expect(messages()).toMatchObject([
      {
        via: 'chat.postMessage',
        channel: CHANNEL,
        thread: '1700000000.000100',
        text: 'Daily digest',
        ts: receipt,
        metadata: { event_type: 'hashdesk_delivery', event_payload: { delivery_id: 'd1 0' } },
      },
    ]);
  });

  it('posts once per delivery id, files included, also after a restart', async () => {
    await start();
    const withFile = reply({
      title: 'T',
      blocks: [{ kind: 'file', name: 'a.csv', mediaType: 'text/csv', content: 'a' }],
    });
    const first = await send('d1', {}, withFile);
    await open.adapter.stop();
    await open.adapter.start(scriptedBot(() => reply({ title: 'T' })));
    expect(await send('d1', {}, withFile)).toEqual(first);
    expect(messages()).toHaveLength(1);
    expect(open.slack.world.uploads.size).toBe(1);
  });

  it('finds a message again whose answer was lost, where the history may be read', async () => {
    await start();
    open.slack.world.tokens.get(open.slack.secrets.botToken)!.scopes.push('channels:history');
    await open.adapter.stop();
    await open.adapter.start(scriptedBot(() => reply({ title: 'T' })));
    open.slack.faults.push({ method: 'chat.postMessage', times: 1, status: 503, committed: true });
    await expect(send('d1')).rejects.toMatchObject({ retryable: true });
    const { receipt } = await send('d1');
    expect(messages().map(({ ts }) => ts)).toEqual([receipt]);
  });

  it('posts again after a lost answer where it may not be looked up: late is better than never', async () => {
    await start();
    open.slack.faults.push({ method: 'chat.postMessage', times: 1, status: 503 });
    await expect(send('d1')).rejects.toBeInstanceOf(DeliveryError);
    await send('d1');
    expect(messages()).toHaveLength(1);
  });

  it.each([
    ['channel_not_found', { channel: 'C9' }, /invite it with/],
    ['is_archived', { channel: 'C8' }, /archived/],
    ['not_in_channel', { channel: 'C7' }, /invite it with/],
  ])('rejects for good with %s', async (_code, to, line) => {
    await start();
    open.slack.world.channels.set('C8', { id: 'C8', name: 'old', joined: true, archived: true });
    open.slack.world.channels.set('C7', { id: 'C7', name: 'other', joined: false });
    const sent = send('d1', to);
    await expect(sent).rejects.toMatchObject({ name: 'DeliveryError', retryable: false });
    await expect(sent).rejects.toThrow(line);
  });

  it.each([
    ['a 429', { retryAfterSeconds: 7 }, { retryable: true, retryAfterMs: 7_000 }],
    ['a 503', { status: 503 }, { retryable: true }],
    ['an error of Slack’s own', { error: 'internal_error' }, { retryable: true }],
    ['a missing scope', { error: 'missing_scope' }, { retryable: false }],
  ])('rejects with what may be done after %s', async (_what, wrong, expected) => {
    await start();
    open.slack.faults.push({ method: 'chat.postMessage', times: 1, ...wrong });
    await expect(send('d1')).rejects.toMatchObject({ name: 'DeliveryError', ...expected });
  });

  it('asks Slack nothing more of a channel that is slowed down, and goes on in another', async () => {
    await start();
    open.slack.world.channels.set('C2', { id: 'C2', name: 'calm', joined: true });
    open.slack.faults.push({ method: 'chat.postMessage', channel: CHANNEL, times: 1, retryAfterSeconds: 60 });
    await expect(send('d1')).rejects.toMatchObject({ retryAfterMs: 60_000 });
    await expect(send('d2')).rejects.toMatchObject({ retryable: true });
    await send('d3', { channel: 'C2' });
    expect(open.slack.calls.filter(({ method }) => method === 'chat.postMessage')).toHaveLength(2);
  });

  it('rejects with a retryable DeliveryError while Slack cannot be reached', async () => {
    await start();
    await open.slack.close();
    await expect(send('d1')).rejects.toMatchObject({ name: 'DeliveryError', retryable: true });
  });
});
