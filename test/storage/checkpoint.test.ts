import { copyFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { logShortener } from '../../src/storage/sqlite/checkpoint.ts';
import { LONG_LOG_BYTES, type SqliteDatabase } from '../../src/storage/sqlite/sqlite.ts';
import { testFile } from '../support/database/testDatabase.ts';
import { tempDirectory } from '../support/tempDirectory.ts';

const logBytes = ({ file }: SqliteDatabase) => statSync(`${file}-wal`).size;
const fileBytes = ({ file }: SqliteDatabase) => statSync(file).size;

/** A database whose log is as long as `bytes`. */
async function written(bytes: number): Promise<SqliteDatabase> {
  const database = await testFile();
  await database.run('CREATE TABLE notes (text)');
  await database.run('INSERT INTO notes VALUES (zeroblob(:bytes))', { bytes });
  return database;
}

const shortenLog = (database: SqliteDatabase) => logShortener({ database, now: () => 0 })();

/** How many notes a copy of the file alone holds. */
function copiedNotes({ file }: SqliteDatabase): number {
  const copy = join(tempDirectory(), 'copy.sqlite');
  copyFileSync(file, copy);
  const sqlite = new DatabaseSync(copy);
  const { notes } = sqlite.prepare('SELECT count(*) AS notes FROM notes').get()!;
  sqlite.close();
  return Number(notes);
}

describe('logShortener()', () => {
  it('moves a long log into the file, and the next write begins it anew and gives its space back', async () => {
    const database = await written(LONG_LOG_BYTES * 1.5);
    expect(logBytes(database)).toBeGreaterThan(LONG_LOG_BYTES);
    await shortenLog(database);
    expect(fileBytes(database)).toBeGreaterThan(LONG_LOG_BYTES);
    await database.run(`INSERT INTO notes VALUES ('after')`);
    expect(logBytes(database)).toBeLessThanOrEqual(LONG_LOG_BYTES);
    expect(await database.get('SELECT count(*) AS notes FROM notes')).toEqual({ notes: 2 });
  });

  it('loses nothing that is written while it works', async () => {
    const database = await written(LONG_LOG_BYTES * 1.5);
    let done = false;
    const shortened = shortenLog(database).finally(() => {
      done = true;
    });
    let notes = 1;
    for (; !done; notes++) {
      await database.run(`INSERT INTO notes VALUES ('meanwhile')`);
      await new Promise(setImmediate);
    }
    await shortened;
    expect(await database.get('SELECT count(*) AS notes FROM notes')).toEqual({ notes });
    expect(await database.get('PRAGMA integrity_check')).toEqual({ integrity_check: 'ok' });
  });

  it('moves all of a log that is written to all the time, so that it begins anew', async () => {
    const database = await written(LONG_LOG_BYTES * 1.5);
    const writing = setInterval(async () => database.run(`INSERT INTO notes VALUES (zeroblob(4000))`), 1);
    await shortenLog(database);
    clearInterval(writing);
    await database.run(`INSERT INTO notes VALUES ('after')`);
    expect(logBytes(database)).toBeLessThanOrEqual(LONG_LOG_BYTES);
    expect(await database.get('PRAGMA integrity_check')).toEqual({ integrity_check: 'ok' });
  });

  it('leaves a short log alone for a while, however much room the log has kept', async () => {
    const database = await written(LONG_LOG_BYTES);
    await shortenLog(database);
    await database.run(`INSERT INTO notes VALUES ('after')`);
    const { mtimeMs } = statSync(database.file);
    await shortenLog(database);
    expect(statSync(database.file).mtimeMs).toBe(mtimeMs);
  });

  it('moves a short log within a minute, so that a copy of the file holds what was confirmed', async () => {
    const database = await written(1000);
    let now = 1_800_000_000_000;
    const shorten = logShortener({ database, now: () => now });
    await shorten();
    expect(() => copiedNotes(database)).toThrow('no such table');
    now += 25_000;
    await shorten();
    expect(copiedNotes(database)).toBe(1);
    await database.run(`INSERT INTO notes VALUES ('later')`);
    now += 25_000;
    await shorten();
    expect(copiedNotes(database)).toBe(2);
  });

  it('leaves a log alone in which nothing is new', async () => {
    const database = await written(1000);
    let now = 0;
    const shorten = logShortener({ database, now: () => now });
    now += 25_000;
    await shorten();
    const { mtimeMs } = statSync(database.file);
    now += 25_000;
    await shorten();
    expect(statSync(database.file).mtimeMs).toBe(mtimeMs);
  });
});
