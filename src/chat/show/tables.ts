import type { BlockOf, Part } from '../reply.ts';

type Table = BlockOf<'table'>;

/** A table whose first column names its rows. */
export function tableOf(asked: {
  title: string;
  columns: readonly string[];
  rows: Part[][];
  /** All that it says stands in the details too. */
  inDetails?: true;
}): Table {
  const [first = '', ...others] = asked.columns;
  return {
    kind: 'table',
    title: asked.title,
    columns: [
      { label: first, align: 'left' },
      ...others.map((label) => ({ label, align: 'right' as const })),
    ],
    rows: asked.rows,
    ...(asked.inDetails && { inDetails: true }),
  };
}
