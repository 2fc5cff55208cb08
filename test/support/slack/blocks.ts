import { Refusal } from './refusal.ts';

/** The documented limits of Block Kit, read from Slack's reference; characters are UTF-16 units. */
export const BLOCK_KIT = {
  messageBlocks: 50,
  viewBlocks: 100,
  messageBlockText: 13_200,
  blockId: 255,
  actionId: 255,
  text: 3_000,
  header: 150,
  sectionFields: 10,
  sectionField: 2_000,
  contextElements: 10,
  contextActions: 5,
  actionsElements: 25,
  buttonText: 75,
  buttonValue: 2_000,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  inputLabel: 2_000,
  inputHint: 2_000,
  inputValue: 3_000,
  placeholder: 150,
  markdown: 12_000,
  tableRows: 100,
  tableColumns: 20,
  tableCharacters: 10_000,
  dataTableRows: 101,
  dataTablePage: 100,
  imageAlt: 2_000,
} as const;

export type Surface = 'message' | 'modal' | 'home';
// biome-ignore lint/suspicious/noExplicitAny: payloads arrive unread, and this is what reads them
type Json = any;

function refuse(where: string, why: string): never {
  throw new Refusal('invalid_blocks', `${where}: ${why}`);
}

function atMost(where: string, count: number, limit: number): void {
  if (count > limit) refuse(where, `must be at most ${limit}, is ${count}`);
}

function string(where: string, value: unknown, limit: number): string {
  if (typeof value !== 'string' || value.length === 0) refuse(where, 'must be more than 0 characters');
  if (!value.isWellFormed()) refuse(where, 'must be well-formed text');
  atMost(where, value.length, limit);
  return value;
}

function list(where: string, value: unknown, limit: number): Json[] {
  if (!Array.isArray(value) || value.length === 0) refuse(where, 'must hold at least one item');
  atMost(where, value.length, limit);
  return value;
}

function text(where: string, value: Json, limit: number, plainOnly = false): void {
  const known = plainOnly ? ['plain_text'] : ['plain_text', 'mrkdwn'];
  if (!known.includes(value?.type)) refuse(where, `must be ${known.join(' or ')}, is ${value?.type}`);
  string(where, value.text, limit);
}

function button(where: string, value: Json): void {
  text(`${where}.text`, value.text, BLOCK_KIT.buttonText, true);
  string(`${where}.action_id`, value.action_id, BLOCK_KIT.actionId);
  if (value.value !== undefined) string(`${where}.value`, value.value, BLOCK_KIT.buttonValue);
  if (value.style !== undefined && !['primary', 'danger'].includes(value.style))
    refuse(where, 'unknown style');
  if (!value.confirm) return;
  text(`${where}.confirm.title`, value.confirm.title, BLOCK_KIT.confirmTitle, true);
  text(`${where}.confirm.text`, value.confirm.text, BLOCK_KIT.confirmText);
  text(`${where}.confirm.confirm`, value.confirm.confirm, BLOCK_KIT.confirmButton, true);
  text(`${where}.confirm.deny`, value.confirm.deny, BLOCK_KIT.confirmButton, true);
}

function table(where: string, block: Json): void {
  let characters = 0;
  for (const row of list(`${where}.rows`, block.rows, BLOCK_KIT.tableRows)) {
    for (const cell of list(`${where}.row`, row, BLOCK_KIT.tableColumns)) {
      if (cell?.type !== 'raw_text') refuse(where, `unknown cell ${cell?.type}`);
      characters += string(`${where}.cell`, cell.text, BLOCK_KIT.tableCharacters).length;
    }
  }
  atMost(`${where} characters`, characters, BLOCK_KIT.tableCharacters);
  atMost(`${where}.column_settings`, block.column_settings?.length ?? 0, BLOCK_KIT.tableColumns);
}

/** A header and at least one row, all of one width; no rich text in the header. */
function dataTable(where: string, block: Json): void {
  string(`${where}.caption`, block.caption, Number.POSITIVE_INFINITY);
  const rows = list(`${where}.rows`, block.rows, BLOCK_KIT.dataTableRows);
  if (rows.length < 2) refuse(`${where}.rows`, 'must be at least 2');
  let characters = 0;
  for (const row of rows) {
    const cells = list(`${where}.row`, row, BLOCK_KIT.tableColumns);
    if (cells.length !== rows[0].length) refuse(`${where}.row`, 'must have as many cells as the header');
    for (const cell of cells) {
      if (!['raw_text', 'raw_number'].includes(cell?.type)) refuse(where, `unknown cell ${cell?.type}`);
      if (cell.type === 'raw_number' && !Number.isFinite(cell.value)) refuse(where, 'value must be a number');
      characters += string(`${where}.cell`, cell.text, BLOCK_KIT.tableCharacters).length;
    }
  }
  atMost(`${where} characters`, characters, BLOCK_KIT.tableCharacters);
  const { page_size = 5, row_header_column_index = 0 } = block;
  atMost(`${where}.page_size`, page_size, BLOCK_KIT.dataTablePage);
  if (!(page_size >= 1)) refuse(`${where}.page_size`, 'must be at least 1');
  if (!(row_header_column_index >= 0)) refuse(`${where}.row_header_column_index`, 'must be at least 0');
}

