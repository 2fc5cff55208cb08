import { inflateSync } from 'node:zlib';
import { Client, GatewayIntentBits, RateLimitError } from 'discord.js';
import { afterEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { limits } from '../support/discord/limits.ts';
import { liveMarkup } from '../support/discord/markup.ts';
import { type DiscordServer, discordServer } from '../support/discord/server.ts';

let discord: DiscordServer;
afterEach(() => discord?.close());

async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = bot()) {
  const sent = body instanceof FormData ? body : body === undefined ? null : JSON.stringify(body);
  const response = await fetch(`${discord.apiUrl}/v10${path}`, { method, headers, body: sent });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? undefined : JSON.parse(text),
  };
}

const bot = () => ({ authorization: `Bot ${discord.token}` });
const post = (body: unknown) => call('POST', `/channels/${discord.channelId}/messages`, body);
const register = (body: unknown) =>
  call('PUT', `/applications/${discord.world.applicationId}/commands`, body);
const place = () => ({ user: discord.admin, channel: discord.channelId, guild: discord.guildId });
const answer = (id: string, token: string, body: unknown) =>
  call('POST', `/interactions/${id}/${token}/callback`, body, {});

/** Answers a fresh interaction with a callback of this type. */
function callback(type: number) {
  return (data: unknown) => {
    const { id, token } = discord.people.slash(place(), ['hashprice']);
    return answer(id, token, { type, data });
  };
}

const a = (length: number) => 'a'.repeat(length);
const many = <T>(length: number, make: (index: number) => T) =>
  Array.from({ length }, (_, index) => make(index));
const button = (index: number) => ({ type: 2, style: 2, label: 'b', custom_id: `b${index}` });
const rows = (...counts: number[]) => ({
  components: counts.map((count, row) => ({
    type: 1,
    components: many(count, (at) => button(row * 10 + at)),
  })),
});
const oneButton = (parts: object) => ({
  components: [{ type: 1, components: [{ ...button(0), ...parts }] }],
});
const embed = (parts: object) => ({ embeds: [{ description: 'd', ...parts }] });
const option = (parts: object) => ({ type: 3, name: 'site', description: 'd', ...parts });
const command = (parts: object) => [{ name: 'profit', description: 'd', ...parts }];
const withOption = (parts: object) => command({ options: [option(parts)] });
const choices = (count: number) => many(count, (index) => ({ name: `c${index}`, value: `v${index}` }));
const input = (parts: object = {}) => ({ type: 4, custom_id: 'f', style: 1, ...parts });
const label = (parts: object = {}) => ({ type: 18, label: 'l', component: input(), ...parts });
const modal = (parts: object) => ({ custom_id: 'm', title: 't', components: [label()], ...parts });

