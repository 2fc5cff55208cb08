import { type Incoming, type KeyValue, type Reply, reply } from 'hashdesk';
import { describe, expect, test, vi } from 'vitest';
import { scriptedBot } from '../support/bots.ts';
import { limits, refusals } from '../support/discord/limits.ts';
import { read } from '../support/discord/screen.ts';
import type { Exchange } from '../support/discord/world.ts';
import { figureOf } from '../support/replies.ts';
import { handTimer, startedDesk } from './discordDesk.ts';

const EPHEMERAL = true;
const DEFER_MS = 1_500;
const says = (title: string, parts: Partial<Reply> = {}) => reply({ title, ...parts });
const privately = (title: string, parts: Partial<Reply> = {}) =>
  says(title, { visibility: 'private', ...parts });
const titled = ({ original }: Exchange) => original?.body.embeds?.[0]?.title;

/** A bot whose answers the test gives. */
function waitingBot() {
  const answer = Promise.withResolvers<Reply>();
  return { answer, bot: scriptedBot(() => answer.promise) };
}

describe('slash commands', () => {
  test('start() hands over the command with its options by the names of its parameters', async () => {
    const bot = scriptedBot(() => says('Done'));
    const { discord, here } = await startedDesk(bot);
    const exchange = discord.people.slash(here, ['site', 'add'], { name: 'Prairie' });
    await discord.until(() => exchange.answer);
    expect(bot.asked[0]).toMatchObject({
      id: exchange.id,
      ask: { command: ['site', 'add'], options: { name: 'Prairie' } },
      address: { adapter: 'discord', tenant: `discord:G${discord.guildId}`, channel: discord.channelId },
      person: { id: discord.admin.id, name: 'Ada', standing: 'admin', roles: [] },
    });
  });

  test('start() takes an answer in time as the first answer, without deferring', async () => {
    const { discord, here } = await startedDesk(scriptedBot(() => says('Quick')));
    const exchange = discord.people.slash(here, ['hashprice']);
    await discord.until(() => exchange.answer);
    expect([exchange.answer?.type, titled(exchange), exchange.original?.ephemeral]).toEqual([
      4,
      'Quick',
      false,
    ]);
  });

  test('start() tells the members from those who manage the server', async () => {
    const bot = scriptedBot(() => says('Done'));
    const { discord, here } = await startedDesk(bot);
    const { channel } = here;
    const stranger = { ...discord.member, roles: ['1150000000000000777'] };
    for (const place of [here, { ...here, user: stranger }, { user: discord.member, channel }]) {
      const exchange = discord.people.slash(place, ['hashprice']);
      await discord.until(() => exchange.answer);
    }
    const seen = bot.asked.map(({ person, address }) => [person.standing, person.roles, address.tenant]);
    expect(seen).toEqual([
      ['admin', [], `discord:G${discord.guildId}`],
      ['visitor', stranger.roles, `discord:G${discord.guildId}`],
      ['admin', [], `discord:U${discord.member.id}`],
    ]);
  });

  test('start() acknowledges 200 commands at once in time while every answer hangs', async () => {
    const { answer, bot } = waitingBot();
    const { discord, here } = await startedDesk(bot);
    const exchanges = Array.from({ length: 200 }, () => discord.people.slash(here, ['hashprice']));
    await discord.until(() => exchanges.every((exchange) => exchange.answer));
    expect(new Set(exchanges.map((exchange) => exchange.answer?.type))).toEqual(new Set([5]));
    answer.resolve(says('At last'));
    await discord.until(() => exchanges.every((exchange) => titled(exchange) === 'At last'));
    expect(discord.rest.asked.filter(({ status }) => status >= 400)).toEqual([]);
  });

  test('start() shows progress and replaces it by the answer', async () => {
    const { answer, bot } = waitingBot();
    const { discord, here } = await startedDesk(bot);
    const exchange = discord.people.slash(here, ['hashprice']);
    await vi.waitUntil(() => bot.asked.length === 1);
    bot.asked[0]!.progress?.(says('Reading three years of history'));
    await discord.until(() => titled(exchange) === 'Reading three years of history');
    answer.resolve(says('Done'));
    await discord.until(() => titled(exchange) === 'Done');
    expect(discord.world.posted).toHaveLength(1);
  });

  test.each([
    ['public', says('Late'), {}, false],
    ['private, as was asked', privately('Late'), { private: true }, EPHEMERAL],
    ['private, as turned out late', privately('Late'), {}, EPHEMERAL],
  ])('start() answers late: %s', async (_, said, options, ephemeral) => {
    const { answer, bot } = waitingBot();
    const timer = handTimer();
    const { discord, here } = await startedDesk(bot, { wait: timer.wait });
    const exchange = discord.people.slash(here, ['hashprice'], options);
    await vi.waitUntil(() => timer.holds(DEFER_MS));
    timer.pass(DEFER_MS);
    await discord.until(() => exchange.answer?.type === 5);
    answer.resolve(said);
    const shown = await discord.until(() =>
      discord.world.posted.find(({ body }) => body.embeds?.[0]?.title === 'Late'),
    );
    expect([shown.ephemeral, shown.deleted]).toEqual([ephemeral, false]);
    expect(discord.world.posted.filter(({ deleted }) => !deleted)).toEqual([shown]);
  });

  test('start() shows further messages of a long answer as follow-ups that the same people see', async () => {
    const blocks = Array.from({ length: 3 }, (_, at) => ({
      kind: 'text' as const,
      parts: [`${at} `.repeat(2_000)],
    }));
    const { discord, here } = await startedDesk(scriptedBot(() => privately('Long', { blocks })));
    discord.people.slash(here, ['hashprice']);
    await discord.until(() => discord.world.posted.length > 2);
    expect(discord.world.posted.every(({ ephemeral }) => ephemeral)).toBe(true);
  });

  test('start() says nothing to an id that was answered before', async () => {
    const bot = { ...scriptedBot(() => says('Never')), handle: async () => undefined };
    const timer = handTimer();
    const { discord, here, adapter } = await startedDesk(bot, { wait: timer.wait });
    const exchange = discord.people.slash(here, ['hashprice']);
    await discord.until(() => discord.gateway.ready === 1);
    await adapter.stop();
    expect([exchange.answer, discord.world.posted]).toEqual([undefined, []]);
  });
});

