import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { migrations } from '../../src/storage/migrations.ts';
import { openDatabase } from '../../src/storage/sqlite/sqlite.ts';
import { testFile } from '../support/database/testDatabase.ts';
import { ended, startWriter } from '../support/processes/child.ts';
import { tempDirectory } from '../support/tempDirectory.ts';

/** A directory with a database that was made by these statements, by somebody else. */
function other(statements: readonly string[]) {
  const directory = tempDirectory();
  const file = join(directory, 'hashdesk.sqlite');
  const sqlite = new DatabaseSync(file);
  for (const statement of statements) sqlite.exec(statement);
  sqlite.close();
  return { directory, file };
}

const mode = (path: string) => statSync(path).mode & 0o777;

describe('openDatabase()', () => {
  it('makes a directory of 0700 and files of 0600, whatever the umask', async () => {
    const directory = join(tempDirectory(), 'data', 'deep');
    const umask = process.umask(0);
    const database = testFile(directory);
    process.umask(umask);
    await database.run('CREATE TABLE written (x)');
    expect(mode(directory)).toBe(0o700);
    for (const end of ['', '-wal', '-shm']) expect(mode(`${database.file}${end}`)).toBe(0o600);
  });

  it('shuts others out of a directory and files of its own that let them in', async () => {
    const directory = join(tempDirectory(), 'data');
    await openDatabase({ directory }).close();
    const file = join(directory, 'hashdesk.sqlite');
    for (const end of ['', '-wal', '-shm']) writeFileSync(`${file}${end}`, '', { flag: 'a' });
    for (const end of ['', '-wal', '-shm']) chmodSync(`${file}${end}`, 0o644);
    chmodSync(directory, 0o755);
    testFile(directory);
    expect(mode(directory)).toBe(0o700);
    for (const end of ['', '-wal', '-shm']) expect(mode(`${file}${end}`)).toBe(0o600);
  });

  it('leaves a directory of others alone, and says what to do', () => {
    const directory = join(tempDirectory(), 'shared');
    mkdirSync(directory);
    writeFileSync(join(directory, 'thesis.txt'), '');
    chmodSync(directory, 0o755);
    expect(() => openDatabase({ directory })).toThrow(
      /holds other files and is open to other users. Set DATA_DIR to a directory for Hashdesk alone/,
    );
    expect(mode(directory)).toBe(0o755);
    expect(existsSync(join(directory, 'hashdesk.sqlite'))).toBe(false);
  });

  it('writes ahead, and waits for the disk with every commit', async () => {
    const database = testFile();
    expect(await database.get('PRAGMA journal_mode')).toEqual({ journal_mode: 'wal' });
    expect(await database.get('PRAGMA synchronous')).toEqual({ synchronous: 2 });
    expect(await database.get('PRAGMA foreign_keys')).toEqual({ foreign_keys: 1 });
    expect(await database.get('PRAGMA busy_timeout')).toEqual({ timeout: 5000 });
  });

  it('says so when the directory cannot be made', () => {
    const file = join(tempDirectory(), 'a file');
    writeFileSync(file, '');
    expect(() => openDatabase({ directory: join(file, 'data') })).toThrow(
      /The data directory .* cannot be written \(ENOTDIR\). Make it writable, or set DATA_DIR/,
    );
  });

  it('says so when the file is no database, and leaves it as it is', () => {
    const directory = tempDirectory();
    const file = join(directory, 'hashdesk.sqlite');
    const text = 'Dear diary, '.repeat(1000);
    writeFileSync(file, text);
    expect(() => openDatabase({ directory })).toThrow(
      /The file is no database of ours. Restore it from a backup/,
    );
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('says so when pages of the database are damaged', async () => {
    const directory = tempDirectory();
    const database = openDatabase({ directory });
    for (let n = 0; n < 500; n++)
      await database.run('INSERT INTO claims VALUES (:id, 0)', { id: `${n}`.padEnd(100, 'x') });
    await database.close();
    const file = join(directory, 'hashdesk.sqlite');
    const bytes = readFileSync(file);
    bytes.fill(0xaa, 4096);
    writeFileSync(file, bytes);
    const read = async () => testFile(directory).all('SELECT * FROM claims');
    await expect(read()).rejects.toThrow(/The database is damaged. Restore it/);
  });

  it('refuses a database of a newer version', async () => {
    const directory = tempDirectory();
    const database = openDatabase({ directory });
    await database.run('PRAGMA user_version = 999');
    await database.close();
    expect(() => openDatabase({ directory })).toThrow(
      new RegExp(
        `has version 999, and this Hashdesk knows versions up to ${migrations.length}. Run the newer`,
      ),
    );
  });

  it('names the file of another application, says what to do, and leaves it as it is', () => {
    const { directory, file } = other(['CREATE TABLE sites (url)', 'CREATE TABLE visits (site)']);
    const before = readFileSync(file);
    expect(() => openDatabase({ directory })).toThrow(
      `The file ${file} is the database of another application (it holds the tables sites, visits): it is left as it is. Set DATA_DIR to a directory for Hashdesk alone, or move the file away.`,
    );
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(() => openDatabase(other(['PRAGMA application_id = 1234']))).toThrow(
      /of another application \(it holds no table\)/,
    );
  });

  it('opens a file of ours from before it said whose it is', async () => {
    const { directory, file } = other([...migrations.slice(0, 3), 'PRAGMA user_version = 3']);
    await testFile(directory).run(`INSERT INTO claims VALUES ('a', 0)`);
    expect(await openDatabase({ directory }).get('PRAGMA application_id')).toEqual({
      application_id: 0x48617368,
    });
    expect(existsSync(file)).toBe(true);
  });

  it('leaves nothing of a migration that fails half-way, and names the file', () => {
    const { directory, file } = other([
      ...migrations.slice(0, 1),
      'PRAGMA user_version = 1',
      'CREATE TABLE audit (x)',
    ]);
    expect(() => openDatabase({ directory })).toThrow(
      `The tables in the database ${file} are not those of its version (it says 1): it is left as it is. Restore it from a backup, or move it away to start with an empty one.`,
    );
    const after = new DatabaseSync(file);
    const tables = after.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table'`).all();
    expect(tables).not.toContainEqual({ name: 'grants' });
    expect(after.prepare('PRAGMA user_version').get()).toEqual({ user_version: 1 });
    after.close();
  });

  it('names the table that a database of this version lacks', async () => {
    const { directory } = other([]);
    const database = openDatabase({ directory });
    await database.run('DROP TABLE alert_rules');
    await database.close();
    expect(() => openDatabase({ directory })).toThrow(
      /it lacks the table alert_rules\): it is left as it is/,
    );
  });

  it.each(['', '-journal', '-wal', '-shm'])(
    'follows no symbolic link in the place of hashdesk.sqlite%s',
    async (end) => {
      const { directory, file } = other([]);
      await openDatabase({ directory }).close();
      const target = join(tempDirectory(), 'target');
      writeFileSync(target, 'precious');
      chmodSync(target, 0o644);
      rmSync(`${file}${end}`, { force: true });
      symlinkSync(target, `${file}${end}`);
      expect(() => openDatabase({ directory })).toThrow(
        `${file}${end} is a symbolic link, which Hashdesk does not follow.`,
      );
      expect([mode(target), readFileSync(target, 'utf8')]).toEqual([0o644, 'precious']);
    },
  );

  it('follows no symbolic link in the place of its directory', () => {
    const target = join(tempDirectory(), 'target');
    mkdirSync(target);
    chmodSync(target, 0o755);
    const directory = join(tempDirectory(), 'data');
    symlinkSync(target, directory);
    expect(() => openDatabase({ directory })).toThrow(/is a symbolic link, which Hashdesk does not follow/);
    expect([mode(target), readdirSync(target)]).toEqual([0o755, []]);
  });

  it('can be done by several processes at once, the first time too', async () => {
    const directory = join(tempDirectory(), 'data');
    const opened = await Promise.all(Array.from({ length: 6 }, () => ended(startWriter(directory, 'open'))));
    for (const { code, stderr } of opened) expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});

describe('transaction()', () => {
  it('keeps nothing when the work throws', async () => {
    const database = testFile();
    const work = async () => {
      await database.run(`INSERT INTO claims VALUES ('a', 0)`);
      throw new Error('changed my mind');
    };
    await expect(database.transaction('rows', work)).rejects.toThrow('changed my mind');
    expect(await database.all('SELECT * FROM claims')).toEqual([]);
    expect(
      await database.transaction('rows', async () => database.run(`INSERT INTO claims VALUES ('a', 0)`)),
    ).toBe(1);
  });

  it('refuses to write beside another writer, and says that nothing was saved', async () => {
    const database = testFile();
    const other = new DatabaseSync(database.file);
    other.exec('BEGIN IMMEDIATE');
    await database.run('PRAGMA busy_timeout = 1');
    await expect(database.run(`INSERT INTO claims VALUES ('a', 0)`)).rejects.toThrow(
      /The database is busy: nothing was saved/,
    );
    other.close();
  });
});

describe('check()', () => {
  const insert = `INSERT INTO claims VALUES ('ghost', 0)`;

  it('notices that its file was deleted, and lets nothing be written that would be lost', async () => {
    const database = testFile();
    await database.check();
    rmSync(database.file);
    const words =
      /^The database file was deleted while Hashdesk ran: nothing was saved. Start Hashdesk anew.$/;
    await expect(database.check()).rejects.toThrow(words);
    await expect(database.run(insert)).rejects.toThrow(words);
    await expect(database.transaction('rows', async () => database.run(insert))).rejects.toThrow(words);
    await expect(database.hastyTransaction('rows', async () => database.run(insert))).rejects.toThrow(words);
  });

  it('notices that a table is gone', async () => {
    const database = testFile();
    await database.run('DROP TABLE alert_rules');
    await expect(database.check()).rejects.toThrow(
      /^The database lacks the table alert_rules. Restore it from a backup/,
    );
  });

  it('notices that another file is in its place', async () => {
    const [database, another] = [testFile(), testFile()];
    renameSync(another.file, database.file);
    await expect(database.check()).rejects.toThrow(/was replaced while Hashdesk ran/);
  });
});
