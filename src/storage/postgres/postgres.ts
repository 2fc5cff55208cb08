import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import pg from 'pg';
import { StorageError } from '../../common/errors.ts';
import type { Log } from '../../common/log.ts';
import { type Database, NO_TRANSACTION, type Row, type Scope, type Table, type Values } from '../database.ts';
import { lacking } from '../schema.ts';
import { empty } from '../sqlite/sqlite.ts';
import { insertOf, type Numbered, numbered } from '../statement.ts';
import { Client, encrypting } from './client.ts';
import { migratePostgres, NUMBERS } from './schema.ts';
import { postgresInWords } from './words.ts';

/** As many as are at work at once in one process; the server has a hundred for all. */
const MOST_CONNECTIONS = 10;
const CONNECT_MS = 10_000;
/** In milliseconds. Whoever waits for longer is told that the database is busy. */
const LIMITS = {
  statement_timeout: 30_000,
  lock_timeout: 10_000,
  // A process that stands still within a transaction holds up whoever waits for its scope.
  idle_in_transaction_session_timeout: 5_000,
};
const limitsBy = (word: string) =>
  Object.entries(LIMITS)
    .map(([name, ms]) => `${word} ${name} = ${ms}`)
    .join('; ');
/** A pooler may hand each transaction another of its connections, and refuses limits that come with the first words. */
const BEGIN = `BEGIN; ${limitsBy('SET LOCAL')}`;

/** So many rows of a plain INSERT go in one statement, which takes a third of the time. */
const ROWS_AT_ONCE = 20;

/** One transaction, while it lasts. */
interface Within {
  client: pg.PoolClient;
  isOpen: boolean;
}

/**
 * Opens the PostgreSQL database of `url`, creates the tables where it has none, and brings them up to date. Rejects with
 * StorageError, which says what to do and never the password, when that cannot be.
 */
export async function openPostgres(asked: {
  url: string;
  log: Log;
  /** False for whoever fills it. */
  isFilled?: boolean;
}): Promise<Database> {
  const { url, log, isFilled = true } = asked;
  const pool = new pg.Pool({
    Client,
    connectionString: encrypting(url),
    max: MOST_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    pipeline: true,
    application_name: 'hashdesk',
    types: NUMBERS,
  } as pg.PoolConfig);
  // A connection that breaks while nobody uses it would end the process; the next one is made when it is needed.
  pool.on('error', (err) => log.warn({ err }, 'A connection to the database broke'));
  // One that breaks within a transaction, between two statements, would as well; the next statement says so.
  pool.on('connect', (client) => {
    client.on('error', () => {});
    // Where it fails, what is asked next does as well.
    client.query(limitsBy('SET')).catch(() => {});
  });
  const database = databaseOver(pool);
  try {
    await database.transaction('rows', () => migratePostgres({ ask: database.ask, isFilled }));
  } catch (error) {
    await pool.end();
    throw error;
  }
  return database;
}

