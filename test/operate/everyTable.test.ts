import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openAt } from '../../src/storage/open.ts';
import { insertInto } from '../../src/storage/rows.ts';
import { openDatabase } from '../../src/storage/sqlite/sqlite.ts';
import { emptyDatabase } from '../support/database/emptyDatabase.ts';
import { silentLog } from '../support/processes/silentLog.ts';
import { tempDirectory } from '../support/tempDirectory.ts';
import { run } from './runs.ts';

const TENANT = 'slack:T1';
const GIVEN: Record<string, string> = { tenant: TENANT, state: 'waiting' };

/** A folder whose file has a row in every table, the tenant's where a table has tenants; the names of both kinds. */
async function filledWhole() {
  const cwd = tempDirectory();
  const database = openDatabase({ directory: join(cwd, 'data') });
  const tables = await database.tables();
  for (const { table } of tables) {
    const columns = await database.all('SELECT name, type FROM pragma_table_info(:table)', { table });
    const row = columns.map(({ name, type }) => [
      String(name),
      type === 'TEXT' ? (GIVEN[String(name)] ?? 'x') : 1,
    ]);
    await database.run(insertInto(table, Object.keys(Object.fromEntries(row))), Object.fromEntries(row));
  }
  await database.close();
  const ofTenants = tables.filter(({ texts }) => texts.includes('tenant')).map(({ table }) => table);
  return { cwd, all: tables.map(({ table }) => table), ofTenants };
}

it('migrate, backup and restore take every table from a file to a server, to another and to a file; tenant export and delete take all that is a tenant’s', async () => {
  const { cwd, all, ofTenants } = await filledWhole();
  const env = { DATABASE_URL: await emptyDatabase() };
  const whole = `${all.length} rows of ${all.length} tables`;
  expect((await run(['migrate'], { cwd, env })).stdout).toContain(whole);
  const other = { DATABASE_URL: await emptyDatabase() };
  expect(await run(['backup', 'copy'], { cwd, env })).toMatchObject({ code: 0, stderr: '' });
  expect((await run(['restore', 'copy'], { cwd, env: other })).stdout).toContain(whole);
  const copy = join(cwd, 'copy');
  // Its header says that no log belongs to it: it can be read where nothing may be written.
  expect([...readFileSync(copy).subarray(18, 20)]).toEqual([1, 1]);
  expect((await run(['restore', copy], { cwd: tempDirectory() })).stdout).toContain(whole);
  const { stdout } = await run(['tenant', 'export', TENANT], { cwd, env: other });
  expect(Object.keys(JSON.parse(stdout).tables)).toEqual(ofTenants);
  const deleted = await run(['tenant', 'delete', TENANT, '--yes'], { cwd, env: other });
  expect(deleted.stdout).toMatch(/^Deleted \d+ rows of slack:T1/);
  const again = await run(['tenant', 'export', TENANT], { cwd, env: other });
  expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('Nothing is kept of the tenant')]);
  const place = { databaseUrl: other.DATABASE_URL, dataDirectory: cwd };
  const database = await openAt({ place, log: silentLog });
  const left: string[] = [];
  for (const table of all)
    if (await database.get(`SELECT 1 AS one FROM "${table}" LIMIT 1`)) left.push(table);
  await database.close();
  expect(left).toEqual(all.filter((table) => !ofTenants.includes(table)));
});
