import type { types } from '@slack/bolt';
import { type BlockOf, type Part, visible } from 'hashdesk/chat';
import { LIMITS } from '../limits.ts';

export const partText = (part: Part): string => visible(typeof part === 'string' ? part : part.text);

/** A no-break space: Slack refuses an empty cell. */
export const EMPTY = '\u00a0';

interface Grid {
  columns: BlockOf<'table'>['columns'];
  /** The labels, then the rows, all of one width. */
  cells: string[][];
}

/** A table as cells of text, its labels first. */
function grid({ columns, rows }: BlockOf<'table'>): Grid {
  const lines = [columns.map(({ label }) => visible(label)), ...rows.map((row) => row.map(partText))];
  const width = Math.max(...lines.map((line) => line.length));
  const cells = lines.map((line) =>
    Array.from({ length: width }, (_, index) => line[index]?.trim() || EMPTY),
  );
  return { columns, cells };
}

/** The table as Slack's own; undefined when it passes a limit. */
export function tableBlock(table: BlockOf<'table'>): types.TableBlock | undefined {
  const { columns, cells } = grid(table);
  const [header = []] = cells;
  const fits =
    header.length > 0 &&
    header.length <= LIMITS.tableColumns &&
    cells.length <= LIMITS.tableRows &&
    cells.flat().join('').length <= LIMITS.tableText;
  if (!fits) return undefined;
  return {
    type: 'table',
    column_settings: columns.map(({ align }) => ({ align, is_wrapped: align === 'left' })),
    rows: cells.map((row) => row.map((text) => ({ type: 'raw_text', text }))),
  };
}

/** The table as lines of aligned text, for a monospaced block or a file. */
export function alignedTable(table: BlockOf<'table'>): string {
  const { columns, cells } = grid(table);
  const lines = cells.map((row) => row.map((text) => text.replaceAll('\n', ' ')));
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  const pad = (text: string, column: number) =>
    columns[column]?.align === 'right' ? text.padStart(widths[column]!) : text.padEnd(widths[column]!);
  return lines.map((line) => line.map(pad).join('  ').trimEnd() || EMPTY).join('\n');
}
