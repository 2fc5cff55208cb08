import fc from 'fast-check';
import { DeliveryError, reply } from 'hashdesk';
import { describe, expect, test } from 'vitest';
import { waitOnTimer } from '../../../src/common/wait.ts';
import { startWebServer } from '../../../src/server/webServer.ts';
import { lineOf, scriptedBot } from '../../support/bots.ts';
import { ApiError, refusals } from '../../support/telegram/limits.ts';
import { read } from '../../support/telegram/screen.ts';
import { silentLog } from '../../support/testMarket.ts';
import { deskWith, startedDesk } from './desk.ts';

const echo = () => scriptedBot((incoming) => reply({ title: `Heard ${lineOf(incoming)}` }));

describe('start', () => {
  test('start() shows the commands in the menu, those that change something to admins', async () => {
    const { telegram } = await startedDesk(echo());
    const { menus } = telegram.world;
    expect([...menus.keys()]).toEqual(['default', 'all_private_chats', 'all_chat_administrators']);
    expect(menus.get('default')!.map(({ command }) => command)).toEqual(['hashprice', 'profit', 'site']);
  });

  test.each([
    ['a token that Telegram does not know', refusals.unauthorized(), false, '@BotFather'],
    ['a token that is none', refusals.notFound(), false, '@BotFather'],
    ['a platform that is away', 'cut off' as const, true, 'could not be reached'],
    ['a platform that asks to wait', refusals.tooMany(7), true, 'more slowly'],
  ])('start() says what to do about %s', async (_, error, retryable, said) => {
    const { adapter, telegram } = await deskWith();
    telegram.failures.push({ method: /getMe/, error });
    const failure = await adapter.start(echo()).catch((failed) => failed);
    expect(failure).toBeInstanceOf(DeliveryError);
    expect(failure).toMatchObject({ retryable, message: expect.stringContaining(said) });
  });

  test('start() takes down a webhook, which nobody may have beside polling', async () => {
    const { adapter, telegram } = await deskWith();
    const { updates } = telegram;
    updates.setWebhook({ url: 'http://127.0.0.1:9/telegram', secret: 'x', kinds: [] });
    await adapter.start(echo());
    expect(updates.webhook()).toBeUndefined();
  });
});

describe('polling', () => {
  test('an update is acknowledged once it is handled, and answered once', async () => {
    const released = Promise.withResolvers<void>();
    const bot = scriptedBot(async () => {
      await released.promise;
      return reply({ title: 'Answer' });
    });
    const { telegram, alone } = await startedDesk(bot);
    const { people, until, updates, world } = telegram;
    people.write(alone, 'profit');
    await until(() => bot.asked[0]);
    expect(updates.pending()).toHaveLength(1);
    released.resolve();
    await until(() => updates.pending().length === 0);
    expect(read(world.posted)).toBe('Answer');
  });

  test('what takes long holds up nobody else', async () => {
    const bot = scriptedBot((incoming) =>
      lineOf(incoming) === 'profit' ? new Promise<never>(() => {}) : reply({ title: 'Quick' }),
    );
    // Waiting for what is handled ends at once; nothing is announced.
    const wait = (ms: number) => (ms >= 3_000 ? Promise.resolve() : new Promise<void>(() => {}));
    const { telegram, alone } = await startedDesk(bot, { wait });
    telegram.people.write(alone, 'profit');
    await telegram.until(() => bot.asked[0]);
    telegram.people.write(alone, 'hashprice');
    await telegram.until(() => read(telegram.world.posted) === 'Quick');
  });

  test('stop() acknowledges what was handled', async () => {
    const { telegram, alone, adapter } = await startedDesk(echo());
    telegram.people.write(alone, 'profit');
    await telegram.until(() => telegram.world.posted.length === 1);
    await adapter.stop();
    expect(telegram.updates.pending()).toEqual([]);
    expect(telegram.updates.polling()).toBe(false);
  });

  test('a second process that polls is named, and the first goes on when it has gone', async () => {
    const waits: (() => void)[] = [];
    const wait = (_: number, signal?: AbortSignal) =>
      new Promise<void>((resolve) => {
        waits.push(resolve);
        signal?.addEventListener('abort', () => resolve());
      });
    const { telegram, alone, adapter } = await startedDesk(echo(), { wait });
    const { until, updates, world, people } = telegram;
    await until(() => updates.polling());
    const other = new AbortController();
    const poll = { offset: 0, timeout: 50, limit: 1, allowed_updates: [], signal: other.signal };
    const second = updates.poll(poll);
    await expect.poll(() => adapter.trouble?.()).toContain('Another process');
    other.abort();
    await second;
    await expect.poll(() => waits.length).toBeGreaterThan(0);
    for (const resolve of waits) resolve();
    people.write(alone, 'profit');
    await until(() => world.posted.length === 1);
    expect(adapter.trouble?.()).toBeUndefined();
  });

  test('a platform that fails is asked again', async () => {
    const { telegram, alone } = await startedDesk(echo(), { wait: () => Promise.resolve() });
    const { failures, people, until, world } = telegram;
    for (const error of [new ApiError(502, 'Bad Gateway'), 'no json', 'cut off'] as const)
      failures.push({ method: /getUpdates/, error });
    people.write(alone, 'profit');
    await until(() => failures.length === 0 && world.posted.length === 1);
  });
});

