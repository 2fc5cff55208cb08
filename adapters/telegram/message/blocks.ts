import { type Block, type BlockOf, type Part, renderPlain, reply, visible } from 'hashdesk/chat';
import { LIMITS } from '../limits.ts';
import { type Attachment, fileFrom, refusalOf } from './attachments.ts';
import type { Run } from './layout.ts';

/** What one block shows: paragraphs, and files. */
export interface BlockParts {
  paragraphs: Run[][];
  files: Attachment[];
}

/** Forms and actions show as buttons alone; a chart's picture is added to the message. */
export function blockParts({ block, now }: { block: Block; now: number }): BlockParts {
  switch (block.kind) {
    case 'text':
      return shown([{ text: sentence(block.parts) }]);
    case 'note':
      return shown([{ text: `${block.tone === 'warning' ? '⚠️' : 'ℹ️'} ${sentence(block.parts)}` }]);
    case 'figures':
      return shown(block.figures.flatMap(({ label, text }, at) => figureRuns({ label, text, at })));
    case 'table':
      return tableParts(block, now);
    case 'file':
      return fileParts({ name: block.name, type: block.mediaType, bytes: Buffer.from(block.content) });
    case 'image':
      return fileParts({
        name: block.name,
        type: block.mediaType,
        bytes: Buffer.from(block.base64, 'base64'),
        caption: block.alt,
      });
    case 'chart':
    case 'form':
    case 'actions':
      return { paragraphs: [], files: [] };
  }
}

const shown = (...paragraphs: Run[][]): BlockParts => ({ paragraphs, files: [] });
const sentence = (parts: Part[]) =>
  parts.map((part) => (typeof part === 'string' ? part : part.text)).join('');

function figureRuns({ label, text, at }: { label: string; text: string; at: number }): Run[] {
  return [{ text: `${at === 0 ? '' : '\n'}${label}: ` }, { text, style: 'bold' }];
}

/** Monospaced, within the columns of a phone; as a file where one message cannot hold it. */
function tableParts({ title, ...table }: BlockOf<'table'>, now: number): BlockParts {
  const plain = (width: number) =>
    visible(renderPlain({ reply: reply({ title: '', blocks: [table] }), now, width })).replace(
      /^\n+|(?<!\s)\s+$/g,
      '',
    );
  const lines = plain(LIMITS.tableColumns);
  const headed = (end: string): Run[] =>
    title === undefined ? [] : [{ text: `${title}${end}`, style: 'bold' }];
  // What keeps text from becoming a link takes room as well: a title may double.
  if (lines.length + 2 * (title?.length ?? 0) < LIMITS.text)
    return shown([...headed('\n'), { text: lines, style: 'pre' }]);
  const name = `${visible(title ?? '').trim() || 'table'}.txt`;
  const { files, paragraphs } = fileParts({
    name,
    type: 'text/plain',
    bytes: Buffer.from(plain(LIMITS.fileColumns)),
  });
  const note = files.map((file): Run[] => [
    { text: `The table has ${table.rows.length} rows: they are in ${file.name}.` },
  ]);
  return { files, paragraphs: [headed(''), ...paragraphs, ...note] };
}

/** The file, or why it cannot be sent. */
function fileParts(given: Attachment): BlockParts {
  const file = fileFrom(given);
  const refusal = refusalOf(file);
  return refusal === undefined ? { paragraphs: [], files: [file] } : shown([{ text: refusal }]);
}
