import { describe, expect, test } from 'vitest';
import {
  comparePivot,
  joinPaths,
  type Overrides,
  outcomes,
  riskShares,
  runPaths,
  type Site,
  simulationOf,
} from '../../../src/economics/index.ts';
import { marketWalker } from '../../../src/economics/simulation/market.ts';
import { mineOnPath } from '../../../src/economics/simulation/mineOnPath.ts';
import { fillNormals } from '../../../src/economics/simulation/random.ts';
import { withRisks } from '../../../src/economics/simulation/simulation.ts';
import { gpuMonths } from '../../../src/economics/uses/gpuCloud.ts';
import { caseOf, prairie } from './fixtures.ts';
import { slowLettingUsd } from './slowLetting.ts';
import { slowMiningUsd } from './slowMining.ts';

const still: Overrides = {
  btcVolatilityPercent: 0,
  hashrateVolatilityPercent: 0,
  powerVolatilityPercent: 0,
  rentVolatilityPercent: 0,
  gpuPriceVolatilityPercent: 0,
};
const mean = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0) / values.length;

const open = { mayMine: [] } as const;
const errorOf = (values: Float64Array) => {
  const centre = mean(values);
  return Math.sqrt(mean(values.map((x) => (x - centre) ** 2)) / values.length);
};

describe('runPaths()', () => {
  test('without risks every path is the headline, on each path of hashprice and with tax', () => {
    for (const choices of [
      {},
      { path: 'falling' as const, leaseEnd: 'none' as const },
      { path: 'constant' as const, leaseEnd: 'cap' as const },
      { path: 'forward' as const, forwards: [{ month: '2027-06', usdPerPhDay: 42 }] },
    ]) {
      for (const taxPercent of [0, 25]) {
        const asked = caseOf({ ...open, ...choices }, { ...still, taxPercent });
        const compared = comparePivot(asked);
        const simulation = withRisks(simulationOf(asked), []);
        const { npvUsd } = runPaths({ simulation, seed: 1, from: 0, to: 2 });
        for (const path of [0, 1]) {
          expect(npvUsd[0]![path]! / compared.mining.npvUsd).toBeCloseTo(1, 9);
          expect(npvUsd[1]![path]! / compared.colocation.npvUsd).toBeCloseTo(1, 9);
          expect(npvUsd[2]![path]! / compared.gpuCloud.npvUsd).toBeCloseTo(1, 9);
        }
      }
    }
  });

  test('the mean of the log price is −σ²/2 × t, its spread σ × √t, within their own error bars', () => {
    const simulation = simulationOf(caseOf(open, { btcVolatilityPercent: 60 }));
    const { logBtcPrice } = runPaths({ simulation, seed: 11, from: 0, to: 3000 });
    const years = (simulation.months - 1) / 12;
    const variance = 0.36 * years;
    const error = Math.sqrt(variance / logBtcPrice.length);
    expect(Math.abs(mean(logBtcPrice) + variance / 2)).toBeLessThan(3 * error);
    const spread = mean(logBtcPrice.map((x) => (x + variance / 2) ** 2));
    expect(Math.abs(spread / variance - 1)).toBeLessThan(3 * Math.sqrt(2 / logBtcPrice.length));
  });

  test('the mean of hashprice is its path, after ten years and more', () => {
    for (const path of ['network', 'constant', 'falling'] as const) {
      const simulation = simulationOf(caseOf({ ...open, path }));
      const { lastHashprice } = runPaths({ simulation, seed: 21, from: 0, to: 4000 });
      expect(Math.abs(mean(lastHashprice) - 1)).toBeLessThan(4 * errorOf(lastHashprice));
    }
  });

  test('where value is a straight line of a risk, the mean of the paths is the headline', () => {
    for (const risk of ['capex', 'signature'] as const) {
      const asked = caseOf(open);
      const simulation = withRisks(simulationOf(asked), [risk]);
      const { npvUsd } = runPaths({ simulation, seed: 5, from: 0, to: 3000 });
      const values = npvUsd[1]!;
      expect(errorOf(values)).toBeGreaterThan(0);
      expect(Math.abs(mean(values) - comparePivot(asked).colocation.npvUsd)).toBeLessThan(
        3.5 * errorOf(values),
      );
    }
  });

  test('a tenant that may fail is worth less than one that may not, and a backstop most of it back', () => {
    const asked = caseOf(open);
    const simulation = withRisks(simulationOf(asked), ['tenant']);
    const { npvUsd, otherBackstopUsd } = runPaths({ simulation, seed: 6, from: 0, to: 2000 });
    const headline = comparePivot(asked).colocation.npvUsd;
    expect(mean(npvUsd[1]!)).toBeLessThan(mean(otherBackstopUsd));
    expect(mean(otherBackstopUsd)).toBeLessThan(headline);
  });

  test('a signed GPU contract does not move with the GPU price but by what is sold after it', () => {
    const asked = caseOf({ ...open, signed: true, leaseEnd: 'none' }, { gpuResidualPercent: 0 });
    const simulation = withRisks(simulationOf(asked), ['gpuPrice', 'signature']);
    const { npvUsd } = runPaths({ simulation, seed: 7, from: 0, to: 50 });
    const headline = comparePivot(asked).gpuCloud.npvUsd;
    for (const usd of npvUsd[2]!) expect(usd / headline).toBeCloseTo(1, 9);
  });

  test('after a customer’s default the GPU price outside the contract falls as assumed', () => {
    const asked = caseOf({ ...open, signed: true, leaseEnd: 'none' });
    const { plans } = simulationOf(asked);
    const { gpu, expected } = plans[2]!.blocks[0]!;
    const certain = { priceFactor: 1, gpuLog: undefined, powerFactor: undefined };
    const { revenueUsd, firstRent } = gpuMonths({
      terms: gpu!,
      events: { ...expected, ...certain, failsAfter: 24 },
    });
    expect(revenueUsd[firstRent + 23]).toBeCloseTo(gpu!.revenueUsd, 3);
    for (const since of [24, 36]) {
      const left = revenueUsd[firstRent + since]! / gpu!.revenueUsd;
      expect(left).toBeCloseTo(0.75 ** (since / 12), 9);
    }
  });

  test('halls and GPUs are worth on each path what their slow form says', () => {
    for (const leaseEnd of ['renewal', 'cap', 'none'] as const) {
      const simulation = simulationOf(caseOf({ ...open, leaseEnd }, { gpuPrepaymentPercent: 20 }));
      const { conversionUsd } = runPaths({ simulation, seed: 12, from: 0, to: 60 });
      for (const plan of [1, 2]) {
        for (const [path, usd] of conversionUsd[plan]!.entries())
          expect(usd / slowLettingUsd({ simulation, plan, seed: 12, path })).toBeCloseTo(1, 8);
      }
    }
  });

  test('the same seed gives the same paths, in one run or in parts', () => {
    const simulation = simulationOf(caseOf());
    const whole = runPaths({ simulation, seed: 3, from: 0, to: 40 });
    const parts = [
      runPaths({ simulation, seed: 3, from: 0, to: 13 }),
      runPaths({ simulation, seed: 3, from: 13, to: 40 }),
    ];
    expect(joinPaths(parts)).toEqual(whole);
    expect(runPaths({ simulation, seed: 4, from: 0, to: 40 })).not.toEqual(whole);
  });

  test('hashrate that answers to hashprice narrows what mining may come to', () => {
    const spread = (speed: number) => {
      const asked = caseOf(open, { hashrateResponsePerYear: speed, hashrateEntryPerYear: speed });
      const simulation = simulationOf({ ...asked, path: 'falling' });
      const paths = runPaths({ simulation, seed: 9, from: 0, to: 1000 });
      const { mining } = outcomes({ simulation, paths });
      return mining.p95Usd - mining.p5Usd;
    };
    expect(spread(2)).toBeLessThan(spread(0.2) * 0.7);
  });

  test('refuses correlations that contradict each other', () => {
    const asked = caseOf({}, { correlationBtcHashrate: 0.95, correlationBtcGpu: 0.95 });
    expect(() => simulationOf(asked)).toThrow(/^The correlations must be .+, read 0.95, 0.95/);
  });
});

