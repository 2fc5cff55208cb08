import { expect, it } from 'vitest';
import { StorageError } from '../../src/common/errors.ts';
import { keepDayAhead } from '../../src/power/dayAhead/keep.ts';
import { testDatabase } from '../support/database/testDatabase.ts';

const QUARTER_MS = 900_000;
const from = Date.parse('2026-01-01T06:00Z');
const pricesOf = (usdPerMwh: number) => ({
  starts: Float64Array.from({ length: 600 }, (_, at) => from + at * QUARTER_MS),
  usdPerMwh: Float64Array.from({ length: 600 }, (_, at) => usdPerMwh + (at % 7)),
});

it('keepDayAhead() keeps what it has written where the disk is full, says so, and writes the rest when asked again', async () => {
  const database = testDatabase();
  const given = { tenant: 't', site: 'rockdale', source: 'a file', at: 1, prices: pricesOf(40) };
  let lots = 0;
  const full = {
    ...database,
    hastyTransaction: (async (scope, work) => {
      if (++lots === 2) throw new StorageError('The disk is full: nothing was saved.');
      return database.hastyTransaction(scope, work);
    }) as typeof database.hastyTransaction,
  };
  await expect(keepDayAhead(full, given)).rejects.toThrow(
    'Of 600 prices the first 250 are kept, give them again for the others. The disk is full: nothing was saved.',
  );
  expect(await keepDayAhead(database, given)).toBe(350);
  expect(await keepDayAhead(database, { ...given, at: 2 })).toBe(0);
  expect(await keepDayAhead(database, { ...given, at: 2, prices: pricesOf(41) })).toBe(600);
});