function databaseOver(pool: pg.Pool): Database & { ask(sql: string): Promise<pg.QueryResult> } {
  const within = new AsyncLocalStorage<Within>();
  const statement = named();
  let ended: Promise<void> | undefined;
  const current = () => {
    const found = within.getStore();
    return found?.isOpen ? found : undefined;
  };
  const query = (sql: string, values: Values = {}): Promise<pg.QueryResult<Row>> => {
    const { name, text, inOrder } = statement(sql);
    const asked = { ...(name && { name }), text, values: inOrder(values) };
    return (current()?.client ?? pool).query<Row>(asked);
  };
  const run = async (sql: string, values?: Values) => (await inWords(query(sql, values))).rowCount ?? 0;
  const all = async (sql: string, values?: Values) => (await inWords(query(sql, values))).rows;

  async function transaction<T>(begin: string, scope: Scope, work: () => Promise<T>): Promise<T> {
    if (current()) throw new Error('A transaction began within another');
    const client = await inWords(pool.connect());
    const own: Within = { client, isOpen: true };
    let broken: Error | undefined;
    try {
      const begun = [client.query(begin), ...(scope === 'rows' ? [] : [lock(client, scope)])];
      await inWords(Promise.all(begun));
      const result = await within.run(own, work);
      const { command } = await inWords(client.query('COMMIT'));
      // What a statement had broken is not kept, though PostgreSQL says so in one word only.
      if (command !== 'COMMIT') throw new StorageError('The database refused the change: nothing was saved.');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch((why) => {
        broken = why;
      });
      throw error;
    } finally {
      own.isOpen = false;
      client.release(broken);
    }
  }

  /** All are on their way at once: one round trip, however many they are. */
  async function runMany(sql: string, rows: readonly Values[]): Promise<number[]> {
    if (!current() && rows.length > 0) return transaction(BEGIN, 'rows', () => runMany(sql, rows));
    const insert = insertOf(sql, ROWS_AT_ONCE);
    const grouped = insert ? rows.length - (rows.length % ROWS_AT_ONCE) : 0;
    const groups = Array.from({ length: grouped / ROWS_AT_ONCE }, (_, at) =>
      rows.slice(at * ROWS_AT_ONCE, (at + 1) * ROWS_AT_ONCE),
    );
    const results = await inWords(
      Promise.all([
        ...groups.map((group) => query(insert!.sql, insert!.values(group))),
        ...rows.slice(grouped).map((values) => query(sql, values)),
      ]),
    );
    const counts = results.slice(groups.length).map(({ rowCount }) => rowCount ?? 0);
    return [...rows.slice(0, grouped).map(() => 1), ...counts];
  }

  async function tables(): Promise<Table[]> {
    const rows = await all(`SELECT t.table_name AS "table", c.column_name AS "text"
      FROM information_schema.tables AS t
      LEFT JOIN information_schema.columns AS c
        ON c.table_schema = t.table_schema AND c.table_name = t.table_name AND c.data_type = 'text'
      WHERE t.table_schema = current_schema ORDER BY t.table_name, c.ordinal_position`);
    const byTable = Map.groupBy(rows, ({ table }) => String(table));
    return [...byTable].map(([table, columns]) => ({
      table,
      texts: columns.flatMap(({ text }) => (text === null ? [] : [String(text)])),
    }));
  }

  return {
    engine: 'PostgreSQL',
    ask: (sql) => inWords((current()?.client ?? pool).query(sql)),
    run,
    runMany,
    get: async (sql, values) => (await all(sql, values))[0],
    all,
    transaction: (scope, work) => transaction(BEGIN, scope, work),
    hastyTransaction: (scope, work) =>
      transaction(`${BEGIN}; SET LOCAL synchronous_commit = off`, scope, work),
    async alsoWithin(scope) {
      const client = current()?.client;
      if (client === undefined) throw new Error(NO_TRANSACTION);
      await inWords(lock(client, scope));
    },
    async check() {
      const present = (await tables()).map(({ table }) => table);
      const missing = lacking({ present, empty });
      if (missing !== undefined)
        throw new StorageError(
          `The database lacks ${missing}. Restore it from a backup, and start Hashdesk anew.`,
        );
    },
    async now() {
      return Number((await all('SELECT floor(extract(epoch FROM clock_timestamp()) * 1000) AS now'))[0]?.now);
    },
    tables,
    async forget() {
      await inWords(pool.query('VACUUM'));
    },
    async bytes() {
      return Number((await all('SELECT pg_database_size(current_database()) AS bytes'))[0]?.bytes);
    },
    // The disk is another machine's.
    freeBytes: async () => undefined,
    close() {
      ended ??= pool.end();
      return ended;
    },
  };
}

/** Held until the transaction ends. Two desks in one database, each in a schema of its own, do not wait for each other. */
const lock = (client: pg.PoolClient, scope: Scope): Promise<unknown> =>
  client.query({
    name: 'scope',
    text: `SELECT pg_advisory_xact_lock(hashtextextended(current_schema || ' ' || $1, 0))`,
    values: [scope],
  });

async function inWords<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw postgresInWords(error);
  }
}

/** A statement, and the name by which the server keeps it prepared, where it does. */
type Named = Numbered & { name?: string };

/** Statements by their text. One that asks for all columns is not kept: a newer release may add some to its table. */
function named(): (sql: string) => Named {
  const known = new Map<string, Named>();
  return (sql) => {
    const found = known.get(sql);
    if (found) return found;
    // Which index to take is advice for SQLite.
    const made = numbered(sql.replace(/ INDEXED BY \w+/g, ''), '$');
    const name = createHash('sha256').update(made.text).digest('base64url').slice(0, 20);
    const statement = /\bSELECT \*/.test(made.text) ? made : { ...made, name };
    known.set(sql, statement);
    return statement;
  };
}
