import { afterEach, describe, expect, test } from 'vitest';
import { limits } from '../../support/telegram/limits.ts';
import { live } from '../../support/telegram/screen.ts';
import { telegramServer } from '../../support/telegram/server.ts';

let telegram: Awaited<ReturnType<typeof telegramServer>>;
afterEach(() => telegram?.close());

/** A call as a bot makes it, without an adapter between. */
async function call(method: string, body: object = {}, token = telegram.token) {
  const response = await fetch(`${telegram.apiUrl}/bot${token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return (await response.json()) as { ok: boolean; result: { update_id: number }[] };
}

const post = (parts: object) => call('sendMessage', { chat_id: telegram.group.id, text: 'Hello', ...parts });
const poll = (offset: number, timeout = 0) =>
  call('getUpdates', { offset, timeout, limit: 100, allowed_updates: [] });
const buttons = (callback_data: string, count = 1) => ({
  reply_markup: { inline_keyboard: Array.from({ length: count }, () => [{ text: 'B', callback_data }]) },
});

describe('sendMessage', () => {
  test.each([
    ['a text past the limit', { text: 'x'.repeat(limits.text + 1) }, 'too long'],
    ['a text that shows nothing', { text: ' \u200b\n' }, 'empty'],
    ['an entity past the end', { entities: [{ type: 'bold', offset: 3, length: 3 }] }, 'out of the text'],
    ['an entity of no length', { entities: [{ type: 'bold', offset: 0, length: 0 }] }, 'out of the text'],
    [
      'an entity within a character',
      { text: '💥', entities: [{ type: 'bold', offset: 1, length: 1 }] },
      'within',
    ],
    ['a button of 65 bytes', buttons('x'.repeat(65)), 'BUTTON_DATA_INVALID'],
    ['a button of 33 umlauts', buttons('ü'.repeat(33)), 'BUTTON_DATA_INVALID'],
    ['a button of nothing', buttons(''), 'BUTTON_DATA_INVALID'],
    ['too many buttons', buttons('x', limits.buttons + 1), 'REPLY_MARKUP_TOO_LONG'],
    ['a chat that is not there', { chat_id: -1 }, 'chat not found'],
    ['a topic that is not there', { message_thread_id: 3 }, 'thread not found'],
    ['a parameter that there is not', { parse: 'HTML' }, 'parse parameters'],
  ])('the stand-in refuses %s', async (_, parts, description) => {
    telegram = await telegramServer();
    expect(await post(parts)).toMatchObject({
      ok: false,
      error_code: 400,
      description: expect.stringContaining(description),
    });
    expect(telegram.world.posted).toEqual([]);
  });

  test('the stand-in takes what is at a limit', async () => {
    telegram = await telegramServer();
    const parts = [{ text: 'x'.repeat(limits.text) }, buttons('ü'.repeat(32), limits.buttons)];
    for (const sent of parts) expect(await post(sent)).toMatchObject({ ok: true });
  });

  test('the stand-in says where a group has gone, and who has not opened a private chat', async () => {
    telegram = await telegramServer();
    const next = telegram.people.upgrade(telegram.group);
    expect(await post({})).toMatchObject({ parameters: { migrate_to_chat_id: next.id } });
    telegram.world.opened.delete(telegram.member.id);
    expect(await post({ chat_id: telegram.member.id })).toMatchObject({ error_code: 403 });
  });
});

describe('editMessageMedia', () => {
  /** A message with a button, and a call that makes a picture of it. */
  async function posted(under: object = buttons('x')) {
    telegram = await telegramServer();
    await post(under);
    const [message] = telegram.world.posted;
    const edit = async (media: object, parts: Record<string, string> = {}) => {
      const form = new FormData();
      const body = {
        chat_id: String(message!.chat),
        message_id: String(message!.message_id),
        media: JSON.stringify({ type: 'photo', media: 'attach://one', ...media }),
        ...parts,
      };
      for (const [name, value] of Object.entries(body)) form.append(name, value);
      form.append('one', new Blob(['painted']), 'one.png');
      const at = `${telegram.apiUrl}/bot${telegram.token}/editMessageMedia`;
      return (await fetch(at, { method: 'POST', body: form })).json() as Promise<{ ok: boolean }>;
    };
    return { message: message!, edit };
  }

  test('the stand-in makes a picture of a text, and keeps nothing that is not said again', async () => {
    const { message, edit } = await posted();
    const { reply_markup } = buttons('x');
    expect(
      await edit({ caption: 'x'.repeat(limits.caption) }, { reply_markup: JSON.stringify(reply_markup) }),
    ).toMatchObject({ ok: true });
    expect(message).toMatchObject({ file: { name: 'one.png' }, markup: reply_markup });
    expect(await edit({})).toMatchObject({ ok: true });
    expect(message).toMatchObject({ text: '', entities: [] });
    expect(message.markup).toBeUndefined();
  });

  test.each([
    ['a caption past the limit', { caption: 'x'.repeat(limits.caption + 1) }, {}, 'caption is too long'],
    ['a file that did not come', { media: 'attach://two' }, {}, 'media not found'],
    ['a message that is not there', {}, { message_id: '1' }, 'to edit not found'],
  ])('the stand-in refuses %s', async (_, media, parts, description) => {
    const { message, edit } = await posted();
    expect(await edit(media, parts)).toMatchObject({
      error_code: 400,
      description: expect.stringContaining(description),
    });
    expect(message).toMatchObject({ text: 'Hello', markup: buttons('x').reply_markup });
  });

  test('the stand-in refuses to edit a question of a form', async () => {
    const { edit } = await posted({ reply_markup: { force_reply: true } });
    expect(await edit({})).toMatchObject({ description: expect.stringContaining("can't be edited") });
  });
});

describe('updates', () => {
  test('the stand-in tells an update again until a higher offset acknowledges it', async () => {
    telegram = await telegramServer();
    telegram.people.write({ user: telegram.admin }, 'hello');
    const id = (await poll(0)).result[0]!.update_id;
    expect((await poll(id)).result).toHaveLength(1);
    expect((await poll(id + 1)).result).toEqual([]);
  });

  test('the stand-in ends the poll of the first when a second one begins', async () => {
    telegram = await telegramServer();
    const first = poll(0, 50);
    await telegram.until(() => telegram.updates.polling());
    await poll(0);
    expect(await first).toMatchObject({ ok: false, error_code: 409 });
  });

  test('the stand-in lets nobody poll beside a webhook', async () => {
    telegram = await telegramServer();
    await call('setWebhook', { url: 'http://127.0.0.1:9/', secret_token: 'secret', allowed_updates: [] });
    expect(await poll(0)).toMatchObject({ ok: false, error_code: 409 });
    await call('deleteWebhook');
    expect(await poll(0)).toMatchObject({ ok: true });
  });

  test('the stand-in tells a bot in a group of what privacy mode lets through', async () => {
    telegram = await telegramServer();
    const place = { user: telegram.admin, group: telegram.group };
    const told = ['talk', '/profit', '/profit@OtherBot', 'hey @HashdeskBot'].map(
      (text) => telegram.people.write(place, text).told,
    );
    expect(told).toEqual([false, true, false, true]);
  });
});

test('the stand-in refuses a token that it does not know, and one that is none', async () => {
  telegram = await telegramServer();
  expect(await call('getMe', {}, `${telegram.token.slice(0, -1)}y`)).toMatchObject({ error_code: 401 });
  expect(await call('getMe', {}, 'nonsense')).toMatchObject({ error_code: 404 });
});

test.each([
  ['@ada', 'mention'],
  ['a@b.c', 'address'],
  ['(/profit', 'command'],
  ['#tag', 'hashtag'],
  ['$BTC', 'cashtag'],
  ['tg://resolve', 'link'],
  ['evil.com', 'host'],
  ['127.0.0.1', 'numbered host'],
])('the stand-in makes something of “%s”', (text, name) => {
  const message = { message_id: 1, chat: 1, text, entities: [] };
  expect(live([message])).toContain(name);
  expect(live([{ ...message, entities: [{ type: 'pre', offset: 0, length: text.length }] }])).toEqual([]);
});
