import { expect, it } from 'vitest';
import { StorageError } from '../../src/common/errors.ts';
import { claims } from '../../src/storage/claims.ts';
import type { Database } from '../../src/storage/database.ts';
import { claimsContract } from '../contracts/claims.ts';
import { testDatabase } from '../support/database/testDatabase.ts';
import { ended, startWriter } from '../support/processes/child.ts';
import { tempDirectory } from '../support/tempDirectory.ts';

claimsContract('claims() in a database', () => {
  const directory = tempDirectory();
  return (now) => claims({ database: testDatabase(directory), now });
});

it('claim() is false for what was claimed before a restart', async () => {
  const directory = tempDirectory();
  const database = testDatabase(directory);
  await claims({ database, now: () => 0 }).claim('event-1');
  await database.close();
  const after = claims({ database: testDatabase(directory), now: () => 0 });
  expect(await after.claim('event-1')).toBe(false);
});

it('claim() keeps no more than three days', async () => {
  const database = testDatabase();
  let time = 0;
  const events = claims({ database, now: () => time });
  for (; time < 10 * 24 * 60 * 60 * 1000; time += 60 * 60 * 1000) await events.claim(`hour-${time}`);
  expect((await database.all('SELECT id FROM claims')).length).toBeLessThanOrEqual(73);
});

it('claim() is true for one of several processes that claim at once', async () => {
  const directory = tempDirectory();
  const done = await Promise.all([1, 2, 3].map(() => ended(startWriter(directory, 'claim', 300))));
  const claimed = done.flatMap(({ stdout }) => stdout.trim().split('\n').filter(Boolean).map(Number));
  expect(claimed.sort((a, b) => a - b)).toEqual(Array.from({ length: 300 }, (_, id) => id));
});

/** A database that counts its transactions, and refuses as many as it is told to. */
function counting(database: Database) {
  const counted = { transactions: 0, refusals: 0 };
  const hastyTransaction: Database['hastyTransaction'] = (scope, work) => {
    counted.transactions++;
    if (counted.refusals-- > 0) throw new StorageError('The disk is full');
    return database.hastyTransaction(scope, work);
  };
  return { counted, database: { ...database, hastyTransaction } };
}

it('claim() commits what is claimed in one turn of the event loop together', async () => {
  const { counted, database } = counting(testDatabase());
  const events = claims({ database, now: () => 0 });
  const ids = Array.from({ length: 200 }, (_, n) => `event-${n % 150}`);
  const first = await Promise.all(ids.map((id) => events.claim(id)));
  expect(first).toEqual(ids.map((_, n) => n < 150));
  expect(counted.transactions).toBe(1);
  expect(await events.claim('event-0')).toBe(false);
  expect(counted.transactions).toBe(2);
});

it('claim() rejects for everyone whose claim could not be saved, and takes it when it can', async () => {
  const { counted, database } = counting(testDatabase());
  const events = claims({ database, now: () => 0 });
  counted.refusals = 1;
  const refused = await Promise.allSettled([events.claim('event-1'), events.claim('event-2')]);
  expect(refused.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await Promise.all([events.claim('event-1'), events.claim('event-2')])).toEqual([true, true]);
});
