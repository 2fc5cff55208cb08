import type { types } from '@slack/bolt';
import {
  type Block,
  type BlockOf,
  clip,
  type FormField,
  pieces,
  type Reply,
  renderPlain,
  visible,
} from 'hashdesk/chat';
import { feedbackBlock } from './interactions/agent.ts';
import { LIMITS } from './limits.ts';
import {
  buttons,
  contexts,
  figureFields,
  fitsButton,
  headers,
  type Press,
  preformatted,
  sections,
  sourceContext,
} from './message/blocks.ts';
import { dataTableBlock } from './message/dataTable.ts';
import { fitsMessage, splitBlocks } from './message/split.ts';
import { alignedTable, partText, tableBlock } from './message/table.ts';
import { inertMrkdwn } from './text.ts';

type KnownBlock = types.KnownBlock;

export interface SlackMessage {
  /** What notifications and screen readers say; mrkdwn, made inert. */
  text: string;
  blocks: KnownBlock[];
}

export interface SlackFile {
  name: string;
  content: Uint8Array;
  /** The description of an image. */
  altText?: string;
}

export interface Rendered {
  messages: SlackMessage[];
  files: SlackFile[];
}

/** Keys under which the adapter has kept what buttons need; a button without its key is left out. */
export interface Keys {
  /** One for each form of the reply, in order. */
  forms?: string[];
  share?: string;
  /** The answer that may be found useful or not. */
  feedback?: string;
}

/** What a reply becomes while its blocks are gone through. */
interface Draft {
  blocks: KnownBlock[];
  presses: Press[];
  files: SlackFile[];
  keys: Keys;
  surface: 'message' | 'view';
  filesElsewhere: boolean;
  /** Whether a `table` block may still be used: Slack takes one per message, and none in a view. */
  tableFree: boolean;
  /** The title of the reply, where long tables may be such as Slack sorts. */
  sortedUnder: string | undefined;
  formsSeen: number;
}

const encoder = new TextEncoder();

export const imageFile = ({ name, base64, alt }: BlockOf<'image'>): SlackFile => ({
  name,
  content: Buffer.from(base64, 'base64'),
  altText: alt,
});

function addFile(draft: Draft, file: SlackFile): void {
  const name = clip(visible(file.name).trim() || 'file', LIMITS.fileName);
  const where = draft.filesElsewhere ? 'File, in our direct message' : 'File';
  const note = file.content.length === 0 ? `${name} is empty.` : `${where}: ${name}`;
  draft.blocks.push(...contexts([note]));
  if (file.content.length > 0) draft.files.push({ ...file, name });
}

function addTable(draft: Draft, table: BlockOf<'table'>): void {
  if (table.title) draft.blocks.push(...sections(table.title));
  const native = draft.tableFree ? nativeTable(draft, table) : undefined;
  if (native && fitsMessage([native])) {
    draft.tableFree = false;
    draft.blocks.push(native);
    return;
  }
  const text = alignedTable(table);
  if (text.trim() === '') return;
  if (text.length <= LIMITS.preformattedText || draft.surface === 'view') {
    draft.blocks.push(...pieces({ text, limit: LIMITS.preformattedText }).map(preformatted));
  } else {
    addFile(draft, { name: `${table.title ?? 'table'}.txt`, content: encoder.encode(text) });
  }
}

function nativeTable({ sortedUnder }: Draft, table: BlockOf<'table'>): KnownBlock | undefined {
  const sorted = sortedUnder === undefined ? undefined : dataTableBlock(table, table.title ?? sortedUnder);
  return sorted && fitsMessage([sorted]) ? sorted : tableBlock(table);
}

/** A button, or the command in words where a button cannot hold it. */
function addPress(draft: Draft, press: Press, command: string): void {
  if (fitsButton(press)) draft.presses.push(press);
  else draft.blocks.push(...sections(`${press.label}: ${command}`));
}

/** Whether a modal can hold the form with every value it came with. */
function fitsModal(fields: readonly FormField[]): boolean {
  return (
    fields.length <= LIMITS.modalFields && fields.every(({ value = '' }) => value.length <= LIMITS.inputValue)
  );
}

function addForm(draft: Draft, { title, command, fields }: BlockOf<'form'>): void {
  const key = draft.keys.forms?.[draft.formsSeen++];
  const value = key !== undefined && fitsModal(fields) ? key : '';
  const names = fields.map(({ name }) => `${name}=…`).join(' ');
  addPress(draft, { kind: 'form', label: title, value, style: 'primary' }, `${command} ${names}`);
}