/** Each documented limit: what sends it, and a body that is as long as told. */
const documented: [
  name: string,
  limit: number,
  send: (body: unknown) => ReturnType<typeof call>,
  body: (size: number) => unknown,
][] = [
  ['content', limits.content, post, (size) => ({ content: a(size) })],
  ['embeds of a message', limits.embeds, post, (size) => ({ embeds: many(size, () => ({ title: 't' })) })],
  ['embed title', limits.embedTitle, post, (size) => embed({ title: a(size) })],
  ['embed description', limits.embedDescription, post, (size) => embed({ description: a(size) })],
  [
    'embed fields',
    limits.embedFields,
    post,
    (size) => embed({ fields: many(size, () => ({ name: 'n', value: 'v' })) }),
  ],
  ['field name', limits.fieldName, post, (size) => embed({ fields: [{ name: a(size), value: 'v' }] })],
  ['field value', limits.fieldValue, post, (size) => embed({ fields: [{ name: 'n', value: a(size) }] })],
  ['embed footer', limits.embedFooter, post, (size) => embed({ footer: { text: a(size) } })],
  [
    'text of all embeds',
    limits.embedsTotal,
    post,
    (size) => ({ embeds: [{ description: a(4_000) }, { description: a(size - 4_000) }] }),
  ],
  ['buttons of a row', limits.buttonsPerRow, post, (size) => rows(size)],
  ['rows of a message', limits.rows, post, (size) => rows(...many(size, () => 1))],
  ['custom id', limits.customId, post, (size) => oneButton({ custom_id: a(size) })],
  ['button label', limits.buttonLabel, post, (size) => oneButton({ label: a(size) })],
  [
    'URL of a link button',
    limits.linkUrl,
    post,
    (size) => oneButton({ style: 5, custom_id: undefined, url: `https://x.io/${a(size - 13)}` }),
  ],
  ['nonce', limits.nonce, post, (size) => ({ content: 'c', nonce: a(size) })],
  ['modal title', limits.modalTitle, callback(9), (size) => modal({ title: a(size) })],
  [
    'modal fields',
    limits.modalFields,
    callback(9),
    (size) => modal({ components: many(size, () => label()) }),
  ],
  ['modal custom id', limits.customId, callback(9), (size) => modal({ custom_id: a(size) })],
  [
    'modal label',
    limits.fieldLabel,
    callback(9),
    (size) => modal({ components: [label({ label: a(size) })] }),
  ],
  [
    'modal description',
    limits.labelDescription,
    callback(9),
    (size) => modal({ components: [label({ description: a(size) })] }),
  ],
  [
    'modal placeholder',
    limits.placeholder,
    callback(9),
    (size) => modal({ components: [label({ component: input({ placeholder: a(size) }) })] }),
  ],
  [
    'modal value',
    limits.inputValue,
    callback(9),
    (size) => modal({ components: [label({ component: input({ value: a(size) }) })] }),
  ],
  ['autocomplete choices', limits.choices, callback(8), (size) => ({ choices: choices(size) })],
  ['command name', limits.commandName, register, (size) => command({ name: a(size) })],
  ['command description', limits.commandDescription, register, (size) => command({ description: a(size) })],
  [
    'options of a command',
    limits.options,
    register,
    (size) => command({ options: many(size, (index) => option({ name: `o${index}` })) }),
  ],
  ['option description', limits.commandDescription, register, (size) => withOption({ description: a(size) })],
  ['choices of an option', limits.choices, register, (size) => withOption({ choices: choices(size) })],
  [
    'choice name',
    limits.choiceName,
    register,
    (size) => withOption({ choices: [{ name: a(size), value: 'v' }] }),
  ],
  [
    'choice value',
    limits.choiceValue,
    register,
    (size) => withOption({ choices: [{ name: 'n', value: a(size) }] }),
  ],
  [
    'text of a command',
    limits.commandTotal,
    register,
    (size) => command({ options: wordy(size - 'profitd'.length) }),
  ],
  [
    'global commands',
    limits.globalCommands,
    register,
    (size) => many(size, (index) => ({ name: `c${index}`, description: 'd' })),
  ],
];

/** Options whose names, descriptions and choices are `size` characters together. */
function wordy(size: number) {
  const filler = { name: 'o', description: 'd', choices: [] as { name: string; value: string }[] };
  const options = many(25, (index) => ({
    ...filler,
    type: 3,
    name: `o${String(index).padStart(2, '0')}`,
    choices: [] as typeof filler.choices,
  }));
  let left = size - options.length * 4;
  for (const [index, { choices }] of [...options, ...options].entries()) {
    const length = Math.min(200, left);
    if (length < 2) break;
    const half = Math.floor(length / 2);
    choices.push({ name: `${index}`.padEnd(half, 'n'), value: 'v'.repeat(length - half) });
    left -= length;
  }
  return options;
}

