import { inflateSync } from 'node:zlib';
import { Client, GatewayIntentBits, RateLimitError } from 'discord.js';
import { afterEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { callsTo } from '../../support/discord/calls.ts';
import { limits } from '../../support/discord/limits.ts';
import { liveMarkup } from '../../support/discord/markup.ts';
import { type DiscordServer, discordServer } from '../../support/discord/server.ts';

let discord: DiscordServer;
afterEach(() => discord?.close());

const { call, bot, post, place, answer } = callsTo(() => discord);

describe('interactions', () => {
  test('the stand-in refuses an answer after three seconds, and a second one', async () => {
    let now = 0;
    discord = await discordServer({ now: () => now });
    const [late, first] = [
      discord.people.slash(place(), ['hashprice']),
      discord.people.slash(place(), ['hashprice']),
    ];
    now = limits.answerMs;
    expect((await answer(first.id, first.token, { type: 5 })).status).toBe(204);
    expect(await answer(first.id, first.token, { type: 5 })).toMatchObject({
      status: 400,
      body: { code: 40060 },
    });
    now += 1;
    expect(await answer(late.id, late.token, { type: 5 })).toMatchObject({
      status: 404,
      body: { code: 10062 },
    });
  });

  test('the stand-in forgets the token after fifteen minutes', async () => {
    let now = 0;
    discord = await discordServer({ now: () => now });
    const { id, token } = discord.people.slash(place(), ['hashprice']);
    await answer(id, token, { type: 5 });
    const original = `/webhooks/${discord.world.applicationId}/${token}/messages/@original`;
    now = limits.tokenMs;
    expect((await call('PATCH', original, { content: 'in time' }, {})).status).toBe(200);
    now += 1;
    expect(await call('PATCH', original, { content: 'late' }, {})).toMatchObject({
      status: 401,
      body: { code: 50027 },
    });
  });

  test('a first follow-up takes the place of a deferred answer and inherits who sees it', async () => {
    discord = await discordServer();
    const exchange = discord.people.slash(place(), ['hashprice']);
    await answer(exchange.id, exchange.token, { type: 5, data: { flags: 64 } });
    const followUps = `/webhooks/${discord.world.applicationId}/${exchange.token}`;
    await call('POST', followUps, { content: 'first' }, {});
    await call('POST', followUps, { content: 'second' }, {});
    expect(discord.world.posted.map(({ body, ephemeral }) => [body.content, ephemeral])).toEqual([
      ['first', true],
      ['second', false],
    ]);
  });

  test('the stand-in wants the token where Discord does, and refuses it where Discord takes none', async () => {
    discord = await discordServer();
    const { id, token } = discord.people.slash(place(), ['hashprice']);
    expect((await call('POST', `/interactions/${id}/${token}/callback`, { type: 5 }, bot())).status).toBe(
      401,
    );
    expect((await call('POST', `/channels/${discord.channelId}/messages`, { content: 'c' }, {})).status).toBe(
      401,
    );
    expect((await call('GET', '/gateway/bot', undefined, { authorization: 'Bot wrong' })).status).toBe(401);
  });

  test('the stand-in remembers a nonce for three minutes', async () => {
    let now = 0;
    discord = await discordServer({ now: () => now });
    const send = async () => (await post({ content: 'c', nonce: 'n', enforce_nonce: true })).body.id;
    const first = await send();
    now = limits.nonceMs - 1;
    expect(await send()).toBe(first);
    now += limits.nonceMs;
    expect(await send()).not.toBe(first);
    expect((await call('GET', `/channels/${discord.channelId}/messages`)).body).toHaveLength(2);
  });

  test('the stand-in counts each bucket and says when it is empty', async () => {
    discord = await discordServer({ now: () => 0 });
    discord.rest.rates.limit(discord.channelId, { limit: 1, perMs: 2_500 });
    expect((await post({ content: 'c' })).headers.get('x-ratelimit-remaining')).toBe('0');
    const refused = await post({ content: 'c' });
    expect(refused).toMatchObject({ status: 429, body: { retry_after: 2.5, global: false } });
    expect(refused.headers.get('retry-after')).toBe('3');
  });
});

describe('gateway', () => {
  /** A bare client: what it was sent, and how it was closed. */
  function connect(query = '?v=10&encoding=json', decode = (data: Buffer) => String(data)) {
    const socket = new WebSocket(`${discord.gateway.url()}${query}`);
    const frames: { op: number; t?: string; s?: number; d?: unknown }[] = [];
    socket.on('message', (data: Buffer) => {
      frames.push(JSON.parse(decode(data)));
      discord.world.changed();
    });
    const closed = new Promise<number>((resolve) => socket.on('close', resolve));
    const send = (op: number, d: unknown) => socket.send(JSON.stringify({ op, d }));
    const hello = () => discord.until(() => frames.find(({ op }) => op === 10));
    const identify = async (parts: object = {}) => {
      await hello();
      send(2, { token: discord.token, intents: 1, properties: {}, ...parts });
    };
    return { socket, frames, closed, send, hello, identify };
  }

  test.each([
    ['a wrong token', 4004, { token: 'wrong' }],
    ['a privileged intent', 4014, { intents: 1 << 15 }],
  ])('identify with %s is closed with %i', async (_, code, parts) => {
    discord = await discordServer();
    const { identify, closed } = connect();
    await identify(parts);
    expect(await closed).toBe(code);
  });

  test('the 121st message within a minute is closed with 4008', async () => {
    discord = await discordServer({ now: () => 0 });
    const { closed, send, hello } = connect();
    await hello();
    for (let sent = 0; sent <= limits.gatewaySendsPerMinute; sent += 1) send(1, null);
    expect(await closed).toBe(4008);
  });

  test('the 1,001st identify of a day is refused', async () => {
    discord = await discordServer();
    discord.gateway.state.identifies = limits.identifiesPerDay - 1;
    const [last, over] = [connect(), connect()];
    await last.identify();
    await discord.until(() => discord.gateway.ready === 1);
    await over.identify();
    expect(await over.closed).toBe(4004);
  });

  test('2,500 guilds on one shard are closed with 4011', async () => {
    discord = await discordServer();
    const [guild] = [...discord.world.guilds.values()];
    for (let id = 1; id < limits.guildsPerShard; id += 1) discord.world.guilds.set(String(id), guild!);
    const { identify, closed } = connect();
    await identify();
    expect(await closed).toBe(4011);
  });

  test('events are compressed as one zlib stream when the client asks for it', async () => {
    discord = await discordServer();
    const chunks: Buffer[] = [];
    const whole = (data: Buffer) => {
      chunks.push(data);
      return String(inflateSync(Buffer.concat(chunks), { finishFlush: 2 }));
    };
    let read = 0;
    const decode = (data: Buffer) => {
      const text = whole(data);
      const fresh = text.slice(read);
      read = text.length;
      return fresh;
    };
    const { identify, frames } = connect('?v=10&encoding=json&compress=zlib-stream', decode);
    await identify();
    await discord.until(() => frames.find(({ t }) => t === 'GUILD_CREATE'));
    expect(frames.map(({ op, t }) => t ?? op)).toEqual([10, 'READY', 'GUILD_CREATE']);
  });

  test('a client without the intent reads no message of others', async () => {
    discord = await discordServer();
    const { identify, frames } = connect();
    await identify({ intents: 1 | (1 << 9) });
    await discord.until(() => discord.gateway.ready === 1);
    discord.people.write(place(), 'between us');
    discord.people.write(place(), '@hashdesk hashprice');
    await discord.until(() => frames.filter(({ t }) => t === 'MESSAGE_CREATE').length === 2);
    const read = frames
      .filter(({ t }) => t === 'MESSAGE_CREATE')
      .map(({ d }) => (d as { content: string }).content);
    expect(read).toEqual(['', `<@${discord.world.botId}> hashprice`]);
  });

  test('resume replays what was missed, and an unknown session is invalid', async () => {
    discord = await discordServer();
    const first = connect();
    await first.identify();
    await discord.until(() => discord.gateway.ready === 1);
    await discord.until(() => first.frames.some(({ t }) => t === 'GUILD_CREATE'));
    const { session_id } = first.frames.find(({ t }) => t === 'READY')!.d as { session_id: string };
    discord.gateway.drop();
    await discord.until(() => discord.gateway.ready === 0);
    discord.people.slash(place(), ['hashprice']);
    const again = connect();
    await again.hello();
    again.send(6, { token: discord.token, session_id, seq: 2 });
    await discord.until(() => again.frames.some(({ t }) => t === 'RESUMED'));
    expect(again.frames.map(({ t }) => t)).toEqual([undefined, 'INTERACTION_CREATE', 'RESUMED']);
    const stranger = connect();
    await stranger.hello();
    stranger.send(6, { token: discord.token, session_id: 'unknown', seq: 0 });
    expect(await discord.until(() => stranger.frames.find(({ op }) => op === 9))).toEqual({
      op: 9,
      d: false,
    });
  });

  test('an unmodified discord.js connects, is told of interactions, answers and meets 429', async () => {
    discord = await discordServer();
    const client = new Client({
      intents: [GatewayIntentBits.Guilds],
      rest: { api: discord.apiUrl, version: '10', retries: 0, rejectOnRateLimit: () => true },
    });
    client.on('interactionCreate', async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.deferReply();
      await interaction.editReply({
        content: `You asked ${interaction.commandName}`,
        files: [{ name: 'a.txt', attachment: Buffer.from('x') }],
      });
    });
    await client.login(discord.token);
    const exchange = discord.people.slash(place(), ['hashprice']);
    await discord.until(() => exchange.original?.edits === 1);
    expect(exchange.original).toMatchObject({
      body: { content: 'You asked hashprice' },
      files: [{ name: 'a.txt' }],
    });
    discord.rest.rates.limit(discord.channelId, { limit: 1, perMs: 60_000 });
    const post = () =>
      client.rest.post(`/channels/${discord.channelId}/messages`, { body: { content: 'c' } });
    await post();
    await expect(post()).rejects.toBeInstanceOf(RateLimitError);
    await client.destroy();
  });
});

test.each([
  ['a <@1> b', ['mention']],
  ['@everyone', ['mention']],
  ['see https://x.io', ['link']],
  ['[a](b)', ['masked link']],
  ['**a**', ['bold, italics or underline']],
  ['# a', ['heading, quote or list']],
  ['a\u202eb', ['bidirectional character']],
  ['a\u0007b', ['control character']],
  ['\\<\\@1> \\*\\_ \\`', []],
  ['```\n* _ <x>\n```', []],
])('liveMarkup(%j) finds %j', (text, found) => {
  expect(liveMarkup(text)).toEqual(found);
});