describe('when Discord does not take the answer', () => {
  async function lateAnswer({
    said,
    refusal,
  }: {
    said: Reply;
    refusal?: () => ReturnType<typeof refusals.notFound>;
  }) {
    const { answer, bot } = waitingBot();
    let now = 0;
    const timer = handTimer();
    const desk = await startedDesk(bot, { platformNow: () => now, wait: timer.wait });
    const exchange = desk.discord.people.slash(desk.here, ['hashprice']);
    await vi.waitUntil(() => timer.holds(DEFER_MS));
    timer.pass(DEFER_MS);
    await desk.discord.until(() => exchange.answer);
    now = limits.tokenMs + 1;
    if (refusal) desk.discord.world.channels.get(desk.discord.channelId)!.refusal = refusal;
    answer.resolve(said);
    return desk;
  }
  const posted = (desk: Awaited<ReturnType<typeof lateAnswer>>) =>
    desk.discord.until(() => desk.discord.world.posted.find(({ body }) => body.embeds));

  test('start() posts a public answer in the channel after fifteen minutes', async () => {
    const desk = await lateAnswer({ said: says('Very late') });
    expect(await posted(desk)).toMatchObject({
      channel: desk.discord.channelId,
      body: { embeds: [{ title: 'Very late' }] },
    });
  });

  test('start() sends a private answer as a direct message after fifteen minutes', async () => {
    const desk = await lateAnswer({ said: privately('Very late') });
    const { channel, body } = await posted(desk);
    expect(desk.discord.world.channels.get(channel)?.recipient).toBe(desk.discord.admin.id);
    expect(body.embeds?.[0]?.title).toBe('Very late');
  });

  test('start() tells the person when the answer cannot be shown in the channel either', async () => {
    const desk = await lateAnswer({ said: says('Very late'), refusal: refusals.missingPermissions });
    const { channel } = await posted(desk);
    expect(desk.discord.world.channels.get(channel)?.recipient).toBe(desk.discord.admin.id);
    expect(read(desk.discord.world.posted)).toContain('Please ask again');
  });

  test('start() answers once when the word that an answer arrived is lost', async () => {
    const { discord, here } = await startedDesk(scriptedBot(() => says('Once')));
    discord.rest.failures.push({ path: /callback$/, status: 502, after: true });
    const exchange = discord.people.slash(here, ['hashprice']);
    await discord.until(
      () => discord.rest.asked.filter(({ path }) => path.endsWith('/callback')).length === 2,
    );
    expect(titled(exchange)).toBe('Once');
    expect(discord.world.posted).toHaveLength(1);
  });
});

