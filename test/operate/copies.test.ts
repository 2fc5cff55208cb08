import { mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { migrations } from '../../src/storage/migrations.ts';
import { testDatabase } from '../support/database/testDatabase.ts';
import { startWriter } from '../support/processes/child.ts';
import { tempDirectory } from '../support/tempDirectory.ts';
import { databaseIn, deskIn, filled, run } from './runs.ts';

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
    const sites = await testDatabase(join(other, 'data')).all('SELECT name FROM sites');
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
    await withSql(join(cwd, 'old'), `${migrations.slice(0, old).join('\n')} PRAGMA user_version = ${old}`);
    expect(await run(['restore', 'old'], { cwd })).toMatchObject({ code: 0, stderr: '' });
    expect((await deskIn(cwd).ask('site list')).reply.tone).not.toBe('error');
  });
});

async function withSql(file: string, sql: string): Promise<void> {
  const database = new DatabaseSync(file);
  database.exec(sql);
  await database.close();
}
