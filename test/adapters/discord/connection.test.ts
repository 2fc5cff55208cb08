import { createServer } from 'node:net';
import { DeliveryError, type Reply, reply } from 'hashdesk';
import { describe, expect, test, vi } from 'vitest';
import { identifyBudget, pauseBefore } from '../../../adapters/discord/transport/reconnect.ts';
import { scriptedBot } from '../../support/bots.ts';
import { limits } from '../../support/discord/limits.ts';
import { BOT_TOKEN } from '../../support/discord/server.ts';
import { expectNoSecret } from '../../support/secrets.ts';
import { silentLog } from '../../support/testMarket.ts';
import { deskWith, handTimer, startedDesk, testStore } from './desk.ts';

const bot = () => scriptedBot(() => reply({ title: 'Done' }));

describe('starting', () => {
  test('start() asks for the fewest intents, none of them privileged', async () => {
    const { discord } = await startedDesk(bot());
    const [guilds, guildMessages, directMessages] = [1 << 0, 1 << 9, 1 << 12];
    expect(discord.gateway.state.identified?.intents).toBe(guilds | guildMessages | directMessages);
  });

  test.each<[name: string, parts: { token?: string; closeWith?: number }, named: string]>([
    ['a token that the API refuses', { token: 'another' }, 'DISCORD_TOKEN'],
    ['a token that the gateway refuses', { closeWith: 4004 }, 'DISCORD_TOKEN'],
    ['intents that are not allowed', { closeWith: 4014 }, 'intents'],
    ['too many servers', { closeWith: 4011 }, 'sharding'],
  ])(
    'start() rejects in one line that names the fix: %s',
    async (_, { token = BOT_TOKEN, closeWith }, named) => {
      const { adapter, discord, lines } = await deskWith();
      discord.world.token = token;
      discord.gateway.state.closeWith = closeWith;
      const failure = await adapter.start(bot()).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(DeliveryError);
      expect(failure).toMatchObject({ retryable: false, message: expect.stringContaining(named) });
      expect(String(failure)).not.toContain('\n');
      expectNoSecret(`${lines.join('')}${String(failure)}${JSON.stringify(failure)}`, { token: BOT_TOKEN });
    },
  );

  test('start() may be tried again when Discord is down, and then succeeds', async () => {
    const { adapter, discord } = await deskWith();
    discord.rest.failures.push({ path: /gateway/, status: 503 });
    await expect(adapter.start(bot())).rejects.toMatchObject({ retryable: true });
    await adapter.start(bot());
    expect(discord.gateway.ready).toBe(1);
  });

  test('start() may be tried again when no one listens at the address', async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as { port: number };
    await new Promise((resolve) => closed.close(resolve));
    const { adapter } = await deskWith({ config: { apiUrl: `http://127.0.0.1:${port}/api` } });
    await expect(adapter.start(bot())).rejects.toMatchObject({ retryable: true });
  });

  test('start() gives up on a gateway that says nothing', async () => {
    const timer = handTimer();
    const { adapter, discord } = await deskWith({ wait: timer.wait });
    discord.gateway.state.silent = true;
    const started = adapter.start(bot());
    started.catch(() => {});
    await vi.waitUntil(() => timer.holds(30_000));
    timer.pass(30_000);
    await expect(started).rejects.toMatchObject({ retryable: true });
  });
});

type Discord = Awaited<ReturnType<typeof deskWith>>['discord'];

