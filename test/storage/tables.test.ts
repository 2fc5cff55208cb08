import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { migrations } from '../../src/storage/migrations.ts';

const root = join(import.meta.dirname, '../..');
const schema = ['src/storage/migrations.ts', 'src/storage/firstTables.ts'];
const files = globSync('src/**/*.ts', { cwd: root }).filter((file) => !schema.includes(file));
const texts = new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]));

const database = new DatabaseSync(':memory:');
for (const step of migrations) database.exec(step);
const named = (type: string) =>
  database
    .prepare(`SELECT name FROM sqlite_master WHERE type = ? AND name NOT LIKE 'sqlite%'`)
    .all(type)
    .map(({ name }) => String(name));

it.each(named('table'))('statements on the table %s are in one file', (table) => {
  const statement = new RegExp(`\\b(?:FROM|JOIN|INTO|UPDATE(?: OR REPLACE)?|TABLE)\\s+${table}\\b(?!\\()`);
  const owners = files.filter((file) => statement.test(texts.get(file)!));
  expect(owners).toHaveLength(1);
});

it('no trigger changes what a table’s owner keeps', () => {
  expect(named('trigger')).toEqual([]);
});
