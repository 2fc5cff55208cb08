import { type Action, type Block, type BlockOf, type Reply, reply } from '../reply.ts';
import { renderPlain } from './plain.ts';

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
  const title = linesIn(renderPlain({ reply: reply({ title: said.title }), now: 0, width: WIDTH }));
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
  blocks.reduce((sum, block) => {
    const lines = block.kind === 'chart' ? linesOf([block]) : 0;
    return lines > 0 ? sum + 1 + lines : sum;
  }, 0);

/** What must be read, what is pressed, and what shows as a file or a picture is never left for later. */
const isFree = (block: Block): boolean =>
  (block.kind === 'note' && block.tone === 'warning') ||
  !['text', 'note', 'figures', 'table'].includes(block.kind);

/** The first rows of a table, and how many more there are; undefined where too few fit. */
function beginningOf(table: BlockOf<'table'>, left: number): BlockOf<'table'> | undefined {
  const most = Math.min(table.rows.length - 1, left);
  const cut = (count: number) => {
    const more = `… ${table.rows.length - count} more`;
    return { ...table, rows: [...table.rows.slice(0, count), [more]] };
  };
  const fits = (count: number) => linesOf([cut(count)], left) <= left;
  // A table only grows with each row: halving lays it out three times where trying each count may take ten.
  let [known, refused] = [LEAST_ROWS - 1, most + 1];
  while (refused - known > 1) {
    const middle = Math.floor((known + refused) / 2);
    if (fits(middle)) known = middle;
    else refused = middle;
  }
  return known < LEAST_ROWS ? undefined : cut(known);
}

/** The lines of a block and the blank one before it; a table of more rows than there is room for is not laid out. */
function linesWithin({ block, left }: { block: Block; left: number }): number {
  const isLong = block.kind === 'table' && block.rows.length > left;
  return isLong ? left + 1 : 1 + linesOf([block], left - 1);
}

/**
 * Lines of blocks under a title of one line and a blank one, on whichever screen shows more of them. Where one shows
 * more than `most`, the other is not looked at.
 */
function linesOf(blocks: Block[], most = Number.POSITIVE_INFINITY): number {
  const under = reply({ title: '.', blocks });
  const lines = (width: number) => linesIn(renderPlain({ reply: under, now: 0, width })) - 2;
  if (!blocks.some(({ kind }) => kind === 'table')) return lines(WIDTH);
  const onPhone = lines(TABLE_WIDTH);
  return onPhone > most ? onPhone : Math.max(onPhone, lines(WIDTH));
}

const linesIn = (text: string): number => text.split('\n').length;

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

/** Blocks in pages that can be read at one look; a block longer than a page is a page. */
export function pagesOf(blocks: readonly Block[]): Block[][] {
  const pages: Block[][] = [];
  let left = 0;
  for (const block of blocks) {
    const lines = 1 + linesOf([block]);
    if (pages.length === 0 || lines > left) {
      pages.push([]);
      left = PAGE_LINES;
    }
    pages.at(-1)!.push(block);
    left -= lines;
  }
  return pages;
}
