import { describe, expect, it } from 'vitest';
import type { Database } from '../../src/storage/database.ts';
import { together } from '../../src/storage/together.ts';
import { testDatabase } from '../support/database/testDatabase.ts';

async function counted() {
  const database = testDatabase();
  await database.run('CREATE TABLE words (word TEXT UNIQUE)');
  let transactions = 0;
  const counting: Database = {
    ...database,
    transaction: (scope, work) => {
      transactions += 1;
      return database.transaction(scope, work);
    },
  };
  const write = together({ database: counting, scope: 'rows' });
  const add = (word: string) =>
    write(() => database.run('INSERT INTO words (word) VALUES (:word)', { word }));
  const words = async () => (await database.all('SELECT word FROM words')).map(({ word }) => word).sort();
  return { add, words, transactions: () => transactions };
}

describe('together()', () => {
  it('makes the writes of one turn in one transaction, in their order', async () => {
    const { add, words, transactions } = await counted();
    expect(await Promise.all(['a', 'b', 'c'].map(add))).toEqual([1, 1, 1]);
    expect(await words()).toEqual(['a', 'b', 'c']);
    expect(transactions()).toBe(1);
    await add('d');
    expect(transactions()).toBe(2);
  });

  it('makes all others when one is refused, which rejects alone', async () => {
    const { add, words } = await counted();
    const ends = await Promise.allSettled(['a', 'a', 'b'].map(add));
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await words()).toEqual(['a', 'b']);
  });
});
