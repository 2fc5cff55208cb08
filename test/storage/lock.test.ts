import { expect, it } from 'vitest';
import { lease } from '../../src/storage/lock.ts';
import { leaseContract } from '../contracts/lease.ts';
import { tempDirectory } from '../support/tempDirectory.ts';
import { testDatabase } from '../support/testDatabase.ts';

leaseContract('lease() on SQLite', () => {
  const directory = tempDirectory();
  return (parts) => lease({ database: testDatabase(directory), name: 'schedule', ...parts });
});

it('leases of different names do not stand in each other’s way', async () => {
  const database = testDatabase();
  const held = ['a', 'b'].map((name) =>
    lease({ database, name, holder: name, now: () => 0, ttlMs: 1000 }).acquire(),
  );
  expect(await Promise.all(held)).toEqual([true, true]);
});

it.each([0, -1, Number.NaN])('lease() refuses a ttlMs of %s', (wrong) => {
  const parts = { database: testDatabase(), name: 'a', holder: 'a', now: () => 0, ttlMs: wrong };
  expect(() => lease(parts)).toThrow(RangeError);
});
