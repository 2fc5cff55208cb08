import { StorageError } from '../../common/errors.ts';
import type { Row } from '../database.ts';
import type { AllRows } from '../rows.ts';
import { versionOfProgram } from '../schema.ts';
import { Client, encrypting } from './client.ts';
import { FILLING_TABLE, NUMBERS, refuseNewer, VERSION_TABLE } from './schema.ts';
import { postgresInWords } from './words.ts';

const AT_ONCE = 1_000;

/** Everything in the database of `url` as it is at this moment; whoever writes meanwhile does not wait. */
export async function readPostgres({ url }: { url: string }): Promise<AllRows & { close(): Promise<void> }> {
  const client = new Client({ connectionString: encrypting(url), types: NUMBERS });
  const query = async (sql: string): Promise<Row[]> => {
    try {
      return (await client.query<Row>(sql)).rows;
    } catch (error) {
      throw postgresInWords(error);
    }
  };
  await client.connect().catch((error) => {
    throw postgresInWords(error);
  });
  await query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  try {
    await refuseOther(query);
  } catch (error) {
    await client.end();
    throw error;
  }
  return {
    async tables() {
      const rows = await query(
        'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = current_schema ORDER BY name',
      );
      return rows
        .map(({ name }) => String(name))
        .filter((name) => name !== VERSION_TABLE && name !== FILLING_TABLE);
    },
    async *rowsOf(table) {
      await query(`DECLARE rows CURSOR FOR SELECT * FROM "${table}"`);
      for (;;) {
        const rows = await query(`FETCH ${AT_ONCE} FROM rows`);
        yield* rows;
        if (rows.length < AT_ONCE) break;
      }
      await query('CLOSE rows');
    },
    async lastNumbers() {
      const columns = await query(
        `SELECT table_name AS name, column_name AS number FROM information_schema.columns
         WHERE table_schema = current_schema AND is_identity = 'YES'`,
      );
      const last = new Map<string, number>();
      for (const { name, number } of columns) {
        const [row] = await query(
          `SELECT pg_sequence_last_value(pg_get_serial_sequence('"${name}"', '${number}')) AS last`,
        );
        if (row?.last != null) last.set(String(name), Number(row.last));
      }
      return last;
    },
    close: () => client.end(),
  };
}

/** What is of another version is brought up to date by the start of a desk, and copied then. */
async function refuseOther(query: (sql: string) => Promise<Row[]>): Promise<void> {
  const [there] = await query(`SELECT to_regclass('${VERSION_TABLE}') AS there`);
  if (there?.there == null)
    throw new StorageError('The database of DATABASE_URL holds nothing of Hashdesk: start it once.');
  const version = Number((await query(`SELECT version FROM ${VERSION_TABLE}`))[0]?.version);
  refuseNewer(version);
  if (version < versionOfProgram)
    throw new StorageError(
      `The database has version ${version}, and this Hashdesk works with ${versionOfProgram}. Start this one once, then try again.`,
    );
}
