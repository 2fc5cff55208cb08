import { describe, expect, test } from 'vitest';
import {
  comparePivot,
  delayValue,
  judgeOffer,
  outcomes,
  type PivotCase,
  runPaths,
  type Site,
  sensitivities,
  simulationOf,
  verdictOf,
  whenToLease,
} from '../../../src/economics/index.ts';
import { withRisks } from '../../../src/economics/simulation/simulation.ts';
import { machine } from '../fixtures.ts';
import { basin, fjord, offHand, on, prairie, rockdale } from './boardroomSites.ts';

describe('figures that a board asked about', () => {
  test.each([
    ['Prairie', prairie, 35.83, 84.41],
    ['Fjord', fjord, 28.71, 54.9],
    ['Basin', basin, 48.72, 152.74],
  ])('breakevens of %s are said held constant and on the path', (_, site, constant, onPath) => {
    const { hashprice: found } = comparePivot({ ...on(site), only: 'colocation' }).breakevens;
    expect(found.constant.below ?? found.constant.above).toBeCloseTo(constant, 2);
    expect(found.onPath.below ?? found.onPath.above).toBeCloseTo(onPath, 2);
  });

  test('with hashprice held constant Fjord mines', () => {
    expect(comparePivot(on(fjord, { path: 'constant' })).colocation.gainUsd).toBeLessThan(0);
    expect(comparePivot(on(fjord)).colocation.gainUsd).toBeGreaterThan(0);
  });

  test('the path is said, and decides: Prairie gains $226M on a falling one and $14M on a constant one', () => {
    const falling = comparePivot(on(prairie));
    expect(falling.colocation.gainUsd / 1e6).toBeCloseTo(226, 0);
    expect(falling.path.map(({ years }) => years)).toEqual([0, 2, 5, 10]);
    const hashprices = falling.path.map(({ hashpriceUsdPerPhDay }) => hashpriceUsdPerPhDay);
    // Half of it after a halving; a month in which the next one comes has a part of both.
    expect(hashprices.map((usd) => usd.toFixed(1)).slice(0, 3)).toEqual(['35.1', '35.1', '17.6']);
    const constant = comparePivot(on(prairie, { path: 'constant' }));
    expect(constant.colocation.gainUsd / 1e6).toBeCloseTo(14, 0);
    const paths = sensitivities(on(fjord)).paths;
    expect(paths.find(({ path }) => path === 'constant')!.overturns).toBe(true);
  });

  test('NOI of mining is shown year by year: $247.6k per MW in year 1 for Prairie', () => {
    const { miningYears, mining } = comparePivot(on(prairie));
    const { grossMw } = mining.mining[0];
    expect(miningYears[0]!.noiUsd / grossMw / 1000).toBeCloseTo(247.6, 0);
  });

  test.each([
    ['Prairie', prairie, 30.94, 51.3],
    ['Basin', basin, -6.75, 1.55],
  ])(
    'closing in the best month is worth more than fixed costs for ever: %s',
    (_, site, without, withClosing) => {
      expect(comparePivot(on(site)).mining.npvUsd / 1e6).toBeCloseTo(without, 1);
      const closing = comparePivot(on(site, { mayMine: ['closing'] }));
      expect(closing.mining.npvUsd / 1e6).toBeCloseTo(withClosing, 1);
    },
  );

  test('a lower discount rate does not lower what may be closed', () => {
    const at = (miningDiscountPercent: number) =>
      comparePivot(on(basin, { mayMine: ['closing'] }, { miningDiscountPercent })).mining.npvUsd;
    for (const percent of [4, 8, 12, 16]) expect(at(percent)).toBeGreaterThanOrEqual(at(percent + 2));
  });

  test('machines that make room at once are sold', () => {
    const [, leaving] = comparePivot(on(basin, {}, { demolitionAfterMonths: 0 })).colocation.mining;
    const th = 6000 * machine('S19 Pro').hashrateThPerS + 3000 * machine('M30S++').hashrateThPerS;
    const all = th + 2000 * machine('S19').hashrateThPerS;
    expect(leaving.proceedsUsd[0]).toBeCloseTo(all * 1.4, 0);
  });

  test('costs by the month rise as rent and power do', () => {
    const at = (costEscalationPercentPerYear: number) =>
      comparePivot(on(prairie, {}, { costEscalationPercentPerYear })).mining.npvUsd;
    expect(at(2)).toBeLessThan(at(0));
  });
});

