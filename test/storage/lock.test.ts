import { expect, it } from 'vitest';
import { lock } from '../../src/storage/lock.ts';
import { lockContract } from '../contracts/lock.ts';
import { testDatabase } from '../support/database/testDatabase.ts';
import { tempDirectory } from '../support/tempDirectory.ts';

lockContract('lock() in a database', () => {
  const directory = tempDirectory();
  return (parts) => lock({ database: testDatabase(directory), name: 'schedule', ...parts });
});

it('locks of different names do not stand in each other’s way', async () => {
  const database = testDatabase();
  const held = ['a', 'b'].map((name) =>
    lock({ database, name, holder: name, now: () => 0, ttlMs: 1000 }).acquire(),
  );
  expect(await Promise.all(held)).toEqual([true, true]);
});

it.each([0, -1, Number.NaN])('lock() refuses a ttlMs of %s', (wrong) => {
  const parts = { database: testDatabase(), name: 'a', holder: 'a', now: () => 0, ttlMs: wrong };
  expect(() => lock(parts)).toThrow(RangeError);
});
