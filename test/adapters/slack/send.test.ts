import { type Address, DeliveryError, reply } from 'hashdesk';
import { afterEach, describe, expect, it } from 'vitest';
import { scriptedBot } from '../../support/bots.ts';
import { CHANNEL, type OpenSlack, openSlack } from '../../support/slack/session.ts';

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

  it('posts again after a lost answer where it may not be looked up: late is better than never', async () => {
    await start();
    open.slack.faults.push({ method: 'chat.postMessage', times: 1, status: 503 });
    await expect(send('d1')).rejects.toBeInstanceOf(DeliveryError);
    await send('d1');
    expect(messages()).toHaveLength(1);
  });

  it('is sure that nothing was posted where another process had taken over while a picture was waited for', async () => {
    await start();
    let asked = 0;
    const ensureOurs = () => {
      asked += 1;
      if (asked === 2)
        throw new DeliveryError('Another sends this.', { retryable: true, unsent: true, retryAfterMs: 0 });
    };
    const late = open.adapter.send(address, digest, { deliveryId: 'd1', ensureOurs });
    await expect(late).rejects.toMatchObject({ retryable: true, unsent: true, retryAfterMs: 0 });
    expect(messages()).toEqual([]);
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
    await expect(sent).rejects.toMatchObject({ name: 'DeliveryError', retryable: false, closed: true });
    await expect(sent).rejects.toThrow(line);
  });

  it.each([
    ['a 429', { retryAfterSeconds: 7 }, { retryable: true, retryAfterMs: 7_000, unsent: true }],
    ['a 429 that names no time', { status: 429 }, { retryable: true, retryAfterMs: 1_000, unsent: true }],
    ['a 503', { status: 503 }, { retryable: true, unsent: false }],
    ['an error of Slack’s own', { error: 'internal_error' }, { retryable: true, unsent: false }],
    ['a missing scope', { error: 'missing_scope' }, { retryable: false, closed: false }],
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
    await expect(send('d2')).rejects.toMatchObject({ retryable: true, unsent: true });
  });
});

describe('send() with people to be called', () => {
  it('calls by name whom the reply names, and no one else', async () => {
    await start();
    await send(
      'd1',
      {},
      { ...digest, title: '<!channel>', mentions: ['U0000000001', 'S0000000001', '<!here>'] },
    );
    const [first] = messages();
    expect(first!.blocks[0]).toMatchObject({
      text: { type: 'mrkdwn', text: '<@U0000000001> <!subteam^S0000000001>' },
    });
    expect(JSON.stringify(first!.blocks.slice(1))).not.toContain('mrkdwn');
  });
});

describe('send() to a person', () => {
  it('posts in their direct messages', async () => {
    await start();
    await send('d1', { channel: '@U0000000001' });
    expect(messages()).toMatchObject([{ channel: 'D0000000001', text: 'Daily digest' }]);
  });

  it('rejects for good when there is no such person', async () => {
    await start();
    const sent = send('d1', { channel: '@U9' });
    await expect(sent).rejects.toMatchObject({ name: 'DeliveryError', retryable: false, closed: true });
  });
});

describe('reconcile()', () => {
  const long = reply({
    title: 'T',
    blocks: Array.from({ length: 12 }, () => ({ kind: 'text' as const, parts: ['x'.repeat(2_500)] })),
  });
  const startReading = async () => {
    await start();
    open.slack.world.tokens.get(open.slack.secrets.botToken)!.scopes.push('channels:history');
    await open.adapter.stop();
    await open.adapter.start(scriptedBot(() => reply({ title: 'T' })));
  };
  const look = (deliveryId: string, sentAfter = 0) =>
    open.adapter.reconcile!(address, { deliveryId, sentAfter, reply: digest });
  const losing = (times: number, committed: boolean) =>
    open.slack.faults.push({ method: 'chat.postMessage', times, status: 503, committed });

  it('finds a message whose answer was lost, which is then not posted again', async () => {
    await startReading();
    losing(1, true);
    await expect(send('d1')).rejects.toMatchObject({ retryable: true });
    expect(await look('d1')).toBe('delivered');
    const { receipt } = await send('d1');
    expect(messages().map(({ ts }) => ts)).toEqual([receipt]);
  });

  it('finds that nothing was posted', async () => {
    await startReading();
    losing(1, false);
    await expect(send('d1')).rejects.toMatchObject({ retryable: true });
    expect(await look('d1')).toBe('absent');
  });

  it('cannot tell where the history may not be read', async () => {
    await start();
    losing(1, true);
    await expect(send('d1')).rejects.toMatchObject({ retryable: true });
    expect(await look('d1')).toBe('unknown');
  });

  it('cannot tell when more was said since than Slack shows', async () => {
    await startReading();
    for (let n = 0; n < 16; n++) await send(`other ${n}`);
    expect(await look('d1')).toBe('unknown');
  });

  it('goes on in the middle of a delivery of several messages', async () => {
    await startReading();
    const list = messages();
    const { push } = list;
    list.push = (...posted) => {
      list.push = push;
      losing(1, true);
      return push.apply(list, posted);
    };
    await expect(send('d1', {}, long)).rejects.toMatchObject({ retryable: true });
    expect(await look('d1')).toBe('absent');
    await send('d1', {}, long);
    const ids = messages().map(({ metadata }) => metadata.event_payload.delivery_id);
    expect(ids).toEqual(['d1 0', 'd1 1', 'd1 2']);
  });

  it('rejects with the time to wait when Slack limits how often history is read', async () => {
    await startReading();
    open.slack.faults.push({ method: 'conversations.history', times: 1, retryAfterSeconds: 60 });
    await expect(look('d1')).rejects.toMatchObject({ name: 'DeliveryError', retryAfterMs: 60_000 });
  });
});
