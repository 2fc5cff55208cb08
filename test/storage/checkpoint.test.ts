import { statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { shortenLog } from '../../src/storage/checkpoint.ts';
import { type Database, LONG_LOG_BYTES } from '../../src/storage/database.ts';
import { testDatabase } from '../support/testDatabase.ts';

const logBytes = ({ file }: Database) => statSync(`${file}-wal`).size;
const fileBytes = ({ file }: Database) => statSync(file).size;

/** A database whose log is as long as `bytes`. */
function written(bytes: number): Database {
  const database = testDatabase();
  database.run('CREATE TABLE notes (text)');
  database.run('INSERT INTO notes VALUES (zeroblob(:bytes))', { bytes });
  return database;
}

describe('shortenLog()', () => {
  it('moves a long log into the file, and the next write begins it anew and gives its space back', async () => {
    const database = written(LONG_LOG_BYTES * 1.5);
    expect(logBytes(database)).toBeGreaterThan(LONG_LOG_BYTES);
    await shortenLog(database);
    expect(fileBytes(database)).toBeGreaterThan(LONG_LOG_BYTES);
    database.run(`INSERT INTO notes VALUES ('after')`);
    expect(logBytes(database)).toBeLessThanOrEqual(LONG_LOG_BYTES);
    expect(database.get('SELECT count(*) AS notes FROM notes')).toEqual({ notes: 2 });
  });

  it('loses nothing that is written while it works', async () => {
    const database = written(LONG_LOG_BYTES * 1.5);
    let done = false;
    const shortened = shortenLog(database).finally(() => {
      done = true;
    });
    let notes = 1;
    for (; !done; notes++) {
      database.run(`INSERT INTO notes VALUES ('meanwhile')`);
      await new Promise(setImmediate);
    }
    await shortened;
    expect(database.get('SELECT count(*) AS notes FROM notes')).toEqual({ notes });
    expect(database.get('PRAGMA integrity_check')).toEqual({ integrity_check: 'ok' });
  });

  it('leaves a short log to itself', async () => {
    const database = written(1000);
    const before = logBytes(database);
    await shortenLog(database);
    expect([logBytes(database), fileBytes(database)]).toEqual([before, expect.any(Number)]);
    expect(fileBytes(database)).toBeLessThan(before);
  });
});