describe('a site of one machine, 12 January 2026', () => {
  const asked = on(rockdale, offHand);

  test('nothing else than the old figure comes of the old terms', () => {
    expect(comparePivot(asked).colocation.npvUsd / 1e6).toBeCloseTo(164.6, 1);
  });

  test('the band of colocation holds the risks of building and letting', () => {
    const simulation = simulationOf(asked);
    const found = outcomes({ simulation, paths: runPaths({ simulation, seed: 1, from: 0, to: 600 }) });
    const { p5Usd, p95Usd } = found.colocation.site;
    expect(p95Usd - p5Usd).toBeGreaterThan(100e6);
    const onlyMining = withRisks(simulation, ['hashprice', 'power']);
    const narrow = outcomes({
      simulation: onlyMining,
      paths: runPaths({ simulation: onlyMining, seed: 1, from: 0, to: 600 }),
    }).colocation.site;
    expect(narrow.p95Usd - narrow.p5Usd).toBeLessThan((p95Usd - p5Usd) / 3);
  });

  test('rent volatility moves what is let anew', () => {
    const spread = (rentVolatilityPercent: number) => {
      const renewing = on(rockdale, { ...offHand, leaseEnd: 'renewal' }, { rentVolatilityPercent });
      const simulation = withRisks(simulationOf(renewing), ['reletting', 'marketRent']);
      const { colocation } = outcomes({
        simulation,
        paths: runPaths({ simulation, seed: 1, from: 0, to: 400 }),
      });
      return colocation.alone.p95Usd - colocation.alone.p5Usd;
    };
    expect(spread(40)).toBeGreaterThan(spread(5) * 1.1);
  });

  test('a signed GPU contract does not walk like spot: half of its paths are near the headline', () => {
    const signed = { ...asked, signed: true };
    const simulation = withRisks(simulationOf(signed), ['gpuPrice']);
    const { gpuCloud } = outcomes({ simulation, paths: runPaths({ simulation, seed: 1, from: 0, to: 600 }) });
    const headline = comparePivot(signed).gpuCloud.npvUsd;
    const capexUsd = (60 / 1.4) * 28e6;
    expect(Math.abs(gpuCloud.site.p50Usd - headline)).toBeLessThan(capexUsd * 0.05);
    expect(gpuCloud.site.p5Usd).toBeGreaterThan(headline - capexUsd * 0.1);
  });

  test('money so far is counted undiscounted: $136.6M ahead within ten years, from month 101 on', () => {
    const { cashLeadUsd, aheadFromMonth } = comparePivot(asked).colocation;
    expect(Math.abs(cashLeadUsd[119]! / 136.6e6 - 1)).toBeLessThan(0.001);
    expect(aheadFromMonth).toBe(101);
  });

  test('equity is worth what the project is where no tax is saved, and GPUs are repaid within their contract', () => {
    const { npvUsd, equityNpvUsd, debt } = comparePivot(asked).gpuCloud.conversionValue!;
    expect(equityNpvUsd).toBeCloseTo(npvUsd, 3);
    const [, gpus] = debt!.loans;
    expect(gpus!.tenorMonths).toBeLessThanOrEqual(48);
    expect(debt!.minimumDscr).toBeGreaterThan(1.3);
  });

  test('waiting is net of the mining that goes on: $1.11M a month for the lease alone, a gain for the site', () => {
    const { net, waiting } = delayValue({ ...asked, months: 6 });
    expect(waiting.lostUsdPerMonth / 1e6).toBeCloseTo(1.11, 2);
    expect(net.lostUsd).toBeLessThan(0);
    const { now, best, curve, oneMoreYearUsd } = whenToLease(asked);
    expect(now.npvUsd / 1e6).toBeCloseTo(164.6, 1);
    expect(curve[21]!.npvUsd / 1e6).toBeCloseTo(189.8, 1);
    expect(best).toEqual(curve[21]);
    expect(oneMoreYearUsd).toBeGreaterThan(0);
  });

  test('two rules that disagree are said to: $14M of gain beside less than nothing at the lease’s rate', () => {
    const compared = comparePivot({ ...asked, hashprice: { ...asked.hashprice, usdPerPhDay: 60 } });
    const verdict = verdictOf({ compared });
    expect(verdict.gainUsd / 1e6).toBeCloseTo(14.01, 2);
    expect(Math.abs(verdict.incrementalNpvUsd + 785.9e3)).toBeLessThan(1000);
    expect(verdict).toMatchObject({ tooCloseToCall: true, doubts: ['rates disagree'] });
  });
});

describe('an offer on the terms of two buildings, 12 January 2026', () => {
  const described: Site = {
    ...rockdale,
    powerPriceUsdPerMwh: 50,
    fleet: [{ machine: machine('s21xp'), count: 210e6 / machine('s21xp').powerW / 1.05 }],
    interconnectMw: 210,
  };
  const offer = {
    criticalMw: 150,
    leaseForm: 'modified gross' as const,
    rentUsdPerKwMonth: 134.48,
    termYears: 10,
    escalatorPercentPerYear: 3,
    capexUsdMPerCriticalMw: 9,
    buildMonths: 15,
  };
  const judged = (choices: Partial<PivotCase> = {}) =>
    judgeOffer({ ...on(described, { ...offHand, ...choices }), offer });

  test('mining is worth $152.3M more where the building is worth nothing the day the term ends', () => {
    expect(judged().gainUsd / 1e6).toBeCloseTo(-152.3, 1);
  });

  test('what comes after the first term is named, and is a part of the verdict', () => {
    const worth = (leaseEnd: 'none' | 'renewal' | 'cap') =>
      judged({ leaseEnd }).lease.conversionValue!.npvUsd;
    expect(worth('renewal')).toBeGreaterThan(worth('none'));
    expect(worth('cap')).toBeGreaterThan(worth('none'));
  });

  test('machines that nobody owns yet cost their price: mining is then worth less', () => {
    expect(judged({ machinesOwned: false }).gainUsd).toBeGreaterThan(judged().gainUsd);
  });
});
