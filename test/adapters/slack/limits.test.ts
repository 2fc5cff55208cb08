import { afterAll, beforeAll, expect, it } from 'vitest';
import { BLOCK_KIT } from '../../support/slack/blocks.ts';
import {
  actions,
  button,
  CHANNEL,
  callsTo,
  cell,
  confirm,
  dataTable,
  input,
  many,
  modal,
  of,
  plain,
  section,
  table,
  USER,
} from '../../support/slack/calls.ts';
import { FILE } from '../../support/slack/files.ts';
import { MESSAGE_TEXT } from '../../support/slack/methods.ts';
import { type SlackStandIn, startSlack } from '../../support/slack/slackServer.ts';
import { VIEW } from '../../support/slack/views.ts';
import type { Json } from '../../support/slack/world.ts';

let slack: SlackStandIn;
beforeAll(async () => {
  slack = await startSlack();
});
afterAll(() => slack.close());

const { call, post, open } = callsTo(() => slack);

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
  [
    'rows of a data table, its header counted',
    BLOCK_KIT.dataTableRows,
    (n) => post([dataTable({ rows: many(n, () => [cell()]) })]),
    'invalid_blocks',
  ],
  [
    'columns of a data table',
    BLOCK_KIT.tableColumns,
    (n) => post([dataTable({ rows: many(2, () => many(n, () => cell())) })]),
    'invalid_blocks',
  ],
  [
    'rows on a page of a data table',
    BLOCK_KIT.dataTablePage,
    (n) => post([dataTable({ rows: many(2, () => [cell()]), page_size: n })]),
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
    'characters that an input lets one type',
    BLOCK_KIT.inputValue,
    (n) => open(modal([input({}, { max_length: n })])),
    'invalid_blocks',
  ],
  [
    'alternative text of a file',
    FILE.altText,
    (n) => call('files.getUploadURLExternal', { filename: 'f', length: 1, alt_text: of(n) }),
    'invalid_arguments',
  ],
];

it.each(LIMITS)(
  'the stand-in accepts %s up to the limit of %i and refuses one more',
  async (_name, limit, send, refusal) => {
    expect(await send(limit)).toMatchObject({ ok: true });
    expect(await send(limit + 1)).toMatchObject({ ok: false, error: refusal });
  },
);
