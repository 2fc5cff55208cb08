import { type Reply, reply } from 'hashdesk';
import { afterEach, describe, expect, it } from 'vitest';
import { lineOf, scriptedBot } from '../../support/bots.ts';
import { shownText } from '../../support/slack/blocks.ts';
import { ADA, CHANNEL, type OpenSlack, openSlack, until } from '../../support/slack/session.ts';

let open: OpenSlack;
afterEach(() => open.close());

const messages = () => open.slack.world.messages;
const answered = (count = 1) => until(() => messages().length === count);

/** A bot whose answers all wait until the test lets them go. */
function slowBot() {
  const gate = Promise.withResolvers<void>();
  const bot = scriptedBot(async (incoming): Promise<Reply> => {
    await gate.promise;
    return reply({
      title: `Late ${lineOf(incoming)}`,
      visibility: lineOf(incoming) === 'private' ? 'private' : 'public',
    });
  });
  return { bot, release: gate.resolve };
}

/** The clock of a command whose answer takes longer than Slack waits. */
const wait = async () => {};

describe.each(['socket', 'http'] as const)('slackAdapter() over %s', (transport) => {
  it('acknowledges 200 commands at once while not one of them has an answer', async () => {
    const { bot, release } = slowBot();
    open = await openSlack({ bot, transport, wait });
    const sent = Array.from({ length: 200 }, (_, at) =>
      open.slack.command({ user: ADA, channel: CHANNEL, text: `profit ${at}` }),
    );
    await Promise.all(sent.map(({ ack }) => ack));
    expect(messages()).toEqual([]);
    release();
    await answered(200);
    expect(new Set(messages().map(({ text }) => text)).size).toBe(200);
  });

  it('says what is ready within a second and a half in the acknowledgement itself', async () => {
    const pauses: number[] = [];
    const bot = scriptedBot((incoming) => reply({ title: lineOf(incoming) }));
    const patient = (ms: number) => new Promise<void>(() => pauses.push(ms));
    open = await openSlack({ bot, transport, wait: patient });
    const said = await open.slack.command({ user: ADA, channel: CHANNEL, text: 'profit' }).ack;
    expect(said).toMatchObject({ response_type: 'in_channel', text: 'profit' });
    expect(pauses).toEqual([1_500]);
    expect(open.slack.calls.filter(({ method }) => method === 'response_url')).toEqual([]);
  });

  it('keeps an answer of several messages in order on the response_url', async () => {
    const lines = Array.from({ length: 24 }, (_, at) => `${at} `.padEnd(600, 'x'));
    const blocks = lines.map((line) => ({ kind: 'text' as const, parts: [line] }));
    open = await openSlack({ bot: scriptedBot(() => reply({ title: 'Long', blocks })), transport });
    const said = await open.slack.command({ user: ADA, channel: CHANNEL, text: 'profit' }).ack;
    expect(said ?? {}).toEqual({});
    await answered(2);
    expect(messages().flatMap((message) => shownText(message.blocks))).toEqual(['Long', ...lines]);
    expect(messages().map(({ via }) => via)).toEqual(['response_url', 'response_url']);
  });

  it('acknowledges mentions, messages and clicks while the bot works', async () => {
    const { bot, release } = slowBot();
    open = await openSlack({ bot, transport });
    await open.slack.mention({ user: ADA, channel: CHANNEL, text: 'profit' }).ack;
    await open.slack.directMessage({ user: ADA, text: 'profit' }).ack;
    expect(open.slack.deliveries.retryUnacknowledged()).toEqual([]);
    release();
    await answered(2);
  });
});

