import type { types } from '@slack/bolt';
import { type BlockOf, clip, type Part } from 'hashdesk/chat';
import { LIMITS } from '../limits.ts';
import { EMPTY, partText, tableBlock } from './table.ts';

type KnownBlock = types.KnownBlock;
type Cell = types.DataTableBlock['rows'][number][number];

/** Fewer rows are sorted at a glance, and need no pages. */
const LEAST_ROWS = 8;
const PAGE_ROWS = 10;

/**
 * The table as Slack's own that is sorted, filtered and paged; undefined where that is no help, or what stands in for
 * it (`plainTable`) would pass a limit. Its caption names it to screen readers.
 */
export function dataTableBlock(table: BlockOf<'table'>, caption: string): types.DataTableBlock | undefined {
  const { columns, rows } = table;
  const native = tableBlock(table);
  const isWhole = rows.every(({ length }) => length === columns.length);
  if (!native || rows.length < LEAST_ROWS || !isWhole) return undefined;
  const [header = [], ...shown] = native.rows as Cell[][];
  return {
    type: 'data_table',
    caption: clip(caption.trim() || 'Table', LIMITS.headerText),
    page_size: PAGE_ROWS,
    rows: [header, ...shown.map((cells, row) => cells.map((cell, at) => numbered(cell, rows[row]![at]!)))],
  };
}

/** A number is sorted by its value, and shown as its text. */
function numbered(cell: Cell, part: Part): Cell {
  if (typeof part === 'string' || !Number.isFinite(part.value)) return cell;
  return { type: 'raw_number', value: part.value, text: partText(part).trim() || EMPTY };
}

export const hasDataTable = (blocks: readonly KnownBlock[]): boolean =>
  blocks.some(({ type }) => type === 'data_table');

/** The blocks with tables that every client shows. */
export const withPlainTables = (blocks: readonly KnownBlock[]): KnownBlock[] =>
  blocks.map((block) => (block.type === 'data_table' ? plainTable(block) : block));

function plainTable({ rows }: types.DataTableBlock): types.TableBlock {
  const isNumber = (at: number) => rows.slice(1).some((cells) => cells[at]?.type === 'raw_number');
  return {
    type: 'table',
    column_settings: (rows[0] ?? []).map((_, at) =>
      isNumber(at) ? { align: 'right', is_wrapped: false } : { align: 'left', is_wrapped: true },
    ),
    rows: rows.map((cells) =>
      cells.map((cell) => (cell.type === 'raw_number' ? { type: 'raw_text', text: cell.text } : cell)),
    ),
  };
}
