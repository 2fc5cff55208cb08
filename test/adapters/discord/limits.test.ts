import { afterEach, describe, expect, test } from 'vitest';
import { callsTo } from '../../support/discord/calls.ts';
import { limits } from '../../support/discord/limits.ts';
import { type DiscordServer, discordServer } from '../../support/discord/server.ts';

let discord: DiscordServer;
afterEach(() => discord?.close());

const { call, bot, post, register, callback } = callsTo(() => discord);

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
