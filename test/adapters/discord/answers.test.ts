import { type KeyValue, type Reply, reply } from 'hashdesk';
import { describe, expect, test, vi } from 'vitest';
import { scriptedBot } from '../../support/bots.ts';
import { limits, refusals } from '../../support/discord/limits.ts';
import { read } from '../../support/discord/screen.ts';
import { paintedAs } from '../../support/replies/replies.ts';
import { asked, handTimer, privately, says, startedDesk, titled } from './desk.ts';

const EPHEMERAL = true;
const DEFER_MS = 1_500;

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
      person: { id: discord.admin.id, name: 'Ada', standing: 'admin', roles: [discord.guildId] },
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

  test('start() shows a picture that is painted already with the answer, and without where Discord refuses it', async () => {
    const { chart, picture } = paintedAs('itfellbyhalf');
    const bot = scriptedBot(() => reply({ title: 'Course', blocks: [chart] }));
    const { discord, here } = await startedDesk({ ...bot, picture: async () => picture });
    const answers = () => discord.rest.asked.filter(({ path }) => /callback|webhooks/u.test(path));
    const withPicture = discord.people.slash(here, ['hashprice']);
    await discord.until(() => withPicture.answer);
    expect([titled(withPicture), withPicture.original?.files.length]).toEqual(['Course', 1]);
    await discord.until(() => answers().length === 1);
    discord.rest.failures.push({ path: /callback/u, status: 400 });
    const without = discord.people.slash(here, ['hashprice']);
    await discord.until(() => without.answer);
    expect([titled(without), without.original?.files.length]).toEqual(['Course', 0]);
    await discord.until(() => answers().length === 3);
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
      ['admin', [discord.guildId], `discord:G${discord.guildId}`],
      ['visitor', [discord.guildId, ...stranger.roles], `discord:G${discord.guildId}`],
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
    expect(seen).toMatchObject([
      { address: { tenant: `discord:G${discord.guildId}`, channel: here.channel }, text: 'profit site=ro' },
    ]);
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
