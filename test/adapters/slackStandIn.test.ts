import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { SOCKETS_PER_APP } from '../support/slack/appMethods.ts';
import { BLOCK_KIT } from '../support/slack/blocks.ts';
import { EVENT_RETRIES } from '../support/slack/deliveries.ts';
import { FILE } from '../support/slack/files.ts';
import { RESPONSE_URL } from '../support/slack/hooks.ts';
import { MESSAGE_TEXT } from '../support/slack/methods.ts';
import { type SlackStandIn, startSlack } from '../support/slack/slackServer.ts';
import { VIEW } from '../support/slack/views.ts';
import type { Json } from '../support/slack/world.ts';

const CHANNEL = 'C0000000001';
const USER = 'U0000000001';
const of = (count: number) => 'x'.repeat(count);
const many = (count: number, item: (index: number) => Json) =>
  Array.from({ length: count }, (_, index) => item(index));
const plain = (text: string) => ({ type: 'plain_text', text });
const section = (text: string) => ({ type: 'section', text: plain(text) });
const button = (more: Json = {}) => ({ type: 'button', text: plain('Press'), action_id: 'a', ...more });
const actions = (...elements: Json[]) => [{ type: 'actions', elements }];
const table = (rows: Json[][]) => ({ type: 'table', rows });
const cell = (text = 'x') => ({ type: 'raw_text', text });
const confirm = (more: Json) => ({
  title: plain('t'),
  text: plain('t'),
  confirm: plain('y'),
  deny: plain('n'),
  ...more,
});
const input = (more: Json = {}, element: Json = {}) => ({
  type: 'input',
  label: plain('l'),
  element: { type: 'plain_text_input', action_id: 'value', ...element },
  ...more,
});
const modal = (blocks: Json[], more: Json = {}) => ({
  type: 'modal',
  title: plain('t'),
  submit: plain('s'),
  blocks,
  ...more,
});

let now = 1_800_000_000_000;
let slack: SlackStandIn;
beforeAll(async () => {
  slack = await startSlack({ now: () => now });
});
afterAll(() => slack.close());