describe('limits', () => {
  test.each(documented)(
    'the stand-in accepts a %s of %i and refuses one more',
    async (_, limit, send, body) => {
      discord = await discordServer();
      const accepted = await send(body(limit));
      expect(accepted.body?.errors).toBeUndefined();
      expect(accepted.status).toBeLessThan(300);
      expect(await send(body(limit + 1))).toMatchObject({
        status: 400,
        body: { code: 50035, message: 'Invalid Form Body' },
      });
    },
  );

  const form = (...sizes: number[]) => {
    const files = new FormData();
    files.append(
      'payload_json',
      JSON.stringify({ attachments: sizes.map((_, id) => ({ id, description: 'd' })) }),
    );
    for (const [index, size] of sizes.entries())
      files.append(`files[${index}]`, new Blob([new Uint8Array(size)]), 'f.txt');
    return files;
  };

  test('the stand-in refuses an eleventh file', async () => {
    discord = await discordServer();
    expect((await post(form(...many(10, () => 1)))).status).toBe(200);
    expect(await post(form(...many(11, () => 1)))).toMatchObject({ status: 400, body: { code: 50035 } });
  });

  test('the stand-in refuses a file over 10 MiB and a request over 25 MiB', async () => {
    discord = await discordServer();
    expect((await post(form(limits.fileBytes))).status).toBe(200);
    expect(await post(form(limits.fileBytes + 1))).toMatchObject({ status: 413, body: { code: 40005 } });
    const third = Math.floor(limits.requestBytes / 3);
    expect((await post(form(third - 500, third - 500, third - 500))).status).toBe(200);
    expect((await post(form(third, third, third))).status).toBe(413);
  });

  test('the stand-in refuses a description of a file over 1,024 characters', async () => {
    discord = await discordServer();
    const described = (size: number) => {
      const files = form();
      files.set('payload_json', JSON.stringify({ attachments: [{ id: 0, description: a(size) }] }));
      files.append('files[0]', new Blob(['x']), 'f.txt');
      return files;
    };
    expect((await post(described(1_024))).status).toBe(200);
    expect(await post(described(1_025))).toMatchObject({ status: 400, body: { code: 50035 } });
  });

  test('the stand-in refuses what is empty, a missing custom id and one used twice', async () => {
    discord = await discordServer();
    expect(await post({})).toMatchObject({ status: 400, body: { code: 50006 } });
    expect(await post(embed({ fields: [{ name: ' ', value: 'v' }] }))).toMatchObject({
      body: { code: 50035 },
    });
    expect(await post(oneButton({ custom_id: undefined }))).toMatchObject({ body: { code: 50035 } });
    const twice = { type: 1, components: [button(1), button(1)] };
    expect(await post({ components: [twice] })).toMatchObject({ body: { code: 50035 } });
  });

  test('the stand-in refuses the 201st command created in a day', async () => {
    discord = await discordServer();
    const batch = (from: number) => many(100, (index) => ({ name: `c${from + index}`, description: 'd' }));
    expect((await register(batch(0))).status).toBe(200);
    expect((await register(batch(100))).status).toBe(200);
    expect(await register([...batch(101)])).toMatchObject({ status: 400, body: { code: 30034 } });
  });

  test('the stand-in refuses the 51st request of a second, but never an interaction', async () => {
    discord = await discordServer({ now: () => 1_000 });
    for (let sent = 0; sent < 50; sent += 1) expect((await post({ content: 'c' })).status).toBe(200);
    const refused = await post({ content: 'c' });
    expect(refused).toMatchObject({ status: 429, body: { global: true, retry_after: 1 } });
    expect(refused.headers.get('x-ratelimit-global')).toBe('true');
    expect((await callback(4)({ content: 'c' })).status).toBe(204);
  });

  test('the stand-in bans an address after 10,000 invalid requests in ten minutes', async () => {
    let now = 0;
    discord = await discordServer({ now: () => now });
    for (let sent = 0; sent < limits.invalidRequestsPer10Minutes; sent += 1)
      discord.rest.rates.countInvalid(401);
    const asked = await fetch(`${discord.apiUrl}/v10/gateway/bot`, { headers: bot() });
    expect([asked.status, asked.headers.get('content-type')]).toEqual([429, 'text/html']);
    now = 600_000;
    expect((await call('GET', '/gateway/bot')).status).toBe(200);
  });
});

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