describe('when the store fails', () => {
  const broken = () => Promise.reject(new Error('The disk is full: nothing was saved'));
  const failing = (namespace: string): KeyValue => {
    const working = { get: async () => undefined, set: async () => {}, delete: async () => true };
    return namespace === 'discord commands' ? working : { get: broken, set: broken, delete: broken };
  };

  test('start() still shows an answer whose buttons cannot be kept', async () => {
    const { discord, here, lines } = await startedDesk(
      scriptedBot(() => privately('Mine')),
      { store: failing },
    );
    const { original } = await asked(discord, here);
    expect(read([original!])).toContain('Mine');
    expect(lines.join('')).toContain('disk is full');
  });

  test('start() says that it failed when a button cannot be looked up', async () => {
    const { discord, here } = await startedDesk(
      scriptedBot(() => says('Never')),
      { store: failing },
    );
    const pressed = discord.people.pressId(here, '0#aaaaaaaaaaaaaaaaaaaaaaaa');
    await discord.until(() => pressed.original);
    expect([read([pressed.original!]), pressed.original?.ephemeral]).toEqual([
      'Hashdesk could not answer because of a fault of its own. Please try again.',
      EPHEMERAL,
    ]);
  });
});

describe('buttons', () => {
  const command = 'whatif rockdale price=90k';
  const withButton = (command: string) =>
    privately('Choose', {
      blocks: [{ kind: 'actions', actions: [{ label: 'Explain', command, style: 'danger' }] }],
    });
  const answerOnce = (first: Reply) => {
    let asked = 0;
    return scriptedBot(() => (asked++ === 0 ? first : says('Pressed')));
  };

  test.each([
    ['short', command],
    ['longer than a button holds', `${command} ${'hashprice=-20% '.repeat(20)}`],
  ])('start() runs the command of a button in the name of who presses it: %s', async (_, line) => {
    const bot = answerOnce(withButton(line));
    const { discord, here } = await startedDesk(bot);
    const { original } = await asked(discord, here);
    const pressed = discord.people.press({ ...here, user: discord.member }, original!, 'Explain');
    await discord.until(() => pressed.answer);
    expect(bot.asked[1]).toMatchObject({
      ask: { text: line },
      person: { id: discord.member.id, standing: 'visitor' },
    });
  });

  test('a button still works after a restart', async () => {
    const line = `${command} ${'hashprice=-20% '.repeat(20)}`;
    const first = await startedDesk(answerOnce(withButton(line)));
    const { original } = await asked(first.discord, first.here);
    await first.adapter.stop();
    const bot = scriptedBot(() => says('Pressed'));
    const { store, discord } = first;
    const config = { token: discord.token, apiUrl: discord.apiUrl };
    const again = await startedDesk(bot, { store, config });
    await first.discord.until(() => first.discord.gateway.ready === 1);
    const pressed = first.discord.people.press(first.here, original!, 'Explain');
    await first.discord.until(() => pressed.answer);
    expect(bot.asked[0]?.ask).toEqual({ text: line });
    await again.adapter.stop();
  });

  test('a private answer can be shared in the channel, an error cannot', async () => {
    const bot = scriptedBot((incoming) =>
      'command' in incoming.ask && incoming.ask.command[0] === 'profit'
        ? privately('No', { tone: 'error' })
        : privately('Mine'),
    );
    const { discord, here } = await startedDesk(bot);
    const { original } = await asked(discord, here);
    const shared = discord.people.press(here, original!, 'Share in channel');
    await discord.until(() => shared.original);
    expect([titled(shared), shared.original?.ephemeral]).toEqual(['Mine', false]);
    const failed = discord.people.slash(here, ['profit']);
    await discord.until(() => failed.original);
    expect(failed.original?.body.components).toEqual([]);
    expect(bot.asked).toHaveLength(2);
  });

  test.each(['0!', '0#unknownunknownunknown12', 'of another bot'])(
    'an unknown button (%s) is answered privately',
    async (id) => {
      const bot = scriptedBot(() => says('Never'));
      const { discord, here } = await startedDesk(bot);
      const pressed = discord.people.pressId(here, id);
      await discord.until(() => pressed.original);
      expect([titled(pressed), pressed.original?.ephemeral]).toEqual([
        'This button is too old, or was made before a change. Please ask again.',
        EPHEMERAL,
      ]);
      expect(bot.asked).toEqual([]);
    },
  );
});

