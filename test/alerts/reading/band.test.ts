import { expect, it } from 'vitest';
import {
  breakevensAtBand,
  changeBand,
  marginBand,
  marketBand,
  POINTS_BAND,
  powerBand,
} from '../../../src/alerts/reading/band.ts';
import { crossingsOf } from '../../../src/alerts/reading/crossings.ts';
import { marketLimit } from '../../../src/alerts/reading/measure.ts';
import { watchMarket } from '../../../src/alerts/reading/series.ts';
import { type SiteLine, siteLine } from '../../../src/alerts/reading/siteLine.ts';
import { measureSite } from '../../../src/alerts/reading/siteMeasure.ts';
import type { MarketMetric, SiteCondition } from '../../../src/alerts/rules/rule.ts';
import { hasRecovered, recoveryLimit } from '../../../src/alerts/rules/state.ts';
import { testSite } from '../../support/testSite.ts';

it.each<[MarketMetric, number, number]>([
  ['hashprice', 45, 0.9],
  ['hashpriceBtc', 0.0005, 0.00001],
  ['price', 80_000, 1_600],
  ['difficulty', 1.5e14, 3e12],
  ['hashrate', 1_100, 22],
  ['feeShare', 10, 1],
  ['nextRetarget', 3, 1],
  ['nextRetarget', -3, 1],
])('marketBand() of %s at %d is %d', (metric, limit, band) => {
  expect(marketBand({ metric, limit })).toBeCloseTo(band, 12);
});

it('the band of a change is a point, or all of a change that is smaller', () => {
  expect([changeBand(10), changeBand(1), changeBand(0.4)]).toEqual([1, 1, 0.4]);
});

it('the bands of a site are a fiftieth of revenue or of a power price, and a point of a percentage', () => {
  expect(marginBand(10_000)).toBe(200);
  expect([powerBand(60), powerBand(-60)]).toEqual([1.2, 1.2]);
  expect(POINTS_BAND).toBe(1);
  const [above, below] = breakevensAtBand(49) as [number, number];
  expect(above - powerBand(above)).toBeCloseTo(49, 9);
  expect(below + powerBand(below)).toBeCloseTo(49, 9);
});

it('a value recovers beyond the limit by its band, on the side from which it came, and not before', () => {
  const below = { limit: 45, side: 'below', band: 0.9 } as const;
  const above = { limit: 60, side: 'above', band: 1.2 } as const;
  expect([recoveryLimit(below), recoveryLimit(above)]).toEqual([45.9, 58.8]);
  expect([45.89, 45.9].map((value) => hasRecovered({ value, ...below }))).toEqual([false, true]);
  expect([58.81, 58.8].map((value) => hasRecovered({ value, ...above }))).toEqual([false, true]);
});

const windowMs = 3_600_000;
it.each([
  [{ kind: 'market', metric: 'hashprice', side: 'below', limit: 45 }, [45, 45.9]],
  [{ kind: 'market', metric: 'hashprice', side: 'above', limit: 45 }, [45, 44.1]],
  [{ kind: 'market', metric: 'feeShare', side: 'above', limit: 10 }, [10, 9]],
  [{ kind: 'change', metric: 'price', direction: 'drops', percent: 10, windowMs }, [-10, -9]],
  [{ kind: 'change', metric: 'price', direction: 'drops', percent: 0.5, windowMs }, [-0.5, 0]],
  [{ kind: 'change', metric: 'price', direction: 'rises', percent: 5, windowMs }, [5, 4]],
  [{ kind: 'change', metric: 'price', direction: 'moves', percent: 5, windowMs }, [5, 4]],
  [{ kind: 'sources' }, [0, 0]],
] as const)(
  'watchMarket() looks at %j where it begins to hold and where it has recovered',
  (condition, ends) => {
    expect(watchMarket(condition)?.boundaries).toEqual(ends);
    const { limit, ...rest } = marketLimit(condition);
    expect([limit, recoveryLimit({ limit, ...rest })]).toEqual(ends);
  },
);

/** A site that is paid 1 USD per USD of payout, keeps 0.98 of it, and costs 40 USD a day for 1 MWh at 30 USD. */
const line: SiteLine = {
  ...siteLine(testSite()),
  subsidyOnly: false,
  powerPriceUsdPerMwh: 30,
  energyMwhPerDay: 1,
  revenue: 1,
  net: 0.98,
  costUsdPerDay: 40,
  classes: [{ machine: 'M', revenue: 0.5, net: 0.49, costUsdPerDay: 20, meanLoadMw: 0.02 }],
};
const at = (condition: SiteCondition, payout: number, power?: number) =>
  measureSite({
    condition,
    site: { line, ...(power !== undefined && { power }) },
    payouts: { all: payout, subsidyOnly: payout },
  })!;

it.each<[SiteCondition, number]>([
  [{ kind: 'site', metric: 'margin', side: 'below', limit: 0 }, 1],
  [{ kind: 'site', metric: 'margin', side: 'above', limit: 20 }, 1],
  [{ kind: 'site', metric: 'marginPercent', side: 'below', limit: 15 }, 1],
  [{ kind: 'site', metric: 'headroom', side: 'above', limit: 10 }, 1],
  [{ kind: 'site', metric: 'power', side: 'above', limit: 60 }, 1.2],
  [{ kind: 'unprofitable', site: 'x', machine: 'M' }, 0.5],
  [{ kind: 'breakeven' }, 0.02 * (30 + 0.98 * 50 - 40)],
])('measureSite() gives %j a band of %d at a payout of 50', (condition, band) => {
  expect(at(condition, 50, 70).band).toBeCloseTo(band, 12);
});

it.each<SiteCondition>([
  { kind: 'site', metric: 'margin', side: 'below', limit: 0 },
  { kind: 'site', metric: 'margin', side: 'above', limit: 20 },
  { kind: 'site', metric: 'marginPercent', side: 'below', limit: 15 },
  { kind: 'site', metric: 'headroom', side: 'above', limit: 10 },
  { kind: 'unprofitable', site: 'x', machine: 'M' },
  { kind: 'breakeven' },
])('crossingsOf() puts the end of the band of %j at the payout at which it has recovered', (condition) => {
  const [, end, other] = crossingsOf({ condition, site: { line } }) as [number, number, number?];
  const reaches = (payout: number) => {
    const comparison = at(condition, payout);
    return comparison.value - recoveryLimit(comparison);
  };
  expect(Math.min(...[end, other ?? end].map((payout) => Math.abs(reaches(payout))))).toBeLessThan(1e-9);
});
