import { hashprice, type Site, siteEconomics } from '../src/economics/index.ts';
import { demoSites } from '../src/sites/demo.ts';
import type { BenchCase } from './case.ts';

const EVALUATIONS = 6_000_000;

/** Profit of a site, every class of it, with full validation, on one core. */
export const coreThroughput: BenchCase = {
  name: 'Calculation core',
  async run() {
    const site: Site = demoSites[0]!;
    const market = { subsidyBtc: 3.125, feesBtcPerBlock: 0.0217, difficulty: 1.4167e14 };
    const classes = site.fleet.length;
    const rounds = EVALUATIONS / classes;
    let sum = 0;
    const pass = (count: number) => {
      for (let round = 0; round < count; round++) {
        const at = hashprices[round % hashprices.length]!;
        sum += siteEconomics({ site, hashprice: at }).marginUsdPerDay;
      }
    };
    const hashprices = Array.from({ length: 64 }, (_, index) =>
      hashprice({ ...market, priceUsd: 60_000 + index * 500 }),
    );
    pass(rounds / 10);
    const started = performance.now();
    pass(rounds);
    const seconds = (performance.now() - started) / 1000;
    if (!Number.isFinite(sum)) throw new Error('The core returned a number that is not finite');
    return [
      {
        name: 'site-class profit evaluations',
        value: EVALUATIONS / seconds,
        unit: 'per second',
        reach: { atLeast: 3_000_000 },
      },
    ];
  },
};
