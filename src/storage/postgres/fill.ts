import { StorageError, UserError } from '../../common/errors.ts';
import type { Log } from '../../common/log.ts';
import type { Database } from '../database.ts';
import { type AllRows, digestOf, inLists, insertInto } from '../rows.ts';
import { openPostgres } from './postgres.ts';
import { readPostgres } from './reading.ts';
import { FILLING_TABLE } from './schema.ts';

/** Sent at once: a megabyte or two of the largest rows. */
const AT_ONCE = 200;

/**
 * Puts every row of `from` into the database of `url`, which is empty or was being filled when that broke off; nothing
 * else opens it until all is there, and compared. A table that is there already is not copied again. UserError where it
 * holds anything else.
 */
export async function fillPostgres(asked: {
  url: string;
  from: AllRows;
  log: Log;
}): Promise<{ tables: number; rows: number }> {
  const { url, from, log } = asked;
  const database = await openPostgres({ url, log, isFilled: false });
  try {
    const tables = await from.tables();
    await begin(database, tables);
    let rows = 0;
    for (const table of tables) rows += await fill({ database, url, from, table });
    await setNumbers(database, await from.lastNumbers());
    await database.run(`DROP TABLE ${FILLING_TABLE}`);
    return { tables: tables.length, rows };
  } finally {
    await database.close();
  }
}

async function begin(database: Database, tables: readonly string[]): Promise<void> {
  const present = (await database.tables()).map(({ table }) => table);
  if (present.includes(FILLING_TABLE)) return;
  for (const table of tables)
    if (await database.get(`SELECT 1 AS one FROM "${table}" LIMIT 1`))
      throw new UserError(
        'The database of DATABASE_URL is in use already: its tables hold something. Name an empty one.',
      );
  await database.run(`CREATE TABLE ${FILLING_TABLE} (one BIGINT)`);
}

async function fill(asked: {
  database: Database;
  url: string;
  from: AllRows;
  table: string;
}): Promise<number> {
  const { database, url, from, table } = asked;
  const wanted = await digestOf(from.rowsOf(table));
  const isThere = async () => {
    const reading = await readPostgres({ url });
    const found = await digestOf(reading.rowsOf(table)).finally(reading.close);
    return found.digest === wanted.digest && found.count === wanted.count;
  };
  if (await isThere()) return wanted.count;
  await database.transaction('rows', async () => {
    await database.run(`DELETE FROM "${table}"`);
    for await (const rows of inLists(from.rowsOf(table), AT_ONCE))
      await database.runMany(insertInto(table, Object.keys(rows[0]!)), rows);
  });
  if (await isThere()) return wanted.count;
  throw new StorageError(
    `The rows of ${table} in the database are not those that were copied: nothing may use it. Do it again.`,
  );
}

async function setNumbers(database: Database, last: ReadonlyMap<string, number>): Promise<void> {
  for (const [table, number] of last) {
    const column = await database.get(
      `SELECT column_name AS name FROM information_schema.columns
       WHERE table_schema = current_schema AND table_name = :table AND is_identity = 'YES'`,
      { table },
    );
    if (column && number > 0)
      await database.get(
        `SELECT setval(pg_get_serial_sequence('"${table}"', :column), CAST(:number AS BIGINT))`,
        {
          column: column.name!,
          number,
        },
      );
  }
}