describe('closing and renewal on paths', () => {
  const dear: Site = { ...prairie, powerPriceUsdPerMwh: 62 };

  test.each([
    ['Prairie', caseOf()],
    ['a site that loses money', caseOf({ site: dear })],
    ['a falling path', caseOf({ site: dear, path: 'falling', mayMine: ['closing'] })],
    ['machines that cost too much to renew', caseOf({ machinePrice: 'fixed' }, { machinePriceUsdPerTh: 60 })],
  ])('are worth no less than never deciding, within two standard errors: %s', (_, asked) => {
    const simulation = simulationOf(asked);
    const paths = runPaths({ simulation, seed: 31, from: 0, to: 1000 });
    const { options } = outcomes({ simulation, paths });
    expect(options.meanUsd).toBeGreaterThanOrEqual(-2 * options.errorUsd);
  });

  test('a rule that is followed on a path comes to what a slow reader of the rule counts', () => {
    const simulation = simulationOf(caseOf({ site: dear }));
    const { npvUsd } = runPaths({ simulation, seed: 2, from: 0, to: 20 });
    for (let path = 0; path < 20; path++) {
      expect(npvUsd[0]![path]! / slowMiningUsd({ simulation, seed: 2, path })).toBeCloseTo(1, 9);
    }
  });

  test('machines that are sold are written off to the cent, whenever they were bought', () => {
    const asked = caseOf({ machinesOwned: false }, { taxPercent: 21, fleetLifeYears: 5 });
    const simulation = simulationOf(asked);
    const { fleet, rule } = simulation.plans[0]!.fleets[0];
    const walk = marketWalker(simulation.market);
    for (let stream = 0; stream < 40; stream++) {
      const shocks = new Float64Array(simulation.months * 5);
      fillNormals({ into: shocks, seed: 3, stream });
      const into = {
        cashUsd: new Float64Array(simulation.months + 48),
        profitUsd: new Float64Array(simulation.months + 48),
      };
      mineOnPath({ fleet, rule, market: walk(shocks), into });
      // Nothing is left on the books: what was taxed in all is what came in in all.
      const sum = (usd: Float64Array) => usd.reduce((total, one) => total + one, 0);
      expect(Math.abs(sum(into.profitUsd) - sum(into.cashUsd))).toBeLessThan(1);
    }
  });

  test('nothing is decided where nothing may be', () => {
    const simulation = simulationOf(caseOf(open));
    expect(simulation.plans.flatMap(({ fleets }) => fleets.map(({ rule }) => rule))).toEqual(
      Array.from({ length: 6 }, () => undefined),
    );
  });
});