type Desk = Awaited<ReturnType<typeof startedDesk>>;

/** Asks something that is answered at once. */
async function asked(discord: Desk['discord'], here: Desk['here']): Promise<Exchange> {
  const exchange = discord.people.slash(here, ['hashprice']);
  await discord.until(() => exchange.original);
  return exchange;
}

describe('dialogs', () => {
  const field = (name: string) => ({ name, label: `The ${name}`, required: false, multiline: false });
  const names = ['name', 'fleet', 'power', 'pue', 'uptime', 'fee', 'scheme'];
  const form = privately('Add a site', {
    blocks: [{ kind: 'form', title: 'Add a site', command: 'site add', fields: names.map(field) }],
  });

  test('a form of seven fields is filled in on two pages and becomes one line', async () => {
    let count = 0;
    const bot = scriptedBot(() => (count++ === 0 ? form : says('Added')));
    const { discord, here } = await startedDesk(bot);
    const { original } = await asked(discord, here);
    const first = discord.people.press(here, original!, 'Add a site');
    await discord.until(() => first.modal);
    expect(first.modal).toMatchObject({ title: 'Add a site (1 of 2)' });
    expect(first.modal?.components.map(({ label }) => label)).toEqual(
      names.slice(0, 5).map((name) => `The ${name}`),
    );
    const page = discord.people.submit(here, first, { name: 'The "Rock"', fleet: '100 MW\ns21xp' });
    await discord.until(() => page.original);
    const second = discord.people.press(here, page.original!, 'Continue');
    await discord.until(() => second.modal);
    const done = discord.people.submit(here, second, { fee: '2%' });
    await discord.until(() => done.original);
    expect(bot.asked[1]?.ask).toEqual({
      text: 'site add name="The \\"Rock\\"" fleet="100 MW\ns21xp" fee="2%"',
    });
    expect(titled(done)).toBe('Added');
  });

  test('a refused entry comes back with what was typed', async () => {
    let count = 0;
    const bot = scriptedBot(() =>
      count++ === 0 ? form : privately('A PUE of 0.5 is not possible', { tone: 'error', parameter: 'pue' }),
    );
    const { discord, here } = await startedDesk(bot);
    const { original } = await asked(discord, here);
    const first = discord.people.press(here, original!, 'Add a site');
    await discord.until(() => first.modal);
    const page = discord.people.submit(here, first, { pue: '0.5' });
    await discord.until(() => page.original);
    const second = discord.people.press(here, page.original!, 'Continue');
    await discord.until(() => second.modal);
    const refused = discord.people.submit(here, second, {});
    await discord.until(() => refused.original);
    expect(read([refused.original!])).toContain('A PUE of 0.5 is not possible\nThis is about “The pue”.');
    const again = discord.people.press(here, refused.original!, 'Add a site');
    await discord.until(() => again.modal);
    expect(again.modal?.components[3]?.component.value).toBe('0.5');
  });
});

