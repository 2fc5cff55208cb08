import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { adapters } from '../../adapters/index.ts';
import { StorageError, UserError } from '../../src/common/errors.ts';
import { readConfig, variableNames } from '../../src/config.ts';
import { operations } from '../../src/operate/index.ts';
import { nearMisses } from '../../src/server/environment.ts';
import { claims } from '../../src/storage/claims.ts';
import { migrations } from '../../src/storage/migrations.ts';
import { openTestDesk } from '../support/desk.ts';
import { startMarketServer } from '../support/marketServer.ts';
import { ended, startWriter } from '../support/processes/child.ts';
import { tempDirectory } from '../support/tempDirectory.ts';
import { testDatabase } from '../support/testDatabase.ts';

const launcher = join(import.meta.dirname, '../../bin/hashdesk.mjs');
const SOURCES = ['MEMPOOL_URL', 'COINBASE_URL', 'KRAKEN_URL', 'BITSTAMP_URL', 'GEMINI_URL'];
const NOWHERE = 'http://127.0.0.1:1';
const at = (origin: string) => Object.fromEntries(SOURCES.map((name) => [name, origin]));

/** An operation as the program runs it, with its data in `data` of the folder; `env` as the environment holds it. */
async function run(words: string[], { cwd, env = {} }: { cwd: string; env?: Record<string, string> }) {
  const [name = '', ...typed] = words;
  const rest = name === 'tenant' ? typed : typed.map((file) => resolve(cwd, file));
  const set = { DATA_DIR: join(cwd, 'data'), ...at(NOWHERE), ...env };
  const notes = nearMisses({ env: set, known: variableNames(adapters) });
  const means = { version: '1.2.3', now: Date.now, fetch: globalThis.fetch, notes };
  try {
    const config = readConfig(set, adapters);
    const { text, code } = await operations[name]!({ config, words: rest, ...means });
    return { code, stdout: `${text}\n`, stderr: '' };
  } catch (error) {
    if (!(error instanceof UserError || error instanceof StorageError)) throw error;
    return { code: 2, stdout: '', stderr: `${error.message}\n` };
  }
}

/** A desk on the data of a folder. */
const deskIn = (cwd: string) => openTestDesk({ dataDirectory: join(cwd, 'data') });

/** A folder whose data hold a site. */
async function filled(...lines: string[]) {
  const cwd = tempDirectory();
  const desk = deskIn(cwd);
  for (const line of ['site add rockdale 100 MW s21xp at 45', ...lines]) await desk.ask(line);
  await desk.stop();
  return cwd;
}

const databaseIn = (cwd: string) => join(cwd, 'data', 'hashdesk.sqlite');