describe('outcomes()', () => {
  const simulation = simulationOf(caseOf());
  const paths = runPaths({ simulation, seed: 1, from: 0, to: 1200 });
  const found = outcomes({ simulation, paths });

  test('percentiles are in order, for each use, alone and on the site', () => {
    const { mining, colocation, gpuCloud, backstop } = found;
    for (const { p5Usd, p50Usd, p95Usd } of [
      mining,
      ...[colocation, gpuCloud].flatMap(({ site, alone, gain }) => [site, alone, gain]),
      ...Object.values(backstop),
    ]) {
      expect(p5Usd).toBeLessThan(p50Usd);
      expect(p50Usd).toBeLessThan(p95Usd);
    }
    expect(backstop.with.meanUsd).toBeGreaterThan(backstop.without.meanUsd);
  });

  test('money so far is compared by horizon, the last being the whole', () => {
    expect(found.leaseAhead.map(({ months }) => months)).toEqual([60, 120, simulation.months]);
    expect(found.leaseAhead[0]!.percent).toBeLessThan(found.leaseAhead.at(-1)!.percent);
  });

  test('the fan of value so far ends near where the NPVs of its paths lie', () => {
    const { p50Usd } = found.fan.mining;
    expect(p50Usd).toHaveLength(simulation.months);
    expect(p50Usd.at(-1)! / found.mining.p50Usd).toBeGreaterThan(0.9);
    expect(p50Usd.at(-1)! / found.mining.p50Usd).toBeLessThan(1.1);
  });

  test('riskShares() adds up to all, the widest first, and leaves out what cannot move the lease', () => {
    const shares = riskShares({ simulation: simulationOf(caseOf({ ...open, signed: true })) });
    expect(shares.reduce((sum, { percent }) => sum + percent, 0)).toBeCloseTo(100, 9);
    const percents = shares.map(({ percent }) => percent);
    expect(percents).toEqual(percents.toSorted((a, b) => b - a));
    expect(shares.find(({ risk }) => risk === 'signature')!.percent).toBeLessThan(1e-9);
    expect(shares.find(({ risk }) => risk === 'gpuPrice')!.percent).toBeLessThan(1e-9);
  });

  test('a sale is at a capitalisation rate that is drawn within its P10–P90, and makes a part of the spread', () => {
    const sold = (capRatePercent: number) => caseOf({ leaseEnd: 'cap', signed: true }, { capRatePercent });
    const simulation = withRisks(simulationOf(sold(7)), ['capRate']);
    const [, leased] = runPaths({ simulation, seed: 3, from: 0, to: 4000 }).conversionUsd;
    const below = (usd: number) => leased!.filter((one) => one < usd).length / leased!.length;
    const at = (percent: number) => comparePivot(sold(percent)).colocation.conversionValue!.npvUsd;
    // Standard error of such a share: half a percentage point.
    expect(Math.abs(below(at(9.5)) - 0.1)).toBeLessThan(0.02);
    expect(Math.abs(below(at(6)) - 0.9)).toBeLessThan(0.02);
    expect(Math.abs(below(at(7)) - 0.5)).toBeLessThan(0.03);
    const shares = riskShares({ simulation: simulationOf(sold(7)) });
    expect(shares.find(({ risk }) => risk === 'capRate')!.percent).toBeGreaterThan(0);
    const renewed = riskShares({ simulation: simulationOf(caseOf({ signed: true })) });
    expect(renewed.map(({ risk }) => risk)).not.toContain('capRate');
  });

  test('riskShares() gives reletting none where the building is sold, and market rent what the sale hangs on', () => {
    const sold = simulationOf(caseOf({ leaseEnd: 'cap', signed: true }));
    const of = (risk: string) => riskShares({ simulation: sold }).find((one) => one.risk === risk)!.percent;
    expect(of('reletting')).toBe(0);
    expect(of('signature')).toBe(0);
    expect(of('marketRent')).toBeGreaterThan(0);
    const kept = simulationOf(caseOf({ leaseEnd: 'none' }));
    const none = riskShares({ simulation: kept }).filter(({ risk }) => /reletting|marketRent/.test(risk));
    expect(none.map(({ percent }) => percent)).toEqual([0, 0]);
  });
});
