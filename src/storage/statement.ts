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