describe('slackAdapter() when an answer is late', () => {
  async function late({ text, spoil }: { text: string; spoil: (url: string) => void }) {
    const { bot, release } = slowBot();
    let now = Date.now();
    open = await openSlack({ bot, now: () => now, wait });
    const delivery = open.slack.command({ user: ADA, channel: CHANNEL, text });
    await until(() => bot.asked.length === 1);
    now += 31 * 60_000;
    spoil(delivery.payload.response_url);
    release();
    await answered();
    return messages()[0]!;
  }

  it('posts it in the channel once the response_url has expired', async () => {
    const message = await late({ text: 'profit', spoil: () => {} });
    expect(message).toMatchObject({ via: 'chat.postMessage', channel: CHANNEL, text: 'Late profit' });
    expect(open.slack.calls.filter(({ method }) => method === 'response_url')).toEqual([]);
  });

  it('posts a private one for the person alone', async () => {
    const message = await late({ text: 'private', spoil: () => {} });
    expect(message).toMatchObject({ via: 'chat.postEphemeral', channel: CHANNEL, onlyFor: ADA });
  });

  it('sends it as a direct message when the channel is closed to the app', async () => {
    const message = await late({
      text: 'profit',
      spoil: () => {
        open.slack.world.channels.get(CHANNEL)!.joined = false;
      },
    });
    expect(message).toMatchObject({ via: 'chat.postMessage', channel: 'D0000000001', text: 'Late profit' });
  });
});

describe('slackAdapter() while answering', () => {
  it('goes on by other ways when the response_url is refused', async () => {
    const { bot, release } = slowBot();
    open = await openSlack({ bot, wait });
    const { slack } = open;
    slack.faults.push({ method: 'response_url', times: 1, status: 404 });
    await slack.command({ user: ADA, channel: CHANNEL, text: 'private' }).ack;
    release();
    await answered();
    expect(messages()[0]).toMatchObject({ via: 'chat.postEphemeral', onlyFor: ADA });
  });

  it('shows the first interim reply to the person alone', async () => {
    const { bot, release } = slowBot();
    const { handle } = bot;
    bot.handle = (incoming) => {
      incoming.progress?.(reply({ title: 'Working on it' }));
      incoming.progress?.(reply({ title: 'Still working' }));
      return handle(incoming);
    };
    open = await openSlack({ bot });
    open.slack.command({ user: ADA, channel: CHANNEL, text: 'profit' });
    await answered();
    expect(messages()[0]).toMatchObject({ text: 'Working on it', onlyFor: ADA });
    release();
    await answered(2);
    expect(messages()[1]).toMatchObject({ text: 'Late profit' });
    expect(shownText(messages()[0]!.blocks)).not.toContain('Still working');
  });
});

describe('slackAdapter() whose connection broke before it answered', () => {
  it('answers at the response_url', async () => {
    const { bot, release } = slowBot();
    open = await openSlack({ bot, wait: () => new Promise(() => {}) });
    open.slack.command({ user: ADA, channel: CHANNEL, text: 'profit' });
    await until(() => bot.asked.length === 1);
    open.slack.cut();
    await until(() => open.slack.world.sockets.size === 0);
    release();
    await answered();
    expect(messages()[0]).toMatchObject({ via: 'response_url', text: 'Late profit' });
  });
});

describe('slackAdapter() after a 429', () => {
  it('holds up its own channel for as long as Slack says, and no other', async () => {
    const pauses: { ms: number; end: () => void }[] = [];
    let now = Date.now();
    const wait = (ms: number) => new Promise<void>((end) => pauses.push({ ms, end }));
    const bot = scriptedBot((incoming) => reply({ title: lineOf(incoming) }));
    open = await openSlack({ bot, now: () => now, wait });
    const { slack } = open;
    slack.world.channels.set('C2', { id: 'C2', name: 'calm', joined: true });
    slack.faults.push({ method: 'chat.postMessage', channel: CHANNEL, times: 1, retryAfterSeconds: 30 });
    slack.mention({ user: ADA, channel: CHANNEL, text: 'first' });
    await until(() => pauses.length === 1);
    expect(pauses[0]?.ms).toBe(30_000);
    slack.mention({ user: ADA, channel: CHANNEL, text: 'second' });
    slack.mention({ user: ADA, channel: 'C2', text: 'elsewhere' });
    await answered();
    expect(messages().map(({ text }) => text)).toEqual(['elsewhere']);
    now += 30_000;
    pauses[0]!.end();
    await answered(3);
    expect(messages().map(({ text }) => text)).toEqual(['elsewhere', 'first', 'second']);
    // Stopping waits for what is under way, by the same clock.
    const stopped = open.adapter.stop();
    for (const { end } of pauses) end();
    await stopped;
  });
});
