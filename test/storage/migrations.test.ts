import { constants, DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { migrations } from '../../src/storage/migrations.ts';

/** The first step that was taken while processes of the release before it went on: the first one on PostgreSQL. */
const FIRST_BESIDE = migrations.findIndex((step) => step.includes('CREATE TABLE gateway_sessions'));

interface Column {
  name: string;
  type: string;
  notnull: number;
  dflt_value: string | null;
  pk: number;
}

const tablesOf = (database: DatabaseSync): Map<string, Column[]> => {
  const names = database.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table'`).all();
  const columns = database.prepare('SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_info(?)');
  return new Map(names.map(({ name }) => [String(name), columns.all(name!) as unknown as Column[]]));
};

const uniqueOf = (database: DatabaseSync, table: string): string[] =>
  database
    .prepare('SELECT name FROM pragma_index_list(?) WHERE "unique" = 1')
    .all(table)
    .map(({ name }) => String(name));

/** In words, what of `step` the release before it could not live with, whose tables are those of the steps before. */
function troubles(before: readonly string[], step: string): string[] {
  const [old, next] = [new DatabaseSync(':memory:'), new DatabaseSync(':memory:')];
  for (const one of before) for (const database of [old, next]) database.exec(one);
  const changed = new Set<string>();
  next.setAuthorizer((action, table, column) => {
    if (action === constants.SQLITE_UPDATE) changed.add(`${table}.${column}`);
    if (action === constants.SQLITE_DELETE) changed.add(`${table}.`);
    return constants.SQLITE_OK;
  });
  next.exec(step);
  const now = tablesOf(next);
  return [...tablesOf(old)].flatMap(([table, columns]) => {
    const present = now.get(table);
    if (!present) return [`the table ${table} is gone`];
    const known = new Map(columns.map((column) => [column.name, JSON.stringify(column)]));
    const same = new Set(present.map((column) => JSON.stringify(column)));
    return [
      ...[...known].flatMap(([name, column]) => (same.has(column) ? [] : [`${table}.${name} is another`])),
      ...present.flatMap(({ name, notnull, dflt_value: given }) =>
        notnull === 1 && given === null && !known.has(name) ? [`${table}.${name} has to be given`] : [],
      ),
      ...['', ...known.keys()].flatMap((name) =>
        changed.has(`${table}.${name}`) ? [`what stands in ${table}.${name} becomes another`] : [],
      ),
      ...uniqueOf(next, table)
        .filter((index) => !uniqueOf(old, table).includes(index))
        .map((index) => `${table} refuses by ${index} what it took`),
    ];
  });
}

it('each migration leaves the release before it every table, column, key and value, and asks nothing new of it', () => {
  const found = migrations.flatMap((step, at) =>
    at < FIRST_BESIDE ? [] : troubles(migrations.slice(0, at), step),
  );
  expect([FIRST_BESIDE > 0, found]).toEqual([true, []]);
});

it.each([
  ['DROP TABLE sites', 'the table sites is gone'],
  ['ALTER TABLE sites RENAME COLUMN site TO json', 'sites.site is another'],
  [
    `CREATE TABLE of_test (name TEXT); DROP TABLE quiet_hours; ALTER TABLE of_test RENAME TO quiet_hours`,
    'quiet_hours.tenant is another',
  ],
  [`UPDATE own_deals SET deal = '{}'`, 'what stands in own_deals.deal becomes another'],
  ['DELETE FROM audit', 'what stands in audit. becomes another'],
  ['CREATE UNIQUE INDEX by_name ON sites (name)', 'sites refuses by by_name what it took'],
])('a migration is refused that would take from the release before it: %s', (step, words) => {
  expect(troubles(migrations, step)).toContain(words);
});