describe('suggestions', () => {
  test('start() completes the option that is typed', async () => {
    const seen: unknown[] = [];
    const bot = {
      ...scriptedBot(() => says('Never')),
      complete: async (typed: unknown) => {
        seen.push(typed);
        return [
          'profit site=Rockdale',
          'profit site=Rock Creek',
          `profit site=${'x'.repeat(101)}`,
          'profit power=',
        ];
      },
    };
    const { discord, here } = await startedDesk(bot);
    const exchange = discord.people.typing(here, ['profit'], { option: 'site', value: 'ro' });
    await discord.until(() => exchange.choices);
    expect(exchange.choices?.map(({ value }) => value)).toEqual(['Rockdale', 'Rock Creek']);
    expect(seen).toMatchObject([{ tenant: `discord:G${discord.guildId}`, text: 'profit site=ro' }]);
  });

  test('start() offers nothing rather than late', async () => {
    const timer = handTimer();
    const bot = { ...scriptedBot(() => says('Never')), complete: () => new Promise<string[]>(() => {}) };
    const { discord, here } = await startedDesk(bot, { wait: timer.wait });
    const exchange = discord.people.typing(here, ['profit'], { option: 'site', value: 'ro' });
    await vi.waitUntil(() => timer.holds(DEFER_MS));
    timer.pass(DEFER_MS);
    await discord.until(() => exchange.choices);
    expect(exchange.choices).toEqual([]);
  });
});

describe('messages', () => {
  test('start() answers a mention, and nothing that does not mention the bot', async () => {
    const bot = scriptedBot(() => says('Heard'));
    const { discord, here } = await startedDesk(bot);
    discord.people.write(here, 'hashprice please');
    const id = discord.people.write(here, '@hashdesk profit rockdale');
    await discord.until(() => discord.world.posted.length === 1);
    expect(bot.asked.map(({ id, ask }) => [id, ask])).toEqual([[id, { text: 'profit rockdale' }]]);
  });

  test('start() sees who manages the server from roles and ownership', async () => {
    const bot = scriptedBot(() => says('Heard'));
    const desk = await startedDesk(bot);
    const { discord, here } = desk;
    const role = discord.world.newId();
    const guild = discord.world.guilds.get(discord.guildId)!;
    guild.roles.push({ id: role, permissions: 1n << 5n });
    discord.gateway.dispatch('GUILD_ROLE_CREATE', {
      guild_id: guild.id,
      role: { id: role, name: 'desk', permissions: '32', position: 1 },
    });
    const manager = { ...discord.member, roles: [role] };
    for (const user of [discord.member, manager, discord.owner])
      discord.people.write({ ...here, user }, '@hashdesk help');
    await discord.until(() => discord.world.posted.length === 3);
    expect(bot.asked.map(({ person }) => person.standing)).toEqual(['visitor', 'admin', 'admin']);
  });

  test('a failed mention gets one short line without figures', async () => {
    const blocks = [{ kind: 'figures' as const, figures: [figureOf(1, '$12,345/day')] }];
    const { discord, here } = await startedDesk(
      scriptedBot(() => privately('You may not read sites', { tone: 'error', blocks })),
    );
    discord.people.write(here, '@hashdesk profit rockdale');
    await discord.until(() => discord.world.posted.length === 1);
    expect(read(discord.world.posted)).toBe('You may not read sites');
  });

  test('a private answer to a mention is a direct message', async () => {
    const { discord, here } = await startedDesk(scriptedBot(() => privately('For you')));
    discord.people.write(here, '@hashdesk profit rockdale');
    await discord.until(() => discord.world.posted.length === 2);
    const [direct, note] = discord.world.posted;
    expect(discord.world.channels.get(direct!.channel)?.recipient).toBe(discord.admin.id);
    expect([read([direct!]), read([note!])]).toEqual(['For you', 'I have sent you the answer directly.']);
  });

  test('a person without direct messages is told so in the channel, without the answer', async () => {
    const { discord, here } = await startedDesk(scriptedBot(() => privately('For you')));
    const id = discord.world.newId();
    discord.world.channels.set(id, { id, recipient: discord.admin.id, refusal: refusals.cannotMessageUser });
    discord.people.write(here, '@hashdesk profit rockdale');
    await discord.until(() => discord.world.posted.length === 1);
    expect(read(discord.world.posted)).toContain('use the slash command');
  });

  test('a mention by itself asks for help', async () => {
    const bot = scriptedBot(() => says('Help'));
    const { discord, here } = await startedDesk(bot);
    discord.people.write(here, '@hashdesk');
    await vi.waitUntil(() => bot.asked.length === 1);
    expect(bot.asked[0]?.ask).toEqual({ text: 'help' });
  });
});