async function call(method: string, args: Json, token = slack.secrets.botToken): Promise<Json> {
  const response = await fetch(`${slack.apiUrl}${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(args),
  });
  return response.json();
}

const post = (blocks: Json[]) => call('chat.postMessage', { channel: CHANNEL, text: 't', blocks });
const open = (view: Json) => call('views.open', { trigger_id: slack.world.trigger(), view });

/** One documented limit: a payload of the given size, what sends it, and the code that refuses one more. */
const LIMITS: [name: string, limit: number, send: (size: number) => Promise<Json>, refusal: string][] = [
  [
    'blocks of a message',
    BLOCK_KIT.messageBlocks,
    (n) => post(many(n, () => ({ type: 'divider' }))),
    'invalid_blocks',
  ],
  [
    'text of all blocks',
    BLOCK_KIT.messageBlockText,
    (n) => post([...many(4, () => section(of(3_000))), section(of(n - 12_000))]),
    'msg_blocks_too_long',
  ],
  [
    'text of a message',
    MESSAGE_TEXT,
    (n) => call('chat.postMessage', { channel: CHANNEL, text: of(n) }),
    'msg_too_long',
  ],
  ['block_id', BLOCK_KIT.blockId, (n) => post([{ type: 'divider', block_id: of(n) }]), 'invalid_blocks'],
  ['text of a section', BLOCK_KIT.text, (n) => post([section(of(n))]), 'invalid_blocks'],
  [
    'fields of a section',
    BLOCK_KIT.sectionFields,
    (n) => post([{ type: 'section', fields: many(n, () => plain('f')) }]),
    'invalid_blocks',
  ],
  [
    'text of a field',
    BLOCK_KIT.sectionField,
    (n) => post([{ type: 'section', fields: [plain(of(n))] }]),
    'invalid_blocks',
  ],
  [
    'text of a header',
    BLOCK_KIT.header,
    (n) => post([{ type: 'header', text: plain(of(n)) }]),
    'invalid_blocks',
  ],
  [
    'elements of a context',
    BLOCK_KIT.contextElements,
    (n) => post([{ type: 'context', elements: many(n, () => plain('c')) }]),
    'invalid_blocks',
  ],
  [
    'text of a context element',
    BLOCK_KIT.text,
    (n) => post([{ type: 'context', elements: [plain(of(n))] }]),
    'invalid_blocks',
  ],
  ['markdown', BLOCK_KIT.markdown, (n) => post([{ type: 'markdown', text: of(n) }]), 'invalid_blocks'],
  [
    'elements of actions',
    BLOCK_KIT.actionsElements,
    (n) => post(actions(...many(n, (index) => button({ action_id: `a${index}` })))),
    'invalid_blocks',
  ],
  [
    'text of a button',
    BLOCK_KIT.buttonText,
    (n) => post(actions(button({ text: plain(of(n)) }))),
    'invalid_blocks',
  ],
  [
    'value of a button',
    BLOCK_KIT.buttonValue,
    (n) => post(actions(button({ value: of(n) }))),
    'invalid_blocks',
  ],
  ['action_id', BLOCK_KIT.actionId, (n) => post(actions(button({ action_id: of(n) }))), 'invalid_blocks'],
  [
    'title of a confirmation',
    BLOCK_KIT.confirmTitle,
    (n) => post(actions(button({ confirm: confirm({ title: plain(of(n)) }) }))),
    'invalid_blocks',
  ],
  [
    'text of a confirmation',
    BLOCK_KIT.confirmText,
    (n) => post(actions(button({ confirm: confirm({ text: plain(of(n)) }) }))),
    'invalid_blocks',
  ],
  [
    'button of a confirmation',
    BLOCK_KIT.confirmButton,
    (n) => post(actions(button({ confirm: confirm({ confirm: plain(of(n)) }) }))),
    'invalid_blocks',
  ],
  [
    'deny of a confirmation',
    BLOCK_KIT.confirmButton,
    (n) => post(actions(button({ confirm: confirm({ deny: plain(of(n)) }) }))),
    'invalid_blocks',
  ],
  ['rows of a table', BLOCK_KIT.tableRows, (n) => post([table(many(n, () => [cell()]))]), 'invalid_blocks'],
  [
    'columns of a table',
    BLOCK_KIT.tableColumns,
    (n) => post([table([many(n, () => cell())])]),
    'invalid_blocks',
  ],
  [
    'column settings of a table',
    BLOCK_KIT.tableColumns,
    (n) => post([{ ...table([[cell()]]), column_settings: many(n, () => ({ align: 'left' })) }]),
    'invalid_blocks',
  ],
  [
    'characters of a table',
    BLOCK_KIT.tableCharacters,
    (n) => post([table([[cell(of(5_000)), cell(of(n - 5_000))]])]),
    'invalid_blocks',
  ],
  ['tables of a message', 1, (n) => post(many(n, () => table([[cell()]]))), 'only_one_table_allowed'],
  [
    'blocks of a modal',
    BLOCK_KIT.viewBlocks,
    (n) => open(modal(many(n, () => ({ type: 'divider' })))),
    'invalid_blocks',
  ],
  [
    'label of an input',
    BLOCK_KIT.inputLabel,
    (n) => open(modal([input({ label: plain(of(n)) })])),
    'invalid_blocks',
  ],
  [
    'hint of an input',
    BLOCK_KIT.inputHint,
    (n) => open(modal([input({ hint: plain(of(n)) })])),
    'invalid_blocks',
  ],
  [
    'initial value of an input',
    BLOCK_KIT.inputValue,
    (n) => open(modal([input({}, { initial_value: of(n) })])),
    'invalid_blocks',
  ],
  [
    'placeholder of an input',
    BLOCK_KIT.placeholder,
    (n) => open(modal([input({}, { placeholder: plain(of(n)) })])),
    'invalid_blocks',
  ],
  [
    'title of a modal',
    VIEW.title,
    (n) => open(modal([section('x')], { title: plain(of(n)) })),
    'invalid_arguments',
  ],
  [
    'submit of a modal',
    VIEW.button,
    (n) => open(modal([section('x')], { submit: plain(of(n)) })),
    'invalid_arguments',
  ],
  [
    'close of a modal',
    VIEW.button,
    (n) => open(modal([section('x')], { close: plain(of(n)) })),
    'invalid_arguments',
  ],
  [
    'private_metadata',
    VIEW.metadata,
    (n) => open(modal([section('x')], { private_metadata: of(n) })),
    'invalid_arguments',
  ],
  [
    'callback_id',
    VIEW.callbackId,
    (n) => open(modal([section('x')], { callback_id: of(n) })),
    'invalid_arguments',
  ],
  [
    'blocks of a home tab',
    BLOCK_KIT.viewBlocks,
    (n) =>
      call('views.publish', {
        user_id: USER,
        view: { type: 'home', blocks: many(n, () => ({ type: 'divider' })) },
      }),
    'invalid_blocks',
  ],
  [
    'alternative text of a file',
    FILE.altText,
    (n) => call('files.getUploadURLExternal', { filename: 'f', length: 1, alt_text: of(n) }),
    'invalid_arguments',
  ],
];

describe('Slack stand-in', () => {
  it.each(LIMITS)(
    'accepts %s up to the limit of %i and refuses one more',
    async (_name, limit, send, refusal) => {
      expect(await send(limit)).toMatchObject({ ok: true });
      expect(await send(limit + 1)).toMatchObject({ ok: false, error: refusal });
    },
  );

  it('refuses blocks that Slack does not know, empty text, and two buttons with one action_id', async () => {
    for (const blocks of [
      [{ type: 'carousels' }],
      [section('')],
      actions(button(), button()),
      [section('\ud800')],
    ]) {
      expect(await post(blocks)).toMatchObject({ ok: false, error: 'invalid_blocks' });
    }
  });

  it('refuses a table in a modal and in a home tab', async () => {
    expect(await open(modal([table([[cell()]])]))).toMatchObject({ error: 'invalid_blocks' });
  });

  it('opens one modal per trigger, within 3 seconds', async () => {
    const trigger = slack.world.trigger();
    const args = { trigger_id: trigger, view: modal([section('x')]) };
    now += 3_000;
    expect(await call('views.open', args)).toMatchObject({ ok: true });
    expect(await call('views.open', args)).toMatchObject({ error: 'exchanged_trigger_id' });
    const late = slack.world.trigger();
    now += 3_001;
    expect(await call('views.open', { ...args, trigger_id: late })).toMatchObject({
      error: 'expired_trigger_id',
    });
  });

  it('stacks three modals and refuses one more', async () => {
    const push = () => call('views.push', { trigger_id: slack.world.trigger(), view: modal([section('x')]) });
    expect(await open(modal([section('x')]))).toMatchObject({ ok: true });
    for (let depth = 2; depth <= VIEW.stackDepth; depth += 1)
      expect(await push()).toMatchObject({ ok: true });
    expect(await push()).toMatchObject({ error: 'push_limit_reached' });
  });

  const respond = async (url: string) =>
    (
      await fetch(url, {
        method: 'POST',
        body: '{"text":"t"}',
        headers: { 'content-type': 'application/json' },
      })
    ).status;
  const hookOf = (text: string) => slack.command({ user: USER, channel: CHANNEL, text }).payload.response_url;

  it('takes 5 answers to a response_url, within 30 minutes', async () => {
    const socket = await connect();
    const url = hookOf('a');
    now += RESPONSE_URL.lifetimeMs;
    for (let use = 0; use < RESPONSE_URL.uses; use += 1) expect(await respond(url)).toBe(200);
    expect(await respond(url)).toBe(404);
    const late = hookOf('b');
    now += RESPONSE_URL.lifetimeMs + 1;
    expect(await respond(late)).toBe(404);
    await closed(socket);
  });

  async function connect(): Promise<WebSocket> {
    const { url } = await call('apps.connections.open', {}, slack.secrets.appToken);
    const socket = new WebSocket(url);
    await new Promise((resolve) => socket.once('message', resolve));
    return socket;
  }
  const closed = (socket: WebSocket) =>
    new Promise<void>((resolve) => {
      socket.once('close', () => resolve());
      socket.close();
    });

  it('opens 10 sockets for an app and refuses one more', async () => {
    const sockets: WebSocket[] = [];
    while (sockets.length < SOCKETS_PER_APP) sockets.push(await connect());
    expect(await call('apps.connections.open', {}, slack.secrets.appToken)).toMatchObject({
      error: 'too_many_websockets',
    });
    await Promise.all(sockets.map(closed));
  });

  it('hands an event over again when 3 seconds pass without an ack, and not after one', async () => {
    const socket = await connect();
    const frames: Json[] = [];
    const arrived = (count: number) =>
      new Promise<void>((resolve) => {
        const check = () => frames.length >= count && resolve();
        socket.on('message', (data) => {
          frames.push(JSON.parse(String(data)));
          check();
        });
        check();
      });
    const first = arrived(1);
    const delivery = slack.mention({ user: USER, channel: CHANNEL, text: 'hi' });
    await first;
    expect(slack.deliveries.retryUnacknowledged()).toEqual([]);
    now += 3_000;
    expect(slack.deliveries.retryUnacknowledged()).toEqual([delivery]);
    await arrived(2);
    expect(frames[1]).toMatchObject({ envelope_id: frames[0].envelope_id, retry_attempt: 1 });
    socket.send(JSON.stringify({ envelope_id: delivery.envelopeId }));
    await delivery.ack;
    expect(slack.deliveries.retryUnacknowledged()).toEqual([]);
    await closed(socket);
  });

  it('hands an event over again three times and no more', async () => {
    const socket = await connect();
    slack.mention({ user: USER, channel: CHANNEL, text: 'hi' });
    now += 3_000;
    for (let retry = 0; retry < EVENT_RETRIES; retry += 1) {
      expect(slack.deliveries.retryUnacknowledged()).toHaveLength(1);
    }
    expect(slack.deliveries.retryUnacknowledged()).toEqual([]);
    await closed(socket);
  });

  it('refuses a wrong token, a missing scope, and a channel that is unknown, archived or not joined', async () => {
    expect(await call('auth.test', {}, 'xoxb-wrong')).toMatchObject({ error: 'invalid_auth' });
    expect(await call('apps.connections.open', {}, slack.secrets.botToken)).toMatchObject({
      error: 'invalid_auth',
    });
    expect(await call('conversations.history', { channel: CHANNEL })).toMatchObject({
      error: 'missing_scope',
    });
    slack.world.channels.set('C2', { id: 'C2', name: 'old', joined: true, archived: true });
    slack.world.channels.set('C3', { id: 'C3', name: 'other', joined: false });
    for (const [channel, error] of [
      ['C1', 'channel_not_found'],
      ['C2', 'is_archived'],
      ['C3', 'not_in_channel'],
    ]) {
      expect(await call('chat.postMessage', { channel, text: 't' })).toMatchObject({ error });
    }
  });

  it('answers 429 with Retry-After for the channel that is limited, and only for it', async () => {
    slack.world.channels.set('C4', { id: 'C4', name: 'calm', joined: true });
    slack.faults.push({ method: 'chat.postMessage', channel: CHANNEL, times: 1, retryAfterSeconds: 7 });
    expect(await call('chat.postMessage', { channel: 'C4', text: 't' })).toMatchObject({ ok: true });
    expect(await call('chat.postMessage', { channel: CHANNEL, text: 't' })).toMatchObject({
      error: 'ratelimited',
    });
    expect(await call('chat.postMessage', { channel: CHANNEL, text: 't' })).toMatchObject({ ok: true });
  });

  it('takes an upload in three steps and refuses bytes of another length', async () => {
    const { upload_url, file_id } = await call('files.getUploadURLExternal', {
      filename: 'a.csv',
      length: 3,
    });
    const complete = { files: [{ id: file_id }], channel_id: CHANNEL };
    expect(await call('files.completeUploadExternal', complete)).toMatchObject({ error: 'file_not_found' });
    const send = async (content: string) => {
      const form = new FormData();
      form.append('body', new Blob([content]));
      return (await fetch(upload_url, { method: 'POST', body: form })).status;
    };
    expect(await send('abcd')).toBe(400);
    expect(await send('abc')).toBe(200);
    expect(await call('files.completeUploadExternal', complete)).toMatchObject({ ok: true });
  });
});