function addBlock(draft: Draft, block: Block): void {
  switch (block.kind) {
    case 'text':
      draft.blocks.push(...sections(block.parts.map(partText).join('')));
      return;
    case 'note': {
      const text = block.parts.map(partText).join('');
      draft.blocks.push(...(block.tone === 'warning' ? sections(`⚠ ${text}`) : contexts([text])));
      return;
    }
    case 'figures':
      draft.blocks.push(...figureFields(block.figures));
      return;
    case 'table':
      addTable(draft, block);
      return;
    case 'file':
      addFile(draft, { name: block.name, content: encoder.encode(block.content) });
      return;
    case 'image':
      addFile(draft, imageFile(block));
      return;
    case 'chart':
      // Its picture is put into the message afterwards, or follows it.
      return;
    case 'form':
      addForm(draft, block);
      return;
    case 'actions':
      for (const { label, command, style, url } of block.actions) {
        const opens = url !== undefined && url.length <= LIMITS.buttonUrl;
        const press: Press = opens
          ? { kind: 'open', label, value: url }
          : { kind: 'run', label, value: command, style };
        addPress(draft, press, command);
      }
      return;
    default:
      block satisfies never;
  }
}

interface Asked {
  reply: Reply;
  /** Unix milliseconds, against which ages are shown. */
  now: number;
  keys?: Keys;
  /** Whether files go to the direct message with the person instead. */
  filesElsewhere?: boolean;
  /** Whether the workspace may be sent `data_table` blocks. */
  dataTables?: boolean;
}

function draftOf({
  reply,
  now,
  keys = {},
  filesElsewhere = false,
  dataTables = false,
  surface,
}: Asked & Pick<Draft, 'surface'>): Draft {
  const tableFree = surface === 'message';
  const sortedUnder = dataTables ? reply.title : undefined;
  const own = { blocks: [], presses: [], files: [], formsSeen: 0, sortedUnder };
  const draft: Draft = { ...own, keys, surface, filesElsewhere, tableFree };
  if (reply.notice) draft.blocks.push(...sections(`⚠ ${reply.notice}`));
  draft.blocks.push(...headers(reply.title));
  for (const block of reply.blocks) addBlock(draft, block);
  draft.blocks.push(...sourceContext(reply.sources, now));
  if (keys.share) draft.presses.push({ kind: 'share', label: 'Share in channel', value: keys.share });
  return draft;
}

/** The answer as a file, with as many buttons as one message holds; the file names the commands of all. */
function asFile({ reply, now }: Asked, { presses, files, ...draft }: Draft): Rendered {
  const head: Draft = { ...draft, presses, files: [], blocks: [] };
  head.blocks.push(...headers(clip(visible(reply.title), LIMITS.headerText)));
  head.blocks.push(...sections('The answer is too long for a message. All of it is in the file.'));
  addFile(head, { name: 'answer.txt', content: encoder.encode(renderPlain({ reply, now, width: 100 })) });
  const [message = []] = splitBlocks([...head.blocks, ...buttons(presses)]);
  return { messages: [{ text: fallback(reply), blocks: message }], files: [...head.files, ...files] };
}

/** What a notification says of the reply. */
function fallback({ notice, title }: Reply): string {
  const text = inertMrkdwn([notice, title].filter(Boolean).join(' ')).trim();
  return clip(text || 'Hashdesk', LIMITS.fallbackText);
}

/** The reply as Slack messages and files, each within Slack's limits: split, or a file, and never cut in silence. */
export function render(asked: Asked): Rendered {
  const draft = draftOf({ ...asked, surface: 'message' });
  const { feedback } = draft.keys;
  const blocks = [
    ...draft.blocks,
    ...buttons(draft.presses),
    ...(feedback === undefined ? [] : [feedbackBlock(feedback)]),
  ];
  if (blocks.length === 0) blocks.push(...sections('The answer is empty.'));
  const packed = splitBlocks(blocks);
  if (packed.length > LIMITS.messages) return asFile(asked, draft);
  return {
    messages: packed.map((group) => ({ text: fallback(asked.reply), blocks: group })),
    files: draft.files,
  };
}

/** The reply as blocks of a home tab, which holds no table and no file. */
export function renderView({ reply, now, keys }: Asked): KnownBlock[] {
  const draft = draftOf({ reply, now, keys, surface: 'view' });
  const blocks = [...draft.blocks, ...buttons(draft.presses)];
  if (blocks.length <= LIMITS.viewBlocks && draft.files.length === 0) return blocks;
  return [
    ...headers(reply.title).slice(0, 1),
    ...sections('There is more than this tab can hold. Ask in a message to see all of it.'),
    ...buttons(draft.presses).slice(0, 10),
  ];
}