describe('backup and restore', () => {
  it('take everything along, for its owner alone, and say so with counts', async () => {
    const cwd = await filled();
    const made = await run(['backup', 'copy.sqlite'], { cwd });
    expect(made).toMatchObject({ code: 0, stderr: '' });
    expect(made.stdout).toMatch(/copy\.sqlite holds \d+ rows of \d+ tables in [\d.]+ MB\.\n$/);
    expect(statSync(join(cwd, 'copy.sqlite')).mode & 0o777).toBe(0o600);
    const other = tempDirectory();
    const restored = await run(['restore', join(cwd, 'copy.sqlite')], { cwd: other });
    expect(restored).toMatchObject({ code: 0, stderr: '' });
    expect(restored.stdout).toContain('counts and checksums of all tables are those of');
    expect(statSync(databaseIn(other)).mode & 0o777).toBe(0o600);
    const sites = testDatabase(join(other, 'data')).all('SELECT name FROM sites');
    expect(sites).toEqual([{ name: 'rockdale' }]);
  });

  it('copy a database that is written to without a torn pair, and let its writer go on', async () => {
    const cwd = tempDirectory();
    const directory = join(cwd, 'data');
    testDatabase(directory);
    const writer = startWriter(directory, 'pairs');
    onTestFinished(() => void writer.kill('SIGKILL'));
    let confirmed = 0;
    writer.stdout!.setEncoding('utf8').on('data', (text: string) => {
      confirmed = Number(text.trim().split('\n').at(-1));
    });
    await new Promise((resolve) => writer.stdout!.once('data', resolve));
    const before = confirmed;
    expect(await run(['backup', 'copy.sqlite'], { cwd })).toMatchObject({ code: 0, stderr: '' });
    await vi.waitUntil(() => confirmed > before, { timeout: 30_000 });
    const copy = new DatabaseSync(join(cwd, 'copy.sqlite'), { readOnly: true });
    onTestFinished(() => copy.close());
    const value = (key: string) =>
      Number(copy.prepare(`SELECT value FROM key_values WHERE key = ?`).get(key)!.value);
    expect(value('left')).toBe(value('right'));
    expect(value('left')).toBeGreaterThanOrEqual(before);
  });

  it('refuse a name that is taken, by a link to nowhere as well, and change nothing', async () => {
    const cwd = await filled();
    writeFileSync(join(cwd, 'taken'), 'mine');
    symlinkSync(join(cwd, 'elsewhere'), join(cwd, 'link'));
    mkdirSync(join(cwd, 'folder'));
    symlinkSync(join(cwd, 'folder'), join(cwd, 'linked'));
    for (const name of ['taken', 'link', 'linked/copy', 'nowhere/copy']) {
      const { code, stdout, stderr } = await run(['backup', name], { cwd });
      expect({ code, stdout, lines: stderr.trim().split('\n').length }).toEqual({
        code: 2,
        stdout: '',
        lines: 1,
      });
    }
    expect(readFileSync(join(cwd, 'taken'), 'utf8')).toBe('mine');
    expect(statSync(join(cwd, 'elsewhere'), { throwIfNoEntry: false })).toBeUndefined();
  });

  it('refuse to restore where a database is, and leave it', async () => {
    const cwd = await filled();
    await run(['backup', 'copy.sqlite'], { cwd });
    const before = readFileSync(databaseIn(cwd));
    const { code, stderr } = await run(['restore', 'copy.sqlite'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toMatch(/is there already: a backup is restored into an empty place only\.\n$/);
    expect(readFileSync(databaseIn(cwd)).equals(before)).toBe(true);
  });

  it.each<[string, (file: string) => void, RegExp]>([
    [
      'another application’s',
      (file) => withSql(file, 'CREATE TABLE songs (id INTEGER)'),
      /another application/,
    ],
    [
      'of a newer version',
      (file) =>
        withSql(
          file,
          `${migrations.join('\n')} PRAGMA user_version = ${migrations.length + 1}; PRAGMA application_id = ${0x48617368}`,
        ),
      /Run the newer Hashdesk/,
    ],
    [
      'no database',
      (file) => writeFileSync(file, 'not a database at all, but long enough '.repeat(40)),
      /no database of ours/,
    ],
    ['empty', (file) => writeFileSync(file, ''), /is empty: it is no backup/],
    ['a link', (file) => symlinkSync('/dev/null', file), /no symbolic link/],
    ['not there', () => {}, /is no file/],
  ])('refuse to restore what is %s, and leave the place empty', async (_, make, message) => {
    const cwd = tempDirectory();
    make(join(cwd, 'copy'));
    const { code, stdout, stderr } = await run(['restore', 'copy'], { cwd });
    expect(code).not.toBe(0);
    expect(stdout).toBe('');
    expect(stderr).toMatch(message);
    expect(statSync(databaseIn(cwd), { throwIfNoEntry: false })).toBeUndefined();
  });

  it('bring a backup of an older version up to date', async () => {
    const cwd = tempDirectory();
    const old = migrations.length - 3;
    withSql(join(cwd, 'old'), `${migrations.slice(0, old).join('\n')} PRAGMA user_version = ${old}`);
    expect(await run(['restore', 'old'], { cwd })).toMatchObject({ code: 0, stderr: '' });
    expect((await deskIn(cwd).ask('site list')).reply.tone).not.toBe('error');
  });
});

function withSql(file: string, sql: string): void {
  const database = new DatabaseSync(file);
  database.exec(sql);
  database.close();
}

describe('tenant', () => {
  /** Two tenants with sites, an alert, a digest, grants, claims and what a platform keeps of them. */
  async function twoTenants() {
    const cwd = await filled('alert add hashprice < 45 for 30m', 'digest daily 08:00 UTC');
    const database = testDatabase(join(cwd, 'data'));
    for (const tenant of ['slack:T1', 'slack:T12'])
      for (const table of ['sites', 'alert_rules', 'digests', 'audit'])
        for (const row of database.all(`SELECT * FROM ${table} WHERE tenant = :from`, {
          from: 'console:local',
        })) {
          const text = JSON.stringify(row).replaceAll('console:local', tenant);
          const { id: _, ...rest } = JSON.parse(text) as Record<string, SQLOutputValue>;
          const names = Object.keys(rest);
          database.run(
            `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((it) => `:${it}`).join(', ')})`,
            rest,
          );
        }
    for (const team of ['T1', 'T12']) {
      await claims({ database, now: Date.now }).claim(`slack slack:${team} Ev1`);
      const insert = 'INSERT INTO key_values VALUES (:namespace, :key, :value, NULL)';
      database.run(insert, { namespace: 'slack-installs', key: team, value: `"text of ${team}"` });
      database.run(insert, { namespace: 'discord buttons', key: team, value: '"another platform"' });
    }
    return { cwd, database };
  }

  /** Each row of each table that holds `text` as a word. */
  function found(database: ReturnType<typeof testDatabase>, text: string): string[] {
    const tables = database.all(`SELECT name FROM sqlite_schema WHERE type = 'table'`);
    return tables.flatMap(({ name }) =>
      database
        .all(`SELECT * FROM "${name}"`)
        .map((row) => `${name} ${JSON.stringify(row)}`)
        .filter((row) => new RegExp(`(?<![\\w-])${text}(?![\\w-])`).test(row)),
    );
  }

  it('delete leaves no row that names it in any table, and every row of the others', async () => {
    const { cwd, database } = await twoTenants();
    const others = () => [
      ...found(database, 'slack:T12'),
      ...found(database, 'T12'),
      ...found(database, 'console:local'),
    ];
    const before = others();
    expect(found(database, 'slack:T1').length).toBeGreaterThan(4);
    const unsaid = await run(['tenant', 'delete', 'slack:T1'], { cwd });
    expect(unsaid).toMatchObject({ code: 2, stderr: expect.stringMatching(/would be deleted for good/) });
    expect(found(database, 'slack:T1').length).toBeGreaterThan(4);
    const deleted = await run(['tenant', 'delete', 'slack:T1', '--yes'], { cwd });
    expect(deleted).toMatchObject({ code: 0, stderr: '' });
    expect(found(database, 'slack:T1')).toEqual([]);
    expect(found(database, 'T1')).toEqual([expect.stringContaining('discord buttons')]);
    expect(others()).toEqual(before);
  });

  it('delete leaves no text of it in the bytes of the file', async () => {
    const { cwd, database } = await twoTenants();
    database.run('UPDATE sites SET name = :name WHERE tenant = :tenant', {
      name: 'Sekretfield',
      tenant: 'slack:T1',
    });
    await run(['tenant', 'delete', 'slack:T1', '--yes'], { cwd });
    expect(readFileSync(databaseIn(cwd)).includes('Sekretfield')).toBe(false);
    const log = statSync(`${databaseIn(cwd)}-wal`, { throwIfNoEntry: false });
    expect(log?.size ?? 0).toBe(0);
  });

  it('delete is refused while a desk runs on the file', async () => {
    const { cwd, database } = await twoTenants();
    database.run(`INSERT INTO leases VALUES ('desk', 'another', :end)`, { end: Date.now() + 8_000 });
    const { code, stderr } = await run(['tenant', 'delete', 'slack:T1', '--yes'], { cwd });
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'A desk runs on this database: stop it, then delete the tenant.\n',
    });
    expect(found(database, 'slack:T1').length).toBeGreaterThan(4);
  });

  it('export prints its rows of every table as JSON, nothing of others, and no credential of the platform', async () => {
    const { cwd } = await twoTenants();
    const { code, stdout } = await run(['tenant', 'export', 'slack:T1'], { cwd });
    expect(code).toBe(0);
    const { tenant, tables } = JSON.parse(stdout) as {
      tenant: string;
      tables: Record<string, { tenant: string }[]>;
    };
    expect(tenant).toBe('slack:T1');
    expect(Object.keys(tables)).toEqual(expect.arrayContaining(['sites', 'alert_rules', 'digests', 'audit']));
    expect(
      new Set(
        Object.values(tables)
          .flat()
          .map((row) => row.tenant),
      ),
    ).toEqual(new Set(['slack:T1']));
    expect(stdout).not.toContain('text of T1');
  });

  it.each([
    [['tenant']],
    [['tenant', 'rename', 'slack:T1']],
    [['tenant', 'export', 'slack:T999']],
    [['tenant', 'delete', "x' OR 1=1 --", '--yes']],
  ])('says in one line what is wrong with %j', async (words) => {
    const { cwd } = await twoTenants();
    const { code, stdout, stderr } = await run(words, { cwd });
    expect({ code, stdout, lines: stderr.trim().split('\n').length }).toEqual({
      code: 2,
      stdout: '',
      lines: 1,
    });
  });

  it('makes no database where none is', async () => {
    const cwd = tempDirectory();
    expect(await run(['tenant', 'export', 'slack:T1'], { cwd })).toMatchObject({ code: 2 });
    expect(await run(['backup', 'copy'], { cwd })).toMatchObject({ code: 2 });
    expect(statSync(join(cwd, 'data'), { throwIfNoEntry: false })).toBeUndefined();
  });
});