function input(where: string, block: Json): void {
  text(`${where}.label`, block.label, BLOCK_KIT.inputLabel, true);
  if (block.hint) text(`${where}.hint`, block.hint, BLOCK_KIT.inputHint, true);
  const { element } = block;
  if (element?.type !== 'plain_text_input') refuse(where, `unknown element ${element?.type}`);
  string(`${where}.action_id`, element.action_id, BLOCK_KIT.actionId);
  if (element.initial_value) string(`${where}.initial_value`, element.initial_value, BLOCK_KIT.inputValue);
  atMost(`${where}.max_length`, element.max_length ?? 0, BLOCK_KIT.inputValue);
  if (element.placeholder) text(`${where}.placeholder`, element.placeholder, BLOCK_KIT.placeholder, true);
}

function richText(where: string, block: Json): void {
  for (const part of list(where, block.elements, Number.POSITIVE_INFINITY)) {
    if (!['rich_text_section', 'rich_text_preformatted'].includes(part?.type))
      refuse(where, `unknown ${part?.type}`);
    for (const run of list(where, part.elements, Number.POSITIVE_INFINITY)) {
      if (run?.type !== 'text') refuse(where, `unknown ${run?.type}`);
      string(where, run.text, Number.POSITIVE_INFINITY);
    }
  }
}

/** Of images, only those that are files of the workspace: nothing here is on the open web. */
function image(where: string, { alt_text, slack_file }: Json): void {
  string(`${where}.alt_text`, alt_text, BLOCK_KIT.imageAlt);
  if (!/^F[A-Z0-9]{8,}$/.test(slack_file?.id ?? ''))
    refuse(`${where}.slack_file.id`, 'must match F[A-Z0-9]{8,}');
}

const KINDS: Record<string, { on: Surface[]; check: (where: string, block: Json) => void }> = {
  header: {
    on: ['message', 'modal', 'home'],
    check: (where, block) => text(where, block.text, BLOCK_KIT.header, true),
  },
  section: {
    on: ['message', 'modal', 'home'],
    check(where, { text: body, fields }) {
      if (!body && !fields) refuse(where, 'needs text or fields');
      if (body) text(where, body, BLOCK_KIT.text);
      if (!fields) return;
      for (const field of list(`${where}.fields`, fields, BLOCK_KIT.sectionFields)) {
        text(`${where}.field`, field, BLOCK_KIT.sectionField);
      }
    },
  },
  context: {
    on: ['message', 'modal', 'home'],
    check(where, { elements }) {
      for (const part of list(where, elements, BLOCK_KIT.contextElements)) text(where, part, BLOCK_KIT.text);
    },
  },
  actions: {
    on: ['message', 'modal', 'home'],
    check(where, { elements }) {
      for (const part of list(where, elements, BLOCK_KIT.actionsElements)) {
        if (part?.type !== 'button') refuse(where, `unknown element ${part?.type}`);
        button(where, part);
      }
    },
  },
  context_actions: {
    on: ['message'],
    check(where, { elements }) {
      for (const part of list(where, elements, BLOCK_KIT.contextActions)) {
        if (part?.type !== 'feedback_buttons') refuse(where, `unknown element ${part?.type}`);
        for (const name of ['positive_button', 'negative_button']) {
          text(`${where}.${name}`, part[name]?.text, BLOCK_KIT.buttonText, true);
          string(`${where}.${name}.value`, part[name].value, BLOCK_KIT.buttonValue);
        }
      }
    },
  },
  image: { on: ['message', 'modal', 'home'], check: image },
  divider: { on: ['message', 'modal', 'home'], check: () => {} },
  markdown: { on: ['message'], check: (where, block) => void string(where, block.text, BLOCK_KIT.markdown) },
  rich_text: { on: ['message', 'modal', 'home'], check: richText },
  table: { on: ['message'], check: table },
  data_table: { on: ['message'], check: dataTable },
  input: { on: ['modal', 'home'], check: input },
};

/** Every string shown by a payload: the values under `text`, at any depth. */
export function shownText(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap(shownText);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'text' && typeof inner === 'string' ? [inner] : shownText(inner),
  );
}

function unique(where: string, ids: string[]): void {
  if (new Set(ids).size !== ids.length) refuse(where, 'must be unique');
}

/**
 * Refuses blocks as Slack does: with the code it answers, and the field that is at fault. `unknown`: types that have
 * not come to the workspace yet.
 */
export function checkBlocks(blocks: Json, surface: Surface, unknown: ReadonlySet<string> = new Set()): void {
  const limit = surface === 'message' ? BLOCK_KIT.messageBlocks : BLOCK_KIT.viewBlocks;
  list('blocks', blocks, limit).forEach((block, index) => {
    const kind = KINDS[block?.type];
    if (!kind?.on.includes(surface) || unknown.has(block.type))
      refuse(`blocks[${index}]`, `unsupported type ${block?.type} in ${surface}`);
    kind.check(`blocks[${index}] ${block.type}`, block);
    if (block.block_id !== undefined) string('block_id', block.block_id, BLOCK_KIT.blockId);
  });
  const buttons: Json[] = blocks.flatMap((block: Json) => (block.type === 'actions' ? block.elements : []));
  unique(
    'action_id',
    buttons.map(({ action_id }) => action_id),
  );
  unique(
    'block_id',
    blocks.flatMap(({ block_id }: Json) => block_id ?? []),
  );
  if (blocks.filter(({ type }: Json) => ['table', 'data_table'].includes(type)).length > 1)
    throw new Refusal('only_one_table_allowed');
  const characters = shownText(blocks).join('').length;
  if (surface === 'message' && characters > BLOCK_KIT.messageBlockText)
    throw new Refusal('msg_blocks_too_long');
}
