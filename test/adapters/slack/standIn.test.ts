import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { SOCKETS_PER_APP } from '../../support/slack/appMethods.ts';
import {
  actions,
  button,
  CHANNEL,
  callsTo,
  cell,
  modal,
  section,
  table,
  USER,
} from '../../support/slack/calls.ts';
import { EVENT_RETRIES } from '../../support/slack/deliveries.ts';
import { RESPONSE_URL } from '../../support/slack/hooks.ts';
import { type SlackStandIn, startSlack } from '../../support/slack/slackServer.ts';
import { VIEW } from '../../support/slack/views.ts';
import type { Json } from '../../support/slack/world.ts';

let now = 1_800_000_000_000;
let slack: SlackStandIn;
beforeAll(async () => {
  slack = await startSlack({ now: () => now });
});
afterAll(() => slack.close());

const { call, post, open } = callsTo(() => slack);

describe('Slack stand-in', () => {
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

  it('drops prompts that name a thread without a word, keeps the first title, and ends no status by itself', async () => {
    slack.world.tokens.get(slack.secrets.botToken)!.scopes.push('assistant:write');
    const channel_id = slack.world.direct(USER).id;
    const prompts = [{ title: 't', message: 'm' }];
    const prompt = (more: Json) =>
      call('assistant.threads.setSuggestedPrompts', { channel_id, prompts, ...more });
    expect(await prompt({ thread_ts: '1.2' })).toEqual({ ok: true });
    expect(slack.world.prompts.size).toBe(0);
    expect(await prompt({})).toEqual({ ok: true });
    expect(slack.world.prompts.get(channel_id)).toEqual(prompts);

    const thread_ts = '1.2';
    const set = (more: Json) => call('agents.sessions.setStatus', { channel_id, thread_ts, ...more });
    expect(await set({ status: 'is thinking' })).toMatchObject({ error: 'invalid_arguments' });
    expect(await set({ status: 'processing', title: 'first' })).toMatchObject({ ok: true, title: 'first' });
    expect(await set({ status: 'processing', title: 'second' })).toMatchObject({ title: 'first' });
    await call('chat.postMessage', { channel: channel_id, thread_ts, text: 't' });
    expect(slack.world.sessions.get(thread_ts)).toEqual({ title: 'first', status: 'processing' });
    slack.world.view = 'assistant_view';
    for (const refused of [await prompt({}), await set({ status: 'active' })])
      expect(refused).toMatchObject({ ok: false, error: 'not_agent_app' });
    slack.world.view = 'agent_view';
  });

  it('takes an upload in three steps and refuses bytes of another length', async () => {
    const { upload_url, file_id } = await call('files.getUploadURLExternal', {
      filename: 'a.csv',
      length: 3,
    });
    const complete = { files: [{ id: file_id }], channel_id: CHANNEL };
    expect(await call('files.completeUploadExternal', complete)).toMatchObject({ error: 'file_not_found' });
    expect(await uploaded(upload_url, 'abcd')).toBe(400);
    expect(await uploaded(upload_url, 'abc')).toBe(200);
    expect(await call('files.completeUploadExternal', complete)).toMatchObject({ ok: true });
  });

  it('shows a file in a message once it is uploaded to its end and looked through, shared or not', async () => {
    slack.world.unreadyTries = 1;
    const { upload_url, file_id } = await call('files.getUploadURLExternal', {
      filename: 'a.png',
      length: 3,
    });
    const show = (id: string) => post([{ type: 'image', alt_text: 'a', slack_file: { id } }]);
    await uploaded(upload_url, 'abc');
    const refused = { ok: false, error: 'invalid_blocks' };
    expect(await show(file_id)).toMatchObject(refused);
    await call('files.completeUploadExternal', { files: [{ id: file_id }] });
    expect(await show(file_id)).toMatchObject(refused);
    expect(await show(file_id)).toMatchObject({ ok: true });
    for (const id of ['F99999999', 'f1', '']) expect(await show(id)).toMatchObject(refused);
    expect(await post([{ type: 'image', alt_text: '', slack_file: { id: file_id } }])).toMatchObject(refused);
    expect(await post([{ type: 'image', alt_text: 'a', image_url: 'x' }])).toMatchObject(refused);
  });
});

async function uploaded(url: string, content: string): Promise<number> {
  const form = new FormData();
  form.append('body', new Blob([content]));
  return (await fetch(url, { method: 'POST', body: form })).status;
}