describe('doctor', () => {
  const TOKEN = 'xoxb-1234567890-abcdefghijkl';

  it('finds nothing wrong where sources answer, and makes no database', async () => {
    const cwd = tempDirectory();
    const market = await startMarketServer();
    onTestFinished(market.close);
    const { code, stdout, stderr } = await run(['doctor'], { cwd, env: at(market.url) });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^ok {2}source Kraken .* answers$/m);
    expect(stdout).toMatch(/Nothing is wrong\.\n$/);
    expect(stdout.split('\n').length).toBeLessThan(25);
    expect(statSync(join(cwd, 'data'), { throwIfNoEntry: false })).toBeUndefined();
  });

  it('names what is wrong with code 1, and shows no token', async () => {
    const cwd = await filled();
    const { code, stdout } = await run(['doctor'], {
      cwd,
      env: {
        SLACK_BOT_TOKEN: TOKEN,
        DISCORD_BOT_TOKEN: 'abc',
        KRAKEN_URL: 'http://user:hunter22@127.0.0.1:1',
      },
    });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^ok {2}chat slack +is configured$/m);
    expect(stdout).toMatch(/^ok {2}data .*hashdesk\.sqlite, version \d+/m);
    expect(stdout).toMatch(/^!! {2}source Kraken .*does not answer/m);
    expect(stdout).toMatch(/^!! {2}environment +DISCORD_BOT_TOKEN is set, and nothing reads it/m);
    expect(stdout).not.toMatch(/hunter22|xoxb-/);
  });

  it('shows what a running desk says of itself', async () => {
    const answers = { status: 503, text: 'disk: The disk has 3 MB left.\n' };
    const server = createServer((_, response) => response.writeHead(answers.status).end(answers.text));
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    onTestFinished(() => void server.close());
    const port = String((server.address() as AddressInfo).port);
    const { code, stdout } = await run(['doctor'], { cwd: tempDirectory(), env: { ADMIN_PORT: port } });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^!! {2}running desk +disk: The disk has 3 MB left\.$/m);
  });

  it('names a port that is taken', async () => {
    const server = createServer(() => {});
    await new Promise<void>((listening) => server.listen(0, '0.0.0.0', listening));
    onTestFinished(() => void server.close());
    const port = String((server.address() as AddressInfo).port);
    const env = { PORT: port, PUBLIC_URL: 'https://desk.example.com' };
    const { stdout } = await run(['doctor'], { cwd: tempDirectory(), env });
    expect(stdout).toMatch(/^!! {2}PORT .*cannot be listened on \(EADDRINUSE\)$/m);
  });
});

it('the program runs each operation by its name, with its exit code', async () => {
  const cwd = tempDirectory();
  const env = { PATH: process.env.PATH ?? '', DATA_DIR: join(cwd, 'data'), ...at(NOWHERE) };
  const started = ['doctor', 'backup copy', 'restore copy', 'tenant export slack:T1'].map((line) =>
    ended(spawn(process.execPath, [launcher, ...line.split(' ')], { cwd, env })),
  );
  const codes = (await Promise.all(started)).map(({ code }) => code);
  expect(codes).toEqual([1, 2, 2, 2]);
});