describe('files', () => {
  const reading = (incoming: Incoming) =>
    incoming.attachment!('fleet.csv').then(
      (file) => says(`${file?.name}: ${file?.text}`),
      (error: Error) => privately(error.message, { tone: 'error' }),
    );
  const attached = (desk: Desk, parts: object = {}) => {
    const url = `${desk.discord.origin}/attachments/fleet.csv?ex=1`;
    return { id: desk.discord.world.newId(), filename: 'fleet.csv', url, size: 10, ...parts };
  };

  test('an attached file is read without the bot’s token', async () => {
    const seen: (string | undefined)[] = [];
    const spy: typeof fetch = (input, init) => {
      if (String(input).includes('/attachments/'))
        seen.push(new Headers(init?.headers).get('authorization') ?? undefined);
      return fetch(input, init);
    };
    const bot = scriptedBot(reading);
    const desk = await startedDesk(bot, { fetch: spy });
    desk.discord.rest.uploads.set('/attachments/fleet.csv', 'model,count');
    const exchange = desk.discord.people.slash(desk.here, ['site', 'import'], { file: attached(desk) });
    await desk.discord.until(() => exchange.original);
    expect(titled(exchange)).toBe('fleet.csv: model,count');
    expect(bot.asked[0]?.ask).toEqual({ command: ['site', 'import'], options: { file: 'fleet.csv' } });
    desk.discord.people.write(desk.here, '@hashdesk site import rock fleet.csv', [attached(desk)]);
    await desk.discord.until(() => desk.discord.world.posted.length === 2);
    expect(read(desk.discord.world.posted.slice(1))).toContain('model,count');
    expect(seen).toEqual([undefined, undefined]);
  });

  test.each([
    ['stored elsewhere', { url: 'https://evil.example/fleet.csv' }, 'not stored at Discord'],
    ['over plain http', { url: 'http://cdn.discordapp.com/fleet.csv' }, 'not stored at Discord'],
    ['too large as announced', { size: 1_000_001 }, 'too large'],
    ['too large in fact', {}, 'too large', 'x'.repeat(1_000_001)],
    ['not text', {}, 'not UTF-8', new Uint8Array([0xff, 0xfe, 0x00])],
    ['gone', { url: undefined }, 'could not be fetched'],
  ])('a file is refused: %s', async (_, parts, message, content: string | Uint8Array = 'model,count') => {
    const desk = await startedDesk(scriptedBot(reading));
    desk.discord.rest.uploads.set('/attachments/fleet.csv', content);
    const gone = `${desk.discord.origin}/attachments/gone.csv`;
    const file = attached(desk, 'url' in parts && parts.url === undefined ? { url: gone } : parts);
    const exchange = desk.discord.people.slash(desk.here, ['site', 'import'], { file });
    await desk.discord.until(() => exchange.original);
    expect(read([exchange.original!])).toContain(message);
    expect(exchange.original?.ephemeral).toBe(true);
  });

  test('a missing file is asked for', async () => {
    const { discord, here } = await startedDesk(scriptedBot(reading));
    const exchange = discord.people.slash(here, ['site', 'import']);
    await discord.until(() => exchange.original);
    expect(titled(exchange)).toBe(
      'No file came with the question. Attach a CSV or JSON file of at most 1 MB.',
    );
  });

  test('files and images are attached with their description', async () => {
    const image = {
      kind: 'image' as const,
      name: 'chart.png',
      alt: 'Hashprice over a year',
      mediaType: 'image/png',
      base64: 'AAAA',
    };
    const { discord, here } = await startedDesk(scriptedBot(() => says('Chart', { blocks: [image] })));
    const { original } = await asked(discord, here);
    expect(original?.files).toMatchObject([
      { name: 'chart.png', type: 'image/png', description: 'Hashprice over a year' },
    ]);
  });
});