describe('updates', () => {
  test('any update is ignored with a line in the log, or handled; none stops the next', async () => {
    const bot = echo();
    const { telegram, alone, lines } = await startedDesk(bot);
    const { people, until, updates, world } = telegram;
    const key = fc.constantFrom(
      ...['message', 'callback_query', 'my_chat_member', 'chat', 'from', 'id', 'type', 'text', 'entities'],
      ...['data', 'message_id', 'is_bot', 'first_name', 'document', 'reply_to_message', 'migrate_to_chat_id'],
    );
    const part = fc.letrec((tie) => ({
      any: fc.oneof({ depthSize: 'small' }, fc.jsonValue(), fc.dictionary(key, tie('any'), { maxKeys: 6 })),
    })).any;
    const message = fc.record(
      {
        message_id: fc.oneof(fc.nat(), part),
        chat: fc.oneof(fc.record({ id: fc.integer(), type: fc.constantFrom('private', 'group') }), part),
        from: fc.oneof(fc.constant({ ...alone.user, is_bot: false }), part),
        text: fc.oneof(fc.string(), part),
        entities: fc.oneof(
          fc.array(fc.record({ type: fc.constant('mention'), offset: fc.nat(), length: fc.nat() })),
          part,
        ),
        message_thread_id: part,
        document: part,
      },
      { requiredKeys: [] },
    );
    const update = fc.oneof(
      fc.record({ message }),
      fc.record({
        callback_query: fc.oneof(fc.record({ id: fc.string(), from: part, data: part, message }), part),
      }),
      fc.dictionary(key, part),
    );
    for (const sent of fc.sample(update, { numRuns: 300, seed: 7 })) updates.raw(sent);
    await until(() => updates.pending().length === 0);
    const asked = world.posted.length;
    people.write(alone, 'the last');
    await until(() => read(world.posted.slice(asked)).includes('Heard the last'));
    expect(lines.filter((line) => line.includes('could not be read')).length).toBeGreaterThan(50);
    expect(lines.filter((line) => line.includes('could not be handled'))).toEqual([]);
  });
});

describe('webhook', () => {
  const SECRET = 'a-secret_of-no-one';

  /** The adapter behind the web server of the process. */
  async function behindWebServer() {
    const bot = echo();
    const desk = await deskWith({
      config: { webhook: { publicUrl: 'http://127.0.0.1:1/', secret: SECRET } },
    });
    const { adapter, telegram } = desk;
    const server = await startWebServer({
      port: 0,
      host: '127.0.0.1',
      adapters: [adapter],
      wait: waitOnTimer,
      log: silentLog,
    });
    const url = `http://127.0.0.1:${server.port}/telegram`;
    const post = (body: string, headers: Record<string, string> = secret(SECRET), method = 'POST') =>
      fetch(url, { method, headers, ...(method === 'POST' && { body }) }).then(({ status }) => status);
    const close = async () => {
      await adapter.stop();
      await server.stop();
    };
    return { ...desk, bot, url, post, close, telegram };
  }

  const secret = (value: string) => ({ 'x-telegram-bot-api-secret-token': value });

  test('start() says where Telegram finds us, and what comes there is answered', async () => {
    const { adapter, bot, telegram, alone, url, close } = await behindWebServer();
    await adapter.start(bot);
    expect(telegram.updates.webhook()).toMatchObject({ url: 'http://127.0.0.1:1/telegram', secret: SECRET });
    telegram.updates.setWebhook({ ...telegram.updates.webhook()!, url });
    telegram.people.write(alone, 'profit');
    await telegram.until(() => telegram.updates.pending().length === 0);
    expect(read(telegram.world.posted)).toBe('Heard profit');
    telegram.updates.repeat();
    await telegram.until(() => telegram.updates.pending().length === 0);
    expect(telegram.world.posted).toHaveLength(1);
    await close();
  });

  test('what is not Telegram’s is refused, and what cannot be read is not asked for again', async () => {
    const { adapter, bot, post, close, lines } = await behindWebServer();
    expect(await post('{}')).toBe(503);
    await adapter.start(bot);
    expect(await post('{}', {})).toBe(401);
    expect(await post('{}', secret('wrong'))).toBe(401);
    expect(await post('{}', secret(`${SECRET}x`))).toBe(401);
    expect(await post('', secret(SECRET), 'GET')).toBe(405);
    expect(await post(`"${'x'.repeat(1_000_000)}"`)).toBe(413);
    expect(await post('{')).toBe(200);
    expect(await post('{"update_id": "x"}')).toBe(200);
    expect(lines.filter((line) => line.includes('"level":"warn"'))).toHaveLength(2);
    expect(lines.join()).not.toContain(SECRET);
    expect(bot.asked).toEqual([]);
    await adapter.stop();
    expect(await post('{}')).toBe(503);
    await close();
  });
});
