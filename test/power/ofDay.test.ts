import { describe, expect, it } from 'vitest';
import { siteStoreOf } from '../../src/desk.ts';
import { powerOfDay, powerOfDays } from '../../src/power/ofDay.ts';
import type { PowerPrice } from '../../src/power/prices.ts';
import type { PowerReport } from '../../src/power/report.ts';
import { dropReport } from '../../src/power/table.ts';
import { setReport } from '../support/database/setReport.ts';
import { testDatabase } from '../support/database/testDatabase.ts';
import { testSite } from '../support/testSite.ts';

const HOUR_MS = 3_600_000;
const dayStart = Date.parse('2026-07-14T05:00:00Z');
const at = (hour: number) => dayStart + hour * HOUR_MS;

function price(from: number, to: number, usdPerMwh: number, parts: Partial<PowerPrice> = {}): PowerPrice {
  return {
    site: 's',
    start: at(from),
    end: at(to),
    endSaid: false,
    usdPerMwh,
    source: 'a feed',
    byHand: false,
    recordedAt: at(from),
    ...parts,
  };
}

describe('powerOfDay()', () => {
  const ofDay = (prices: PowerPrice[], hour: number) =>
    powerOfDay({ prices, ownUsdPerMwh: 50, dayStart, now: at(hour) });

  it('weighs each price by how long it held, negative ones too, when they change within a day', () => {
    const prices = [price(0, 24, 60), price(6, 30, -20), price(9, 33, 1000)];
    expect(ofDay(prices, 12)).toMatchObject({ usdPerMwh: (6 * 60 - 3 * 20 + 3 * 1000) / 12, hoursKnown: 12 });
    expect(ofDay(prices, 12)).toMatchObject({ inForceUsdPerMwh: 1000, observedAt: at(9), hours: 12 });
  });

  it('lets the first price of a day stand for it, and says for how much of it a price is known', () => {
    expect(ofDay([price(10, 34, 62)], 12)).toMatchObject({ usdPerMwh: 62, hoursKnown: 2, hours: 12 });
    expect(ofDay([price(12, 36, 62)], 12)).toMatchObject({ usdPerMwh: 62, hoursKnown: 0 });
  });

  it('counts what of yesterday still holds, and nothing that ran out before the day', () => {
    expect(ofDay([price(-10, 4, 80)], 12)).toMatchObject({ usdPerMwh: 80, hoursKnown: 4, end: at(4) });
    expect(ofDay([price(-10, 4, 80)], 12)).not.toHaveProperty('inForceUsdPerMwh');
    expect(ofDay([price(-30, -6, 80)], 12)).not.toHaveProperty('usdPerMwh');
    expect(ofDay([price(-30, -6, 80)], 12)).toMatchObject({ hoursKnown: 0, end: at(-6) });
    expect(ofDay([], 12)).toBeUndefined();
    expect(ofDay([price(13, 14, 80)], 12)).toBeUndefined();
  });

  it("counts the site's own price from when one that was set by hand has run out", () => {
    const byHand = price(2, 6, 80, { byHand: true });
    expect(ofDay([byHand], 12)).toMatchObject({ usdPerMwh: (4 * 80 + 6 * 50) / 10, hoursKnown: 10 });
    expect(ofDay([byHand, price(8, 9, 20)], 12)).toMatchObject({ usdPerMwh: (320 + 100 + 20) / 7 });
    expect(ofDay([{ ...byHand, start: at(-9), end: at(-3) }], 12)).toMatchObject({ usdPerMwh: 50 });
  });

  it('takes the price that was kept last when one was corrected', () => {
    const prices = [price(0, 6, 900), price(0, 6, 90, { recordedAt: at(30) }), price(6, 12, 30)];
    expect(ofDay(prices, 12)).toMatchObject({ usdPerMwh: 60, hoursKnown: 12 });
  });
});

describe('powerOfDays()', () => {
  const site = { ...testSite({ powerPriceUsdPerMwh: 62 }), timeZone: 'America/Chicago' };

  async function setUp() {
    const database = testDatabase();
    const clock = { now: at(0) };
    const sites = siteStoreOf({ database, now: () => clock.now });
    const by = { id: 'U1', name: 'Ana' };
    const stored = await sites.add('t', site, by);
    const report: PowerReport = { tenant: 't', site: 'rockdale', name: site.name, source: 'set by Ana' };
    return {
      database,
      clock,
      sites,
      by,
      stored,
      say: (usdPerMwh: number, parts: Partial<PowerReport> = {}) =>
        setReport(database, { ...report, priceUsdPerMwh: usdPerMwh, observedAt: clock.now, ...parts }),
      today: async (name = site.name) =>
        (await powerOfDays({ database, tenant: 't', sites: [{ ...site, name }], now: clock.now })).get(name),
    };
  }

  it('keeps each price for as long as it held, and a repeated one as one', async () => {
    const { database, clock, say, today } = await setUp();
    const feed = { url: 'https://example.com/', source: 'https://example.com' };
    for (let minute = 0; minute <= 60; minute++) {
      clock.now = at(0) + minute * 60_000;
      await say(minute < 30 ? 50 : 70, { ...feed, answeredAt: clock.now });
    }
    expect(await database.all('SELECT start_at FROM power_prices ORDER BY start_at')).toHaveLength(2);
    expect(await today()).toMatchObject({ usdPerMwh: 60, hoursKnown: 1, inForceUsdPerMwh: 70 });
    clock.now = at(2);
    expect(await today()).toMatchObject({ hoursKnown: 1.25, end: at(1.25) });
    expect(await today()).not.toHaveProperty('inForceUsdPerMwh');
  });

  it('keeps beside a corrected price what it was before', async () => {
    const { database, clock, say, today } = await setUp();
    const feed = { url: 'https://example.com/', observedAt: at(0) };
    await say(900, { ...feed, answeredAt: at(0) });
    clock.now = at(0.5);
    await say(90, { ...feed, answeredAt: clock.now });
    expect(await today()).toMatchObject({ usdPerMwh: 90, hoursKnown: 0.5 });
    const sql = 'SELECT usd_per_mwh FROM power_prices ORDER BY recorded_at';
    expect((await database.all(sql)).map((row) => row.usd_per_mwh)).toEqual([900, 90]);
  });

  it('ends a price when it is said to, or taken away', async () => {
    const { database, clock, say, today } = await setUp();
    await say(80, { until: at(3) });
    clock.now = at(4);
    expect(await today()).toMatchObject({ usdPerMwh: (3 * 80 + 62) / 4, hoursKnown: 4, end: at(3) });
    await say(90);
    clock.now = at(5);
    await database.transaction('tenant:t', () =>
      dropReport(database, { tenant: 't', site: 'rockdale', at: clock.now }),
    );
    expect(await today()).toBeUndefined();
    await say(70);
    clock.now = at(6);
    expect(await today()).toMatchObject({ usdPerMwh: (3 * 80 + 62 + 90 + 70) / 6, hoursKnown: 6 });
  });

  it('goes on under the new name of a site, and goes with it', async () => {
    const { database, sites, by, stored, say, today } = await setUp();
    await say(80);
    const renamed = await sites.replace('t', { read: stored, site: { ...site, name: 'Big Rock' } }, by);
    expect(await today()).toBeUndefined();
    expect(await today('Big Rock')).toMatchObject({ usdPerMwh: 80 });
    await sites.remove('t', renamed.site.name, by);
    expect(await database.all('SELECT site FROM power_prices')).toEqual([]);
  });
});
