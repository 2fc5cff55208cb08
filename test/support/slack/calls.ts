import type { SlackStandIn } from './slackServer.ts';
import type { Json } from './world.ts';

export const CHANNEL = 'C0000000001';
export const USER = 'U0000000001';

export const of = (count: number) => 'x'.repeat(count);
export const many = (count: number, item: (index: number) => Json) =>
  Array.from({ length: count }, (_, index) => item(index));
export const plain = (text: string) => ({ type: 'plain_text', text });
export const section = (text: string) => ({ type: 'section', text: plain(text) });
export const button = (more: Json = {}) => ({
  type: 'button',
  text: plain('Press'),
  action_id: 'a',
  ...more,
});
export const actions = (...elements: Json[]) => [{ type: 'actions', elements }];
export const dataTable = (block: object) => ({ type: 'data_table', caption: 'Fleet', ...block });
export const table = (rows: Json[][]) => ({ type: 'table', rows });
export const cell = (text = 'x') => ({ type: 'raw_text', text });
export const confirm = (more: Json) => ({
  title: plain('t'),
  text: plain('t'),
  confirm: plain('y'),
  deny: plain('n'),
  ...more,
});
export const input = (more: Json = {}, element: Json = {}) => ({
  type: 'input',
  label: plain('l'),
  element: { type: 'plain_text_input', action_id: 'value', ...element },
  ...more,
});
export const modal = (blocks: Json[], more: Json = {}) => ({
  type: 'modal',
  title: plain('t'),
  submit: plain('s'),
  blocks,
  ...more,
});

/** Calls to the stand-in as an app makes them, without a library between. */
export function callsTo(slack: () => SlackStandIn) {
  async function call(method: string, args: Json, token = slack().secrets.botToken): Promise<Json> {
    const response = await fetch(`${slack().apiUrl}${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(args),
    });
    return response.json();
  }

  const post = (blocks: Json[]) => call('chat.postMessage', { channel: CHANNEL, text: 't', blocks });
  const open = (view: Json) => call('views.open', { trigger_id: slack().world.trigger(), view });

  return { call, post, open };
}
