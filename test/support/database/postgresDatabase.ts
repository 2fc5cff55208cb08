import pg from 'pg';
import { onTestFinished } from 'vitest';
import type { Database } from '../../../src/storage/database.ts';
import { openPostgres } from '../../../src/storage/postgres/postgres.ts';
import { tablesOfProgram } from '../../../src/storage/schema.ts';
import { empty } from '../../../src/storage/sqlite/sqlite.ts';
import { silentLog } from '../testMarket.ts';

/** Schemas that a test has done with, empty; to make one takes a tenth of a second. */
const free: string[] = [];
/** The schemas of this test, by the directories that they stand for. */
const taken = new Map<string, string>();
let made = 0;

/** The database on the server at `url` that stands for one in `directory`, until the test ends. */
export function postgresDatabase({ url, directory }: { url: string; directory: string }): Database {
  const schema = taken.get(directory) ?? free.pop() ?? `test_${process.pid}_${++made}`;
  if (!taken.has(directory)) {
    taken.set(directory, schema);
    onTestFinished(async () => {
      taken.delete(directory);
      if (await emptied({ url, schema })) free.push(schema);
    });
  }
  return lazily(opened({ url, schema }));
}

async function asking<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return work(client).finally(() => client.end());
}

async function opened({ url, schema }: { url: string; schema: string }): Promise<Database> {
  // Two that open the same at once both find none, and one of them is refused.
  await asking(url, (client) =>
    client.query(`CREATE SCHEMA IF NOT EXISTS ${schema}`).catch((error) => {
      if (error.code !== '23505') throw error;
    }),
  );
  return openPostgres({ url: `${url}?options=-c%20search_path%3D${schema}`, log: silentLog });
}

/** Whether it is as good as new: a test that has changed the tables themselves leaves one that is not. */
function emptied({ url, schema }: { url: string; schema: string }): Promise<boolean> {
  return asking(url, async (client) => {
    const { rows } = await client.query(
      `SELECT c.relname AS name, c.relhastriggers AS "isTriggered" FROM pg_class AS c
       JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE n.nspname = $1 AND c.relkind = 'r'`,
      [schema],
    );
    const present = rows.map(({ name }) => String(name));
    const names = present.filter((name) => name !== 'schema_version');
    const isChanged = names.sort().join() !== tablesOfProgram(empty).toSorted().join();
    if (isChanged || rows.some(({ isTriggered }) => isTriggered)) return false;
    const looks = names.map(
      (name) => `SELECT '${name}' AS name WHERE EXISTS (SELECT 1 FROM ${schema}.${name})`,
    );
    const full = await client.query(looks.join(' UNION ALL '));
    const wanted = full.rows.map(({ name }) => `${schema}.${name}`);
    if (wanted.length > 0) await client.query(`TRUNCATE ${wanted.join(', ')}`);
    await client.query(
      `SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, 1, false)
       FROM pg_sequences WHERE schemaname = $1`,
      [schema],
    );
    return true;
  });
}

let underWay = 0;

/** Whether anything that was asked of a database here is not answered yet. */
export const postgresIsBusy = (): boolean => underWay > 0;

/** Whoever asks it waits until it is open, as whoever asks SQLite need not. */
function lazily(opening: Promise<Database>): Database {
  async function ask<T>(work: (database: Database) => Promise<T>): Promise<T> {
    underWay += 1;
    try {
      return await work(await opening);
    } finally {
      underWay -= 1;
    }
  }
  return {
    engine: 'PostgreSQL',
    run: (...asked) => ask((it) => it.run(...asked)),
    runMany: (...asked) => ask((it) => it.runMany(...asked)),
    get: (...asked) => ask((it) => it.get(...asked)),
    all: (...asked) => ask((it) => it.all(...asked)),
    transaction: (...asked) => ask((it) => it.transaction(...asked)),
    hastyTransaction: (...asked) => ask((it) => it.hastyTransaction(...asked)),
    alsoWithin: (...asked) => ask((it) => it.alsoWithin(...asked)),
    check: () => ask((it) => it.check()),
    now: () => ask((it) => it.now()),
    tables: () => ask((it) => it.tables()),
    forget: () => ask((it) => it.forget()),
    bytes: () => ask((it) => it.bytes()),
    freeBytes: () => ask((it) => it.freeBytes()),
    close: () => ask((it) => it.close()),
  };
}
