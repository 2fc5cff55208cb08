import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { reply } from 'hashdesk';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { discordAdapter } from '../../../adapters/discord/connect.ts';
import { claimer } from '../../../src/bot/claimed.ts';
import { createLog } from '../../../src/common/log.ts';
import { gateways } from '../../../src/server/gateways.ts';
import { claims } from '../../../src/storage/claims.ts';
import type { Database } from '../../../src/storage/database.ts';
import { keyValue } from '../../../src/storage/keyValue.ts';
import { scriptedBot } from '../../support/bots.ts';
import { testDatabase } from '../../support/database/testDatabase.ts';
import { read } from '../../support/discord/screen.ts';
import { discordServer } from '../../support/discord/server.ts';
import { handTimers } from '../../support/handTimers.ts';
import { deskWith, handTimer, reached } from './desk.ts';

/** Processes of one desk before one Discord, whose time is moved by hand. */
async function processes() {
  const discord = await discordServer();
  onTestFinished(discord.close);
  const timers = handTimers();
  const database = testDatabase();
  const lines: string[] = [];
  const { admin, channelId: channel, guildId: guild } = discord;
  async function start(name: string) {
    const log = createLog({ level: 'debug', write: (line) => lines.push(line) });
    const dead = new AbortController();
    /** A process that was killed runs no further, and writes nothing. */
    const until = <T>(work: Promise<T>) => (dead.signal.aborted ? new Promise<never>(() => {}) : work);
    const shared: Database = {
      ...database,
      run: (...asked) => until(database.run(...asked)),
      transaction: (...asked) => until(database.transaction(...asked)),
    };
    let writes = 0;
    const counted = {
      ...shared,
      run: (sql: string, values = {}) => {
        if (sql.includes('gateway_sessions')) writes += 1;
        return shared.run(sql, values);
      },
    };
    const claim = claimer(claims({ database, now: Date.now }));
    const scripted = scriptedBot(({ person }) => reply({ title: `${name}: ${person.standing}` }));
    const handle: typeof scripted.handle = async (incoming) =>
      (await claim(incoming.id!)) === 'first' ? scripted.handle(incoming) : undefined;
    const wait = (ms: number, signal: AbortSignal = new AbortController().signal) =>
      until(timers.wait(ms, signal).then(() => until(Promise.resolve())));
    const adapter = discordAdapter({
      config: { token: discord.token, apiUrl: discord.apiUrl, publicKey: discord.endpoint.publicKey },
      store: (namespace) => keyValue({ database, namespace, now: Date.now }),
      gateway: gateways({
        database: counted,
        newId: () => name,
        now: timers.now,
        elapsed: timers.now,
        wait,
        log,
      }),
      ...{ log, now: Date.now, fetch, wait },
    });
    await adapter.start({ ...scripted, handle });
    const asked = scripted.asked;
    return { adapter, asked, log, writes: () => writes, kill: () => dead.abort() };
  }
  const here = { user: admin, channel, guild };
  const shown = () => read(discord.world.posted);
  return { discord, timers, database, lines, start, here, shown };
}

describe('the gateway of several processes', () => {
  test('is opened by one; when it dies another resumes within ten seconds, and is told what was missed, once', async () => {
    const { discord, timers, start, here, shown } = await processes();
    const one = await start('one');
    const other = await start('other');
    const { state } = discord.gateway;
    expect([state.identifies, state.attempts]).toEqual([1, 1]);
    expect(other.adapter.trouble?.()).toBeUndefined();
    discord.people.write(here, '@hashdesk hashprice');
    await discord.until(() => shown().includes('one: visitor'));
    await timers.pass(1_000);
    await vi.waitFor(() => expect(one.writes()).toBeGreaterThan(0));

    one.kill();
    discord.gateway.drop();
    // Of the second before its death nothing was written, as if this had come in it.
    discord.people.write({ ...here, user: discord.owner }, '@hashdesk profit demo');
    await timers.pass(10_000);
    await discord.until(() => shown().includes('other: admin'));
    expect([state.identifies, state.resumes]).toEqual([1, 1]);
    expect(discord.world.posted).toHaveLength(2);
    expect([one.asked.length, other.asked.length]).toEqual([1, 1]);

    const inThread = { ...here, user: discord.member };
    discord.people.write(inThread, '@hashdesk hashprice');
    await discord.until(() => shown().includes('other: visitor'));
    await other.adapter.stop();
  });

  test('is left to be resumed by a process that stops, which another does within a second', async () => {
    const { discord, timers, start, here, shown, lines } = await processes();
    const one = await start('one');
    const other = await start('other');
    for (let at = 0; at < 50; at++) discord.people.write(here, 'not meant for us');
    discord.people.write(here, '@hashdesk hashprice');
    await discord.until(() => shown().includes('one: visitor'));
    await one.adapter.stop();
    expect(one.writes()).toBeLessThanOrEqual(2);
    discord.people.write({ ...here, user: discord.owner }, '@hashdesk profit demo');
    await timers.pass(1_000);
    await discord.until(() => shown().includes('other: admin'));
    const { state } = discord.gateway;
    expect([state.identifies, state.resumes, discord.world.posted.length]).toEqual([1, 1, 2]);
    expect(lines.filter((line) => /"level":"(warn|error)"/.test(line))).toEqual([]);
    await other.adapter.stop();
  });

  test('is not needed to answer over HTTP, or to send with a role called by name', async () => {
    const { discord, start, here, shown } = await processes();
    const one = await start('one');
    const other = await start('other');
    discord.world.application.interactions_endpoint_url = await reached(other);
    const asked = discord.people.slash(here, ['hashprice']);
    await discord.until(() => asked.original);
    expect(shown()).toContain('other: admin');
    const said = { ...reply({ title: 'Alert' }), mentions: [discord.guildId, discord.member.id] };
    const address = { adapter: 'discord', tenant: `discord:G${discord.guildId}`, channel: here.channel };
    await other.adapter.send(address, said, { deliveryId: 'd1' });
    expect(discord.world.posted.at(-1)?.body.allowed_mentions).toMatchObject({
      roles: [discord.guildId],
      users: [discord.member.id],
    });
    expect(discord.gateway.state.attempts).toBe(1);
    await one.adapter.stop();
    await other.adapter.stop();
  });
});

test('start() leaves nothing behind of a connection that was never made, whose failure would end the process', async () => {
  const sockets: Socket[] = [];
  const deaf = createServer((socket) => void sockets.push(socket.resume()));
  await new Promise<void>((resolve) => deaf.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void deaf.close());
  const timer = handTimer();
  const { adapter, discord } = await deskWith({ wait: timer.wait });
  discord.gateway.url = () => `ws://127.0.0.1:${(deaf.address() as AddressInfo).port}`;
  const started = adapter.start(scriptedBot(() => reply({ title: 'Done' })));
  started.catch(() => {});
  await vi.waitUntil(() => timer.holds(30_000) && sockets.length === 1);
  const ended = once(sockets[0]!, 'close');
  timer.pass(30_000);
  await expect(started).rejects.toMatchObject({ retryable: true });
  // The library would give it up after thirty seconds.
  await ended;
}, 20_000);
