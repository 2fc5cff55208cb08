import type { Value, Values } from './database.ts';

/** As many at once as any database takes in one statement, and as are worth one. */
const MOST = 500;

/** A list in a statement: `IN (${sql})`, with what stands for its places. */
export interface List {
  sql: string;
  values: Values;
}

/**
 * `all` in lists of 500 at most, none of them empty. Each is as long as the next power of two, its last value again and
 * again: a database prepares ten statements and not five hundred.
 */
export function listsOf(all: readonly Value[]): List[] {
  const lists: List[] = [];
  for (let from = 0; from < all.length; from += MOST) lists.push(listOf(all.slice(from, from + MOST)));
  return lists;
}

function listOf(some: readonly Value[]): List {
  const length = 2 ** Math.ceil(Math.log2(some.length));
  const places = Array.from(
    { length },
    (_, at) => [`of${at}`, some[Math.min(at, some.length - 1)]!] as const,
  );
  return { sql: places.map(([name]) => `:${name}`).join(', '), values: Object.fromEntries(places) };
}
