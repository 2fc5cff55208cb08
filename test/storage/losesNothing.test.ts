import { expect, it } from 'vitest';
import { z } from 'zod';
import { StorageError } from '../../src/common/errors.ts';
import { keyValue } from '../../src/storage/keyValue.ts';
import { openDatabase } from '../../src/storage/sqlite/sqlite.ts';
import { testDatabase } from '../support/database/testDatabase.ts';
import { ended, startWriter } from '../support/processes/child.ts';
import { tempDirectory } from '../support/tempDirectory.ts';

it('two processes that write at once lose nothing', async () => {
  const directory = tempDirectory();
  const done = await Promise.all([1, 2].map(() => ended(startWriter(directory, 'increment', 300))));
  for (const { code, stderr } of done) expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const database = testDatabase(directory);
  expect(await database.get(`SELECT value FROM key_values WHERE key = 'total'`)).toEqual({ value: '600' });
  expect(await database.get('SELECT count(*) AS rows FROM key_values')).toEqual({ rows: 601 });
});

it('a process that is killed while it writes loses nothing it confirmed, and tears nothing', async () => {
  const directory = tempDirectory();
  let confirmed = 0;
  for (let round = 0; round < 20; round++) {
    const writer = startWriter(directory, 'pairs');
    // Killed at a confirmation that differs from round to round, so somewhere within the write after it.
    let lines = 0;
    writer.stdout?.on('data', (text) => {
      lines += String(text).split('\n').length - 1;
      if (lines > (round * 7) % 23) writer.kill('SIGKILL');
    });
    const { signal, stdout } = await ended(writer);
    expect(signal).toBe('SIGKILL');
    confirmed = Math.max(confirmed, ...stdout.trim().split('\n').map(Number));
    const database = openDatabase({ directory });
    const kept = async (key: string) =>
      Number((await database.get('SELECT value FROM key_values WHERE key = :key', { key }))?.value);
    const [left, right] = [await kept('left'), await kept('right')];
    expect(await database.get('PRAGMA integrity_check')).toEqual({ integrity_check: 'ok' });
    await database.close();
    expect(left).toBe(right);
    expect(left).toBeGreaterThanOrEqual(confirmed);
    // At most the one write that was under way had not been confirmed yet.
    expect(left).toBeLessThanOrEqual(confirmed + 1);
  }
});

it('a full disk loses nothing that was confirmed, and says that nothing was saved', async () => {
  const database = testDatabase();
  const values = keyValue({ database, namespace: 'test', now: () => 0 });
  const tables = Number((await database.get('PRAGMA page_count'))?.page_count);
  await database.all(`PRAGMA max_page_count = ${tables + 30}`);
  let confirmed = 0;
  const fill = async () => {
    for (;;) {
      await values.set(`key-${confirmed}`, 'x'.repeat(3000));
      confirmed++;
    }
  };
  await expect(fill()).rejects.toThrow(/^The disk is full: nothing was saved. Make room and try again./);
  await expect(values.set('key', 'x'.repeat(9000))).rejects.toThrow(StorageError);
  expect(confirmed).toBeGreaterThan(10);
  for (let n = 0; n < confirmed; n++) expect(await values.get(`key-${n}`, z.string())).toHaveLength(3000);
  expect(await values.get(`key-${confirmed}`, z.string())).toBeUndefined();
  await database.all('PRAGMA max_page_count = 1000');
  await values.set('key', 'x'.repeat(9000));
  expect(await values.get('key', z.string())).toHaveLength(9000);
});
