import { expect, it } from 'vitest';
import { listsOf } from '../../src/storage/list.ts';
import { testDatabase } from '../support/database/testDatabase.ts';

it.each([0, 1, 2, 3, 500, 501, 1_777])(
  'listsOf() finds each of %s values, and nothing else',
  async (count) => {
    const database = testDatabase();
    const ids = Array.from({ length: 2_000 }, (_, n) => `id ${n}`);
    await database.runMany(
      'INSERT INTO claims VALUES (:id, 0)',
      ids.map((id) => ({ id })),
    );
    const found: unknown[] = [];
    for (const { sql, values } of listsOf(ids.slice(0, count)))
      found.push(
        ...(await database.all(`SELECT id FROM claims WHERE id IN (${sql})`, values)).map(({ id }) => id),
      );
    expect(found.sort()).toEqual(ids.slice(0, count).sort());
  },
);

it('listsOf() makes statements of few lengths', () => {
  const texts = Array.from(
    { length: 500 },
    (_, n) => listsOf(Array.from({ length: n + 1 }, () => 1))[0]?.sql,
  );
  expect(new Set(texts).size).toBe(10);
});
