import { expect, it } from 'vitest';
import { openDatabase } from '../../../src/storage/sqlite/sqlite.ts';
import { alertDesk } from '../../support/alertDesk.ts';
import { testFile } from '../../support/database/testDatabase.ts';
import { tempDirectory } from '../../support/tempDirectory.ts';

it('tick() makes up for what a locked database refused, and says it once', async () => {
  const directory = tempDirectory();
  const desk = alertDesk({ database: testFile(directory) });
  await desk.add('hashprice < 45');
  await desk.run([48]);
  const other = openDatabase({ directory });
  await other.run('BEGIN IMMEDIATE');
  await expect(desk.run([44])).rejects.toThrow('The database is busy');
  await other.run('ROLLBACK');
  await other.close();
  await desk.run([44, 44]);
  expect(await desk.titles()).toHaveLength(1);
});

it('tick() makes up for what a full disk refused, however long it was full, and says it once', async () => {
  const desk = alertDesk();
  await desk.add('hashprice < 45 for 2m');
  await desk.run([48, 44]);
  const pages = Number((await desk.database.get('PRAGMA page_count'))?.page_count);
  await desk.database.get(`PRAGMA max_page_count = ${pages}`);
  const refused: unknown[] = [];
  // Long enough for the samples of every minute to fill what room there was.
  for (let minute = 0; minute < 600; minute++) await desk.run([44]).catch((error) => refused.push(error));
  expect(refused.length).toBeGreaterThan(0);
  expect(new Set(refused.map(String))).toEqual(
    new Set(['StorageError: The disk is full: nothing was saved. Make room and try again.']),
  );
  const before = await desk.titles();
  await desk.database.get('PRAGMA max_page_count = 100000');
  await desk.run([44, 44, 44, 44]);
  expect([...before, ...(await desk.titles())]).toEqual([
    'Firing: hashprice $44.00/PH/day < $45.00/PH/day for 2 min',
  ]);
  await desk.run([48, 48, 48]);
  expect(await desk.titles()).toEqual([expect.stringContaining('Resolved')]);
});
