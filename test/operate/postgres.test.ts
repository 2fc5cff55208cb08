import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../src/storage/sqlite/sqlite.ts';
import { emptyDatabase } from '../support/database/emptyDatabase.ts';
import { testDatabase, testFile } from '../support/database/testDatabase.ts';
import { openTestDesk } from '../support/desk.ts';
import { ended } from '../support/processes/child.ts';
import { tempDirectory } from '../support/tempDirectory.ts';
import { at, run as operate } from './runs.ts';

const SITES = 'SELECT name FROM sites';
const launcher = resolve('bin/hashdesk.mjs');

/** The program as whoever has it runs it, with its data in `data` of the folder. */
async function run(words: string[], { cwd, env = {} }: { cwd: string; env?: Record<string, string> }) {
  return ended(start(words, { cwd, env }));
}

function start(words: string[], { cwd, env }: { cwd: string; env: Record<string, string> }) {
  const set = { ...process.env, DATA_DIR: join(cwd, 'data'), ...at(), BITCOIN_RPC_URL: '', ...env };
  const child = spawn(process.execPath, [launcher, ...words], { cwd, env: set });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

/** A folder whose data hold a site and an alert, in a file. */
async function filled(): Promise<string> {
  const cwd = tempDirectory();
  const desk = openTestDesk({ database: openDatabase({ directory: join(cwd, 'data') }) });
  for (const line of ['site add rockdale 100 MW s21xp at 45', 'alert add hashprice < 25'])
    await desk.ask(line);
  await desk.stop();
  return cwd;
}

async function asked(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}

describe('a desk on PostgreSQL', () => {
  it('answers, keeps what it is told, and explains it to the next process', async () => {
    const cwd = tempDirectory();
    const env = { DATABASE_URL: await emptyDatabase() };
    const added = await run(['ask', 'site add rockdale 100 MW s21xp at $45/MWh'], { cwd, env });
    expect(added).toMatchObject({ code: 0, stderr: '' });
    expect((await run(['ask', 'profit rockdale'], { cwd, env })).stdout).toContain('rockdale earns $');
    expect((await run(['ask', 'explain'], { cwd, env })).stdout).toContain('rockdale');
    expect((await run(['ask', 'status --full'], { cwd, env })).stdout).toContain(
      'Store: PostgreSQL. Sites: 1.',
    );
  });

  it.each([
    ['nobody listens there', 'postgres://u:secret@127.0.0.1:1/x', 'The database cannot be reached'],
    [
      'nobody knows the machine',
      'postgres://u:secret@nowhere.invalid/x',
      'names a machine that nobody knows',
    ],
    ['it is no such URL', 'mysql://u:secret@127.0.0.1/x', 'DATABASE_URL: must be a PostgreSQL URL'],
  ])('says in one line that %s, and no password', async (_, DATABASE_URL, words) => {
    const { code, stdout, stderr } = await run(['ask', 'hashprice'], {
      cwd: tempDirectory(),
      env: { DATABASE_URL },
    });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(words);
    expect(stderr).not.toContain('secret');
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('refuses a database that is newer, and one of another application', async () => {
    const cwd = tempDirectory();
    const newer = await emptyDatabase();
    await run(['ask', 'hashprice'], { cwd, env: { DATABASE_URL: newer } });
    await asked(newer, 'UPDATE schema_version SET version = 999');
    const refused = await run(['ask', 'hashprice'], { cwd, env: { DATABASE_URL: newer } });
    expect(refused.stderr).toMatch(
      /^The database has version 999, and this Hashdesk knows versions up to \d+\./,
    );
    const copied = await run(['backup', 'copy'], { cwd, env: { DATABASE_URL: newer } });
    expect(copied).toMatchObject({ code: 2, stdout: '', stderr: refused.stderr });
    const others = await emptyDatabase();
    await asked(others, 'CREATE TABLE orders (id BIGINT)');
    const left = await run(['ask', 'hashprice'], { cwd, env: { DATABASE_URL: others } });
    expect(left.stderr).toContain('holds the tables of another application (orders)');
    expect(await asked(others, `SELECT count(*) AS n FROM pg_tables WHERE schemaname = 'public'`)).toEqual([
      { n: '1' },
    ]);
  });
});

it('doctor says whether the server answers, and shows no password', async () => {
  const cwd = tempDirectory();
  const url = await emptyDatabase();
  await run(['ask', 'hashprice'], { cwd, env: { DATABASE_URL: url } });
  const well = await operate(['doctor'], { cwd, env: { DATABASE_URL: url } });
  expect(well.stdout).toMatch(/ok\s+data\s+PostgreSQL at 127\.0\.0\.1:\d+\/operate_\w+ answers: \d+ tables/);
  const gone = 'postgres://u:secret@127.0.0.1:1/x';
  const ill = await operate(['doctor'], { cwd, env: { DATABASE_URL: gone } });
  expect(ill.stdout).toMatch(/!!\s+data\s+PostgreSQL at 127\.0\.0\.1:1\/x: The database cannot be reached/);
  expect(ill.stdout).not.toContain('secret');
});

describe('migrate', () => {
  it('moves a desk from its file, with every row and every number that was given', async () => {
    const cwd = await filled();
    const env = { DATABASE_URL: await emptyDatabase() };
    const moved = await operate(['migrate'], { cwd, env });
    expect(moved).toMatchObject({ code: 0, stderr: '' });
    expect(moved.stdout).toMatch(
      /^The database holds \d+ rows of \d+ tables: counts and checksums are those of/,
    );
    expect((await run(['ask', 'alert add hashprice < 20'], { cwd, env })).stdout).toContain('#2');
    expect(await asked(env.DATABASE_URL, SITES)).toEqual([{ name: 'rockdale' }]);
    const again = await operate(['migrate'], { cwd, env });
    expect(again).toMatchObject({ code: 2, stdout: '' });
    expect(again.stderr).toContain('is in use already');
  });

  it('goes on where it was killed, and nothing uses what is half there', async () => {
    const cwd = await filled();
    const file = testFile(join(cwd, 'data'));
    await file.runMany(
      `INSERT INTO key_values VALUES ('filler', :key, :value, NULL)`,
      Array.from({ length: 40_000 }, (_, n) => ({ key: `k${n}`, value: 'x'.repeat(500) })),
    );
    await file.close();
    const DATABASE_URL = await emptyDatabase();
    const env = { DATABASE_URL };
    const child = start(['migrate'], { cwd, env });
    const end = ended(child);
    // Some tables are there, the largest is under way.
    for (;;) {
      const [found] = await asked(DATABASE_URL, `SELECT to_regclass('being_filled') AS there`);
      if (found?.there) break;
    }
    child.kill('SIGKILL');
    expect((await end).signal).toBe('SIGKILL');
    const half = await run(['ask', 'hashprice'], { cwd, env });
    expect(half.stderr).toContain('is being filled, or that broke off');
    expect(await operate(['migrate'], { cwd, env })).toMatchObject({ code: 0, stderr: '' });
    expect(await asked(DATABASE_URL, 'SELECT count(*) AS n FROM key_values')).toEqual([
      { n: String(40_000) },
    ]);
  });

  it('refuses a file of an older version, and leaves the database empty for the next try', async () => {
    const cwd = await filled();
    const file = testFile(join(cwd, 'data'));
    await file.run('PRAGMA user_version = 17');
    await file.close();
    const env = { DATABASE_URL: await emptyDatabase() };
    const { code, stderr } = await operate(['migrate'], { cwd, env });
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/has version 17, and this Hashdesk works with \d+/),
    ]);
    expect(await asked(env.DATABASE_URL, `SELECT to_regclass('being_filled') AS there`)).toEqual([
      { there: null },
    ]);
  });

  it('says what it needs', async () => {
    const { code, stderr } = await operate(['migrate'], { cwd: await filled() });
    expect([code, stderr]).toEqual([2, expect.stringContaining('Set DATABASE_URL')]);
  });
});

it('testDatabase() stands on the server where PostgreSQL is tested', () => {
  expect(testDatabase().engine).toBe('PostgreSQL');
});
