import {
  type Block,
  type BlockOf,
  type Part,
  pieces,
  type Reply,
  renderPlain,
  reply,
  showSources,
  visible,
} from 'hashdesk/chat';
import { LIMITS } from '../limits.ts';
import { fenced, inert } from '../text.ts';
import { type Attachment, fileFrom, tooLarge } from './attachments.ts';

/** A table longer than this goes into a file. */
const MOST_TABLE_PARTS = 2;
/** Characters that a monospaced line holds in an embed on a phone, and what a file may hold. */
const TABLE_WIDTH = 38;
const FILE_WIDTH = 200;

/** What one block shows: text, and files. */
export interface BlockParts {
  chunks: string[];
  files: Attachment[];
}

/** Forms and actions show as buttons alone; a chart's picture follows the message. */
export function blockParts({ block, now }: { block: Block; now: number }): BlockParts {
  switch (block.kind) {
    case 'text':
      return shown(textChunks(sentence(block.parts)));
    case 'note':
      return shown(textChunks(`${block.tone === 'warning' ? '⚠️' : 'ℹ️'} ${sentence(block.parts)}`));
    case 'figures':
      // A line each: fields would take two on a phone.
      return shown(block.figures.flatMap(({ label, text }) => textChunks(`${label}: ${text}`)));
    case 'table':
      return tableParts(block, now);
    case 'file':
      return fileParts({ name: block.name, type: block.mediaType, bytes: Buffer.from(block.content) });
    case 'image':
      return fileParts(imageAttachment(block));
    case 'chart':
    case 'form':
    case 'actions':
      return shown([]);
  }
}

const imageAttachment = ({ name, mediaType, base64, alt }: BlockOf<'image'>): Attachment => ({
  name,
  type: mediaType,
  bytes: Buffer.from(base64, 'base64'),
  description: alt,
});

const shown = (chunks: string[]): BlockParts => ({ chunks, files: [] });
const sentence = (parts: Part[]) =>
  parts.map((part) => (typeof part === 'string' ? part : part.text)).join('');

/** Lines of a description. */
export function textChunks(text: string): string[] {
  return pieces({ text, limit: LIMITS.description, show: inert });
}

function tableParts({ title, ...table }: BlockOf<'table'>, now: number): BlockParts {
  const label = title === undefined ? [] : textChunks(title);
  const plain = (width: number) => renderPlain({ reply: reply({ title: '', blocks: [table] }), now, width });
  const show = (lines: string) => fenced(lines.replace(/^\n+|(?<!\s)\s+$/g, ''));
  const parts = pieces({ text: plain(TABLE_WIDTH), limit: LIMITS.description, show });
  if (parts.length <= MOST_TABLE_PARTS) return shown([...label, ...parts]);
  const name = `${visible(title ?? '').trim() || 'table'}.txt`;
  const file = fileParts({ name, type: 'text/plain', bytes: Buffer.from(plain(FILE_WIDTH).trimStart()) });
  const note = file.files.map(({ name }) => `The table has ${table.rows.length} rows: they are in ${name}.`);
  return { ...file, chunks: [...label, ...file.chunks, ...note.flatMap(textChunks)] };
}

/** The file, or why it cannot be sent. */
function fileParts(given: Attachment): BlockParts {
  const file = fileFrom(given);
  const refusal = tooLarge(file);
  return refusal === undefined ? { chunks: [], files: [file] } : shown(textChunks(refusal));
}

/** What comes before the blocks. A title that no embed's title can hold is repeated in full. */
export function headChunks({ notice, title }: Reply): string[] {
  const repeated = inert(title).length > LIMITS.title - 1 ? textChunks(title) : [];
  return [...(notice === undefined ? [] : textChunks(`⚠️ ${notice}`)), ...repeated];
}

/** The sources and their ages in one line; empty without any. */
export function sourcesLine({ sources }: Reply, now: number): string {
  return visible(showSources({ sources, now })).trim();
}
