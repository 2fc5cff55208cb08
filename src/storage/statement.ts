import type { Value, Values } from './database.ts';

/** A statement of ours as an engine takes it: its parameters by number, and what they are called in that order. */
export interface Numbered {
  text: string;
  /** The values of `values`, in their order. */
  inOrder(values: Values): Value[];
}

/** A parameter, `:name`. No literal in our SQL holds a colon before a letter. */
const NAMED = /:([a-z]\w*)/giu;

/** `sql` with each `:name` as `sign` and its number. */
export function numbered(sql: string, sign: '?' | '$'): Numbered {
  const names = [...new Set([...sql.matchAll(NAMED)].map(([, name = '']) => name))];
  return {
    text: sql.replace(NAMED, (_, name) => `${sign}${names.indexOf(name) + 1}`),
    inOrder: (values) => names.map((name) => values[name]!),
  };
}

/** An INSERT that takes every row or fails, and so says nothing of each: not one that leaves out what is there already. */
const PLAIN_INSERT = /^(\s*INSERT INTO [^()]*\([^()]*\)\s*VALUES\s*)(\([^()]*\))\s*$/u;

/** A plain INSERT of one row as one of `count` rows, and their values in it; undefined for any other statement. */
export function insertOf(sql: string, count: number) {
  const [, head, tuple] = PLAIN_INSERT.exec(sql) ?? [];
  if (head === undefined || tuple === undefined) return undefined;
  const tuples = Array.from({ length: count }, (_, row) => tuple.replace(NAMED, (name) => `${name}_${row}`));
  return {
    sql: head + tuples.join(', '),
    values: (rows: readonly Values[]): Values =>
      Object.fromEntries(
        rows.flatMap((values, row) =>
          Object.entries(values).map(([name, value]) => [`${name}_${row}`, value] as const),
        ),
      ),
  };
}
