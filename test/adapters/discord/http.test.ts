import { reply } from 'hashdesk';
import { describe, expect, test } from 'vitest';
import { discordAdapter } from '../../../adapters/discord/connect.ts';
import { claimer } from '../../../src/bot/claimed.ts';
import { claims } from '../../../src/storage/claims.ts';
import { scriptedBot } from '../../support/bots.ts';
import { testDatabase } from '../../support/database/testDatabase.ts';
import type { SignedRequest } from '../../support/discord/endpoint.ts';
import { soleGateway } from '../../support/discord/soleGateway.ts';
import { handClock } from '../../support/handClock.ts';
import { silentLog } from '../../support/testMarket.ts';
import { deskWith, privately, reached, startedDesk, titled } from './desk.ts';

const PING = '{"type":1}';

async function started() {
  const clock = handClock();
  const bot = scriptedBot(() => reply({ title: 'Done' }));
  const desk = await startedDesk(bot, { http: true, now: clock.now, platformNow: clock.now });
  return { ...desk, bot, clock, seconds: clock.now() / 1000 };
}

const changed = (request: SignedRequest, headers: Record<string, string>) => ({
  ...request,
  headers: { ...request.headers, ...headers },
});

describe('interactionsEndpoint()', () => {
  test.each([-300, 0, 300])('answers PING with PONG, with a timestamp that is %i s off', async (off) => {
    const { discord, seconds } = await started();
    const { endpoint } = discord;
    const response = await endpoint.post(endpoint.signed(PING, seconds + off));
    expect([response.status, await response.json()]).toEqual([200, { type: 1 }]);
  });

  test('refuses a signature that is wrong, missing or misshapen, and a timestamp more than five minutes off', async () => {
    const { discord, seconds } = await started();
    const { endpoint } = discord;
    const good = endpoint.signed(PING, seconds);
    const { 'x-signature-ed25519': signature = '', ...unsigned } = good.headers;
    const { 'x-signature-timestamp': _, ...unstamped } = good.headers;
    const forged = [
      { ...good, body: '{"type":2}' },
      { ...good, headers: unsigned },
      { ...good, headers: unstamped },
      changed(good, { 'x-signature-ed25519': signature.replace(/^./, (it) => (it === '0' ? '1' : '0')) }),
      changed(good, { 'x-signature-ed25519': `${signature}00` }),
      changed(good, { 'x-signature-ed25519': 'z'.repeat(128) }),
      changed(good, { 'x-signature-timestamp': String(seconds + 1) }),
      changed(good, { 'x-signature-timestamp': 'now' }),
      endpoint.signed(PING, seconds - 301),
      endpoint.signed(PING, seconds + 301),
    ];
    for (const request of forged) expect((await endpoint.post(request)).status).toBe(401);
  });

  test('refuse() needs no body to refuse what cannot be Discord’s', async () => {
    const { adapter, discord, seconds } = await started();
    const { headers } = discord.endpoint.signed(PING, seconds);
    const head = { method: 'POST', path: '/discord/interactions', headers: new Headers(headers) };
    expect(adapter.refuse!(head)).toBeUndefined();
    expect(adapter.refuse!({ ...head, headers: new Headers() })?.status).toBe(401);
    expect(adapter.refuse!({ ...head, method: 'GET' })?.status).toBe(405);
    expect(adapter.refuse!({ ...head, path: '/slack/events' })?.status).toBe(404);
  });

  test('answers 400 to a signed body that is no interaction, and 503 while nothing can be answered', async () => {
    const { adapter, discord, seconds } = await started();
    const { endpoint } = discord;
    for (const body of ['{', 'null', '{"type":2}', '{"type":"2"}'])
      expect((await endpoint.post(endpoint.signed(body, seconds))).status).toBe(400);
    await adapter.stop();
    expect((await endpoint.post(endpoint.signed('{"type":2}', seconds))).status).toBe(503);
    expect((await endpoint.post(endpoint.signed(PING, seconds))).status).toBe(200);
  });

  test('suggests what completes an option', async () => {
    const { discord, here } = await started();
    const typing = discord.people.typing(here, ['profit'], { option: 'site', value: 'roc' });
    expect(await discord.until(() => typing.choices)).toEqual([]);
    expect(discord.endpoint.statuses).toEqual([202]);
  });

  test('what is sent again to another process is answered once', async () => {
    const [database, now] = [testDatabase(), Date.now];
    /** A process of the desk: claims are its only way to know of the other. */
    const process = () => {
      const claim = claimer(claims({ database, now }));
      const bot = scriptedBot(() => privately('Done'));
      const handle: typeof bot.handle = async (incoming) =>
        (await claim(incoming.id!)) === 'first' ? bot.handle(incoming) : undefined;
      return { ...bot, handle };
    };
    const one = process();
    const { discord, here, store } = await startedDesk(one, { http: true });
    const { endpoint } = discord;
    const other = process();
    const config = { token: discord.token, apiUrl: discord.apiUrl, publicKey: endpoint.publicKey };
    const second = discordAdapter({ config, store, gateway: soleGateway, now, fetch, log: silentLog });
    const elsewhere = await reached({ adapter: second, log: silentLog });
    await second.start(other);
    const command = discord.people.slash(here, ['hashprice']);
    await discord.until(() => titled(command) === 'Done');
    expect((await endpoint.again(elsewhere)).status).toBe(202);
    const shared = discord.people.press(here, command.original!, 'Share in channel');
    await discord.until(() => shared.original);
    expect((await endpoint.again(elsewhere)).status).toBe(202);
    await second.stop();
    expect([one.asked.length, other.asked.length, discord.world.posted.length]).toEqual([1, 0, 2]);
  });
});

describe('discordAdapter()', () => {
  test('takes nothing over HTTP without the application’s public key', async () => {
    const { adapter } = await deskWith();
    expect([adapter.refuse, adapter.fetch]).toEqual([undefined, undefined]);
  });
});
