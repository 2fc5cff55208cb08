import fc from 'fast-check';
import { expect, it } from 'vitest';
import { powerOfYears } from '../../src/power/ofYear.ts';
import { inTurn, type PowerPrice } from '../../src/power/prices.ts';
import { setReport } from '../support/database/setReport.ts';
import { testDatabase } from '../support/database/testDatabase.ts';

const HOUR_MS = 3_600_000;
const now = Date.parse('2026-07-14T12:00:00Z');
const since = now - 365 * 24 * HOUR_MS;

/** Reports of a year and more before now, of hours and of weeks, some of them corrected. */
const reports = fc.array(
  fc.record({
    start: fc.integer({ min: -30 * 24, max: 366 * 24 }).map((hour) => since + hour * HOUR_MS),
    hours: fc.constantFrom(0.25, 1, 24, 800),
    usdPerMwh: fc.integer({ min: -50, max: 900 }),
    recordedAt: fc.integer({ min: 0, max: 3 }),
  }),
  { minLength: 1, maxLength: 40 },
);

/** As the year is defined: every price in its turn, as far as it held within the twelve months. */
function slowYear(prices: readonly PowerPrice[]) {
  const held = inTurn(prices)
    .map(({ usdPerMwh, start, end }) => ({
      usdPerMwh,
      from: Math.max(start, since),
      to: Math.min(end, now),
    }))
    .filter(({ from, to }) => to > from);
  const ms = held.reduce((sum, { from, to }) => sum + to - from, 0);
  const paid = held.reduce((sum, { usdPerMwh, from, to }) => sum + usdPerMwh * (to - from), 0);
  return ms === 0 ? undefined : { usdPerMwh: paid / ms, hoursKnown: ms / HOUR_MS };
}

it('powerOfYears() weighs every price of twelve months by how long it held, corrections in place of what they correct', async () => {
  const database = testDatabase();
  const report = { tenant: 't', site: 's', name: 'S', source: 'set by Ana' };
  await setReport(database, { ...report, priceUsdPerMwh: 50, observedAt: now });
  const year = async () =>
    (await powerOfYears({ database, tenant: 't', sites: [{ name: 'S' }, { name: 'Other' }], now })).get('S');
  const insert = `INSERT INTO power_prices
      (tenant, site, market, start_at, end_at, usd_per_mwh, source, by_hand, recorded_at)
    VALUES ('t', 's', 'live', :start, :end, :usdPerMwh, 'a feed', 0, :recordedAt)
    ON CONFLICT DO NOTHING`;
  await fc.assert(
    fc.asyncProperty(reports, async (some) => {
      await database.run('DELETE FROM power_prices');
      const prices = some.map(({ hours, ...price }) => ({ ...price, end: price.start + hours * HOUR_MS }));
      const kept = await database.runMany(insert, prices);
      const first = prices.filter((_, at) => kept[at] === 1);
      const slow = slowYear(
        first.map((price) => ({ ...price, site: 's', source: '', byHand: false, endSaid: false })),
      );
      const found = await year();
      expect(found?.hoursKnown).toBe(slow?.hoursKnown);
      if (slow) expect(found?.usdPerMwh).toBeCloseTo(slow.usdPerMwh, 9);
    }),
    { numRuns: 8 },
  );
  await database.run('DELETE FROM power_reports');
  expect(await year()).toBeUndefined();
});
