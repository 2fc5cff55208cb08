import type { Action, Block, BlockOf, Reply } from '../reply.ts';
import { heightOf, textHeight } from './plain.ts';
import { type MeasuredTable, measureRow, measureTable, tableHeight } from './table.ts';

/** What an answer may take at first, blank lines included: what one reads in a chat without scrolling. */
const MOST_LINES = 12;
const WIDTH = 80;
/** Columns of a table on a phone. */
const TABLE_WIDTH = 38;
const LEAST_ROWS = 2;
/** Lines of a page of details: about two screens of a phone. */
const PAGE_LINES = 40;

/** The answer in at most 12 lines; what does not fit goes before its details, and nothing is left out. */
export function shorten(said: Reply): Reply {
  const title = textHeight({ text: said.title, width: WIDTH });
  let left = MOST_LINES - title - chartLines(said);
  let full = false;
  const shown: Block[] = [];
  const behind: Block[] = [];
  for (const block of said.blocks) {
    const lines = full || isFree(block) ? 0 : linesWithin({ block, left });
    if (!full && lines <= left) {
      left -= lines;
      shown.push(block);
      continue;
    }
    const beginning = !full && block.kind === 'table' ? beginningOf(block, left - 1) : undefined;
    if (isFree(block)) shown.push(block);
    else if (!beginning || block.kind !== 'table' || !block.inDetails) behind.push(block);
    if (beginning) shown.push(beginning);
    full = true;
  }
  const details = [...behind, ...(said.details ?? [])];
  return { ...said, blocks: shown, ...(details.length > 0 && { details }) };
}

/** A picture is never left for later: a terminal, which shows a line of it, has that many fewer for the rest. */
const chartLines = ({ blocks }: Reply): number =>
  blocks.reduce((sum, block) => sum + (block.kind === 'chart' ? linesOf(block) : 0), 0);

/** What must be read, what is pressed, and what shows as a file or a picture is never left for later. */
const isFree = (block: Block): boolean =>
  (block.kind === 'note' && block.tone === 'warning') ||
  !['text', 'note', 'figures', 'table'].includes(block.kind);

/** The first rows of a table, and how many more there are; undefined where too few fit. */
function beginningOf(table: BlockOf<'table'>, left: number): BlockOf<'table'> | undefined {
  const most = Math.min(table.rows.length - 1, left);
  if (most < LEAST_ROWS) return undefined;
  const more = (count: number) => [`… ${table.rows.length - count} more`];
  const measured = measureTable({ ...table, rows: table.rows.slice(0, most) });
  const fits = (count: number) => {
    const rows = [...measured.rows.slice(0, count), measureRow(more(count))];
    return tableLinesOf({ table, measured: { ...measured, rows }, most: left }) <= left;
  };
  const known = mostRows({ from: LEAST_ROWS, to: most, fits });
  if (known < LEAST_ROWS) return undefined;
  return { ...table, rows: [...table.rows.slice(0, known), more(known)] };
}

/** The most rows from `from` to `to` that fit; fewer than `from` where none do. */
function mostRows({
  from,
  to,
  fits,
}: {
  from: number;
  to: number;
  fits: (count: number) => boolean;
}): number {
  // A table only grows with each row: halving lays it out three times where trying each count may take ten.
  let [known, refused] = [from - 1, to + 1];
  while (refused - known > 1) {
    const middle = Math.floor((known + refused) / 2);
    if (fits(middle)) known = middle;
    else refused = middle;
  }
  return known;
}

/** As linesOf; a table of more rows than there is room for is not laid out. */
function linesWithin({ block, left }: { block: Block; left: number }): number {
  const isLong = block.kind === 'table' && block.rows.length > left;
  return isLong ? left + 1 : linesOf(block, left);
}

/** Lines of a block and the blank one before it, on whichever screen shows more of them. */
function linesOf(block: Block, most = Number.POSITIVE_INFINITY): number {
  const lines =
    block.kind === 'table'
      ? tableLinesOf({ table: block, measured: measureTable(block), most: most - 1 })
      : heightOf({ block, width: WIDTH });
  return lines === 0 ? 0 : 1 + lines;
}

/** Where the narrower screen shows more than `most`, the other is not looked at. */
function tableLinesOf(asked: { table: BlockOf<'table'>; measured: MeasuredTable; most: number }): number {
  const { table, measured, most } = asked;
  const lines = (width: number) => {
    const title = table.title === undefined ? 0 : textHeight({ text: table.title, width });
    return title + tableHeight({ table: measured, width, most: most - title });
  };
  const onPhone = lines(TABLE_WIDTH);
  return onPhone > most ? onPhone : Math.max(onPhone, lines(WIDTH));
}

/** An answer that is kept offers what stands behind it. */
export function withMore({ id, details, ...said }: Reply): Reply {
  const kept = { ...said, ...(id !== undefined && { id }), ...(details && { details }) };
  if (id === undefined || !details) return kept;
  const action = { label: 'More', command: `more ${id}`, style: 'plain' as const };
  return withActions(kept, [action]);
}

/** The answer with further buttons after its own. */
export function withActions(said: Reply, actions: Action[]): Reply {
  if (actions.length === 0) return said;
  const last = said.blocks.at(-1);
  if (last?.kind !== 'actions') return { ...said, blocks: [...said.blocks, { kind: 'actions', actions }] };
  const joined = { ...last, actions: [...last.actions, ...actions] };
  return { ...said, blocks: [...said.blocks.slice(0, -1), joined] };
}

/** Blocks in pages that can be read at one look. A table goes on over pages; another block longer than a page is a page. */
export function pagesOf(blocks: readonly Block[]): Block[][] {
  const pages: Block[][] = [];
  let left = 0;
  for (const block of blocks.flatMap(piecesOf)) {
    const lines = linesOf(block);
    if (pages.length === 0 || lines > left) {
      pages.push([]);
      left = PAGE_LINES;
    }
    pages.at(-1)!.push(block);
    left -= lines;
  }
  return pages;
}

/** A table longer than a page in tables that are not, each with its title and header. */
function piecesOf(block: Block): Block[] {
  if (block.kind !== 'table' || linesWithin({ block, left: PAGE_LINES }) <= PAGE_LINES) return [block];
  const measured = measureTable(block);
  const pieces: Block[] = [];
  for (let at = 0; at < block.rows.length; ) {
    const part = (count: number) => ({ ...measured, rows: measured.rows.slice(at, at + count) });
    const most = PAGE_LINES - 1;
    const fits = (count: number) => tableLinesOf({ table: block, measured: part(count), most }) <= most;
    const count = Math.max(1, mostRows({ from: 1, to: Math.min(most, block.rows.length - at), fits }));
    pieces.push({ ...block, rows: block.rows.slice(at, at + count) });
    at += count;
  }
  return pieces;
}