describe('reconnecting', () => {
  /** Breaks the connection, asks while it is down or being renewed, and returns what was shown once it is back. */
  async function askedWhile(break_: (discord: Discord) => void) {
    const questions = bot();
    const desk = await startedDesk(questions);
    const { discord, here } = desk;
    const before = discord.people.slash(here, ['hashprice']);
    await discord.until(() => before.answer);
    break_(discord);
    const during = discord.people.slash(here, ['hashprice']);
    await discord.until(() => during.answer);
    const after = discord.people.slash(here, ['hashprice']);
    await discord.until(() => after.answer);
    return { discord, questions, exchanges: [before, during, after] };
  }

  test.each([
    ['the network breaks', (discord: Discord) => discord.gateway.drop()],
    ['Discord closes with 4000', (discord: Discord) => discord.gateway.close(4000)],
    ['Discord asks to reconnect (op 7)', (discord: Discord) => discord.gateway.reconnect()],
    [
      'the session is invalid for a moment (op 9)',
      (discord: Discord) => discord.gateway.invalidate({ resumable: true }),
    ],
  ])('an interaction is neither lost nor doubled when %s', async (_, break_) => {
    const { discord, questions, exchanges } = await askedWhile(break_);
    expect(questions.asked.map(({ id }) => id)).toEqual(exchanges.map(({ id }) => id));
    expect(discord.world.posted).toHaveLength(3);
    expect([discord.gateway.state.resumes, discord.gateway.state.identifies]).toEqual([1, 1]);
  });

  test('the bot identifies again when its session has ended (op 9, close 1000)', async () => {
    const ends = [
      (discord: Discord) => discord.gateway.invalidate({ resumable: false }),
      (discord: Discord) => discord.gateway.close(1000),
    ];
    // The library waits five seconds between two identifies: both cases wait at the same time.
    const desks = await Promise.all(ends.map(() => startedDesk(bot())));
    for (const [at, { discord }] of desks.entries()) ends[at]!(discord);
    for (const { discord, here } of desks) {
      await discord.until(() => discord.gateway.state.identifies === 2 && discord.gateway.ready === 1);
      const exchange = discord.people.slash(here, ['hashprice']);
      await discord.until(() => exchange.answer);
      expect(discord.world.posted).toHaveLength(1);
    }
  });

  test('an interaction that is replayed is answered once', async () => {
    const { discord, here } = await startedDesk(bot());
    const exchange = discord.people.slash(here, ['hashprice']);
    await discord.until(() => exchange.answer);
    discord.gateway.repeat();
    const next = discord.people.slash(here, ['hashprice']);
    await discord.until(() => next.answer);
    expect(discord.world.posted).toHaveLength(2);
    expect(discord.rest.asked.filter(({ status }) => status >= 400)).toEqual([]);
  });

  test('an event that makes no sense is logged and ends nothing', async () => {
    const { discord, here, lines } = await startedDesk(bot());
    discord.gateway.dispatch('INTERACTION_CREATE', { id: '1', type: 2, data: null });
    discord.gateway.dispatch('GUILD_ROLE_CREATE', { guild_id: discord.guildId });
    const exchange = discord.people.slash(here, ['hashprice']);
    await discord.until(() => exchange.answer);
    expect(lines.join('')).toContain('An event from Discord could not be read');
  });

  test('a heartbeat without an answer makes the bot resume', async () => {
    const desk = await deskWith();
    desk.discord.gateway.state.heartbeatMs = 50;
    await desk.adapter.start(bot());
    desk.discord.gateway.state.answersHeartbeats = false;
    await desk.discord.until(() => desk.discord.gateway.state.resumes > 0);
    expect(desk.discord.gateway.state.identifies).toBe(1);
  });

  test.each([
    [4004, 'Discord refuses DISCORD_TOKEN'],
    [4011, 'needs sharding'],
    [4012, 'closed the connection for good: InvalidAPIVersion (4012)'],
  ])('a connection closed for good by %i is told of once, and in trouble()', async (code, named) => {
    const { discord, adapter, lines } = await startedDesk(bot());
    expect(adapter.trouble?.()).toBeUndefined();
    discord.gateway.close(code);
    await vi.waitUntil(() => adapter.trouble?.() !== undefined);
    expect(adapter.trouble?.()).toContain(named);
    expect(lines.filter((line) => JSON.parse(line).msg === adapter.trouble?.())).toHaveLength(1);
    expectNoSecret(lines.join(''), { token: BOT_TOKEN });
  });

  test('attempts come ever more seldom while Discord is away', async () => {
    const timer = handTimer();
    const { discord, adapter } = await startedDesk(bot(), { wait: timer.wait });
    discord.gateway.state.refuses = true;
    discord.gateway.drop();
    for (const ms of [1_000, 2_000, 4_000, 8_000]) {
      await vi.waitUntil(() => timer.holds(ms), { timeout: 10_000 });
      const { attempts } = discord.gateway.state;
      timer.pass(ms);
      await vi.waitUntil(() => discord.gateway.state.attempts > attempts, { timeout: 10_000 });
    }
    expect([discord.gateway.state.attempts, discord.gateway.state.identifies]).toEqual([6, 1]);
    discord.gateway.state.refuses = false;
    await vi.waitUntil(() => timer.holds(16_000), { timeout: 10_000 });
    timer.pass(16_000);
    await vi.waitUntil(() => adapter.trouble?.() === undefined, { timeout: 10_000 });
    expect(discord.gateway.state.resumes).toBe(1);
  });

  test('pauseBefore() is a minute at most', () => {
    expect([0, 1, 2, 7, 50].map(pauseBefore)).toEqual([0, 1_000, 2_000, 60_000, 60_000]);
  });

  test('a day sees no more than 900 identifies, however often the desk is restarted', async () => {
    let now = 0;
    const store = testStore()('discord identifies');
    const budget = () => identifyBudget({ store, now: () => now, log: silentLog });
    for (; now < 900; now++) {
      const restarted = budget();
      expect(await restarted.pauseMs()).toBe(0);
      await restarted.spend();
    }
    expect(await budget().pauseMs()).toBe(86_400_000 - 900);
    now += await budget().pauseMs();
    expect(await budget().pauseMs()).toBe(0);
  });

  test('identifies are counted in memory while nothing can be kept', async () => {
    const fails = () => Promise.reject(new Error('The disk is full'));
    const store = { get: fails, set: fails, delete: fails };
    const budget = identifyBudget({ store, now: () => 5, log: silentLog, most: 1 });
    expect(await budget.pauseMs()).toBe(0);
    await budget.spend();
    expect(await budget.pauseMs()).toBe(86_400_000);
  });

  test('start() identifies no more where the desk had identified 900 times before it was restarted', async () => {
    const timer = handTimer();
    const { adapter, discord, store, lines } = await deskWith({ wait: timer.wait, now: () => 1_000 });
    await store('discord identifies').set(
      'sent',
      Array.from({ length: 900 }, (_, at) => at),
    );
    const started = adapter.start(bot());
    started.catch(() => {});
    await vi.waitUntil(() => timer.holds(86_400_000 - 1_000));
    timer.pass(30_000);
    await expect(started).rejects.toMatchObject({
      retryable: true,
      retryAfterMs: 86_400_000 - 1_000,
      message:
        'Discord could not be reached. 900 of the 1,000 connections that Discord lets a bot open in a day are used: Hashdesk connects again at 1970-01-02 00:00 UTC. Look for what restarts it, or for another program with the same DISCORD_TOKEN.',
    });
    expect(discord.gateway.state.identifies).toBe(0);
    expect(lines.join('')).toContain('Discord takes no more identifies today');
  });

  test('start() says how many connections are used, and until when, where Discord takes no more', async () => {
    const { adapter, discord } = await deskWith({ now: () => 59_000 });
    discord.gateway.state.identifies = limits.identifiesPerDay;
    await expect(adapter.start(bot())).rejects.toMatchObject({
      retryable: true,
      retryAfterMs: 1_000,
      message: expect.stringContaining(
        '1,000 of the 1,000 connections that Discord lets a bot open in a day are used: Hashdesk connects again at 1970-01-01 00:01 UTC.',
      ),
    });
    expect(discord.gateway.state.attempts).toBe(0);
  });

  test('trouble() says that the bot reconnects, until it has', async () => {
    const { discord, adapter } = await startedDesk(bot());
    discord.gateway.drop();
    await vi.waitUntil(() => adapter.trouble?.() === 'Reconnecting to Discord');
    await vi.waitUntil(() => adapter.trouble?.() === undefined, { timeout: 10_000 });
    expect(discord.gateway.state.resumes).toBe(1);
  });
});

