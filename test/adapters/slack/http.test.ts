import fc from 'fast-check';
import { reply } from 'hashdesk';
import { afterEach, describe, expect, it } from 'vitest';
import { claimer } from '../../../src/bot/claimed.ts';
import { claims } from '../../../src/storage/claims.ts';
import { scriptedBot } from '../../support/bots.ts';
import { testDatabase } from '../../support/database/testDatabase.ts';
import { ADA, CHANNEL, makeSlack, type OpenSlack, openSlack, until } from '../../support/slack/session.ts';
import { sign } from '../../support/slack/sign.ts';

const NOW = 1_800_000_000;
let now = NOW * 1000;
let open: Pick<OpenSlack, 'close' | 'slack' | 'adapter' | 'origin'>;
afterEach(() => open.close());

async function start() {
  now = NOW * 1000;
  const bot = scriptedBot(() => reply({ title: 'T' }));
  open = await openSlack({ bot, transport: 'http', now: () => now });
  return bot;
}

const post = (request: { body: string; headers: Record<string, string> }) =>
  fetch(`${open.origin}/slack/events`, { method: 'POST', ...request });

function signed({
  body = '{"type":"url_verification","challenge":"c"}',
  timestamp = NOW,
  secret = open.slack.secrets.signingSecret,
} = {}) {
  return sign({ body, secret, timestamp, contentType: 'application/json' });
}

