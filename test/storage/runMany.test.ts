import { expect, it } from 'vitest';
import { testDatabase } from '../support/database/testDatabase.ts';

const INSERT = 'INSERT INTO quiet_hours (tenant, adapter, channel, hours) VALUES (:tenant, :adapter, :c, :n)';
const row = (n: number) => ({ tenant: 't', adapter: 'a', c: `C${n}`, n: `${n}:c_0` });
const rows = (count: number) => Array.from({ length: count }, (_, n) => row(n));
const kept = async (database: ReturnType<typeof testDatabase>) =>
  (await database.all('SELECT channel, hours FROM quiet_hours')).map(({ channel, hours }) => [
    channel,
    hours,
  ]);

it.each([0, 1, 19, 20, 21, 60, 67])('runMany() keeps each of %s rows once and counts each', async (count) => {
  const database = testDatabase();
  expect(await database.runMany(INSERT, rows(count))).toEqual(rows(count).map(() => 1));
  const expected = rows(count).map(({ c, n }) => [c, n]);
  expect((await kept(database)).sort()).toEqual(expected.sort());
});

it('runMany() counts the rows that it left out, each in its place', async () => {
  const database = testDatabase();
  await database.run(INSERT, row(3));
  const counts = await database.runMany(`${INSERT} ON CONFLICT DO NOTHING`, rows(25));
  expect(counts).toEqual(rows(25).map((_, n) => (n === 3 ? 0 : 1)));
});

it('runMany() keeps nothing when one of the rows is refused', async () => {
  const database = testDatabase();
  await database.run(INSERT, row(24));
  await expect(database.runMany(INSERT, rows(25))).rejects.toThrow();
  expect(await kept(database)).toEqual([['C24', '24:c_0']]);
});

it('runMany() writes the rows in their order', async () => {
  const database = testDatabase();
  await database.runMany(
    `INSERT INTO alert_events (tenant, rule, number, address, at, kind, since, text, held)
     VALUES ('t', 1, :number, 'a', 1, 'fired', 1, '', 0)`,
    Array.from({ length: 45 }, (_, number) => ({ number })),
  );
  const numbers = (await database.all('SELECT number FROM alert_events ORDER BY id')).map(
    ({ number }) => number,
  );
  expect(numbers).toEqual(Array.from({ length: 45 }, (_, number) => number));
});
