import { describe, expect, it } from 'vitest';
import { announceChange, changesAfter } from '../../src/storage/changeLog.ts';
import { testDatabase } from '../support/database/testDatabase.ts';

const change = (site: string) => ({ tenant: 't', site });

describe('announceChange()', () => {
  it('is seen by whoever has seen those that were announced after it and kept before it', async () => {
    const database = testDatabase();
    const announced = Promise.withResolvers<void>();
    const hesitates = Promise.withResolvers<void>();
    const slow = database.transaction('tenant:a', async () => {
      await announceChange(database, change('slow'));
      announced.resolve();
      await hesitates.promise;
    });
    await announced.promise;
    const fast = database.transaction('tenant:b', () => announceChange(database, change('fast')));
    const seen: string[] = [];
    let last = 0;
    const look = async () => {
      for (const { seq, site } of await changesAfter(database, last)) {
        seen.push(String(site));
        last = seq;
      }
    };
    // SQLite keeps whoever looks waiting, PostgreSQL shows what is kept.
    const looks = look();
    hesitates.resolve();
    await Promise.all([slow, fast, looks]);
    await look();
    expect(seen).toEqual(['slow', 'fast']);
  });

  it('is refused outside of a transaction', async () => {
    await expect(announceChange(testDatabase(), change('a'))).rejects.toThrow('outside of a transaction');
  });
});
