import { expect, it } from 'vitest';
import { claims } from '../src/claims.ts';
import { openDatabase } from '../src/database.ts';
import { claimsContract } from './contracts/claims.ts';
import { ended, startWriter } from './support/child.ts';
import { tempDirectory } from './support/tempDirectory.ts';
import { testDatabase } from './support/testDatabase.ts';

claimsContract('claims() on SQLite', () => {
  const directory = tempDirectory();
  return (now) => claims({ database: testDatabase(directory), now });
});

it('claim() is false for what was claimed before a restart', async () => {
  const directory = tempDirectory();
  const database = openDatabase({ directory });
  await claims({ database, now: () => 0 }).claim('event-1');
  database.close();
  const after = claims({ database: testDatabase(directory), now: () => 0 });
  expect(await after.claim('event-1')).toBe(false);
});

it('claim() keeps no more than three days', async () => {
  const database = testDatabase();
  let time = 0;
  const events = claims({ database, now: () => time });
  for (; time < 10 * 24 * 60 * 60 * 1000; time += 60 * 60 * 1000) await events.claim(`hour-${time}`);
  expect(database.all('SELECT id FROM claims').length).toBeLessThanOrEqual(73);
});

it('claim() is true for one of several processes that claim at once', async () => {
  const directory = tempDirectory();
  const done = await Promise.all([1, 2, 3].map(() => ended(startWriter(directory, 'claim', 300))));
  const claimed = done.flatMap(({ stdout }) => stdout.trim().split('\n').filter(Boolean).map(Number));
  expect(claimed.sort((a, b) => a - b)).toEqual(Array.from({ length: 300 }, (_, id) => id));
});