describe('stop', () => {
  test('stop() ends a reconnect that is under way, and start() connects once again', async () => {
    const { adapter, discord, here, lines } = await startedDesk(bot());
    discord.gateway.drop();
    await vi.waitUntil(() => lines.join('').includes('Reconnecting'));
    await adapter.stop();
    await adapter.start(bot());
    // The library pauses half a second before it reconnects: the first to do so would be the one that was stopped.
    discord.gateway.drop();
    await discord.until(() => discord.gateway.state.resumes > 0 && discord.gateway.ready === 1);
    expect([discord.gateway.state.identifies, discord.gateway.state.resumes]).toEqual([2, 1]);
    const exchange = discord.people.slash(here, ['hashprice']);
    await discord.until(() => exchange.answer);
    expect(discord.gateway.ready).toBe(1);
  });

  test('stop() is no trouble to warn of', async () => {
    const { adapter, lines } = await startedDesk(bot());
    await adapter.stop();
    expect(lines.map((line) => JSON.parse(line)).filter(({ level }) => level !== 'info')).toEqual([]);
  });

  test('stop() leaves a question that hangs behind after five seconds', async () => {
    const timer = handTimer();
    const hanging = scriptedBot(() => new Promise<Reply>(() => {}));
    const { adapter, discord, here } = await startedDesk(hanging, { wait: timer.wait });
    discord.people.slash(here, ['hashprice']);
    await vi.waitUntil(() => hanging.asked.length === 1);
    const stopped = adapter.stop();
    await vi.waitUntil(() => timer.holds(5_000));
    timer.pass(5_000);
    await stopped;
  });
});