describe('fetch()', () => {
  it.each([-300, -1, 0, 300])('takes a request whose timestamp is %i s off', async (seconds) => {
    await start();
    const response = await post(signed({ timestamp: NOW + seconds }));
    expect([response.status, await response.json()]).toEqual([200, { challenge: 'c' }]);
  });

  it.each([-3_600, -301, 301, 3_600])('refuses a request whose timestamp is %i s off', async (seconds) => {
    await start();
    expect((await post(signed({ timestamp: NOW + seconds }))).status).toBe(401);
  });

  it('refuses a request that comes again, until its timestamp is too old anyway', async () => {
    await start();
    const request = signed({ timestamp: NOW + 300 });
    expect((await post(request)).status).toBe(200);
    for (const seconds of [0, 1, 299, 600, 601]) {
      now = (NOW + seconds) * 1000;
      expect((await post(request)).status).toBe(401);
    }
  });

  it('refuses a wrong secret, another body, and missing or malformed headers', async () => {
    await start();
    const request = signed();
    const { 'x-slack-signature': signature, ...unsigned } = request.headers;
    for (const forged of [
      signed({ secret: 'guess' }),
      { ...request, body: request.body.replace('c"', 'd"') },
      { ...request, headers: unsigned },
      { ...request, headers: { ...request.headers, 'x-slack-signature': `${signature}00` } },
      { ...request, headers: { ...request.headers, 'x-slack-request-timestamp': 'now' } },
      { ...request, headers: { ...request.headers, 'x-slack-request-timestamp': String(NOW + 1) } },
    ]) {
      expect((await post(forged)).status).toBe(401);
    }
  });

  it('refuses a signed body that is no payload, or larger than any', async () => {
    await start();
    expect((await post(signed({ body: '{' }))).status).toBe(400);
    expect((await post(signed({ body: '{"type":"unknown"}' }))).status).toBe(400);
    expect((await post(signed({ body: `{"a":"${'x'.repeat(1_000_000)}"}` }))).status).toBe(413);
  });

  it.each([
    ['app_mention', { text: null, channel: 'C1' }],
    ['message', { text: 'profit', channel: [] }],
    ['app_home_opened', { user: 'U1' }],
    ['tokens_revoked', { tokens: 5 }],
  ])('refuses a signed %s that lacks what each of them has', async (type, event) => {
    await start();
    const body = JSON.stringify({
      type: 'event_callback',
      team_id: 'T0000000001',
      event_id: 'Ev1',
      event: { type, ...event },
    });
    expect((await post(signed({ body }))).status).toBe(400);
  });

  it('acknowledges a signed event of a kind that it does not listen for', async () => {
    await start();
    const event = { type: 'reaction_added', user: 'U1' };
    const body = JSON.stringify({ type: 'event_callback', team_id: 'T0000000001', event });
    expect((await post(signed({ body }))).status).toBe(200);
  });

  it.each(['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('answers 405 to %s', async (method) => {
    await start();
    const response = await fetch(`${open.origin}/slack/events`, { method });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
  });

  it('answers no signed body 500, whatever is in it: what lacks something is 400', async () => {
    await start();
    for (const body of ['null', '[]', '{"event":null}', '{"type":"event_callback"}', '{"event":{}}'])
      expect([body, (await post(signed({ body }))).status]).toEqual([body, 400]);
    const word = fc.constantFrom(
      'event',
      'type',
      'command',
      'actions',
      'view',
      'user',
      'channel',
      'item',
      'name',
    );
    const value = fc.oneof(
      fc.constantFrom(
        'event_callback',
        'block_actions',
        'view_submission',
        'shortcut',
        'message',
        'T0000000001',
      ),
      fc.jsonValue(),
    );
    const deep = fc.dictionary(word, fc.oneof(value, fc.dictionary(word, value)));
    let second = 0;
    await fc.assert(
      fc.asyncProperty(deep, async (body) => {
        second += 1;
        const timestamp = NOW - 300 + (second % 600);
        expect([200, 400, 401, 404]).toContain(
          (await post(signed({ body: JSON.stringify(body), timestamp }))).status,
        );
      }),
      { numRuns: 300 },
    );
  });

  it('answers a replayed command 401 and asks the bot once', async () => {
    const bot = await start();
    const delivery = open.slack.command({ user: ADA, channel: CHANNEL, text: 'hashprice' });
    await delivery.ack;
    expect((await post(delivery.request!)).status).toBe(401);
    await until(() => open.slack.world.messages.length === 1);
    expect(bot.asked).toHaveLength(1);
  });

  it('a command that is sent again to another process is acknowledged, and answered once', async () => {
    const database = testDatabase();
    /** A process of the desk: claims are its only way to know of the other. */
    const claiming = () => {
      const claim = claimer(claims({ database, now: Date.now }));
      const bot = scriptedBot(() => reply({ title: 'T' }));
      const handle: typeof bot.handle = async (incoming) =>
        (await claim(incoming.id!)) === 'first' ? bot.handle(incoming) : undefined;
      return { ...bot, handle };
    };
    const [one, other] = [claiming(), claiming()];
    now = NOW * 1000;
    const slackOpen = await openSlack({ bot: one, transport: 'http', now: () => now });
    open = slackOpen;
    const second = slackOpen.makeAdapter();
    await second.start(other);
    const delivery = slackOpen.slack.command({ user: ADA, channel: CHANNEL, text: 'hashprice' });
    await delivery.ack;
    const again = new Request(`${slackOpen.origin}/slack/events`, { method: 'POST', ...delivery.request! });
    expect(await second.fetch!(again)).toMatchObject({ status: 200 });
    await second.stop();
    expect([one.asked.length, other.asked.length]).toEqual([1, 0]);
    await until(() => slackOpen.slack.world.messages.length === 1);
  });

  it('answers 404 elsewhere, and 503 before start() and after stop()', async () => {
    const made = await makeSlack({ transport: 'http' });
    open = made;
    expect((await post(signed())).status).toBe(503);
    await made.adapter.start(scriptedBot(() => reply({ title: 'T' })));
    expect((await fetch(`${made.origin}/`)).status).toBe(404);
    expect((await fetch(`${made.origin}/slack/install`)).status).toBe(404);
    await made.adapter.stop();
    expect((await post(signed())).status).toBe(503);
  });

  it('answers 503 to a request that has not all arrived when it stops', async () => {
    await start();
    const { body, headers } = signed();
    const rest = Promise.withResolvers<void>();
    const arriving = new ReadableStream({
      async start(to) {
        await rest.promise;
        to.enqueue(new TextEncoder().encode(body));
        to.close();
      },
    });
    const init = { method: 'POST', headers, body: arriving, duplex: 'half' };
    const answer = open.adapter.fetch!(new Request(`${open.origin}/slack/events`, init as RequestInit));
    await open.adapter.stop();
    rest.resolve();
    expect((await answer).status).toBe(503);
  });

  it('answers 404 for events in Socket Mode', async () => {
    open = await openSlack({ bot: scriptedBot(() => reply({ title: 'T' })) });
    expect((await post(signed())).status).toBe(404);
  });
});
