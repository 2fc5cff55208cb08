import * as fc from 'fast-check';
import { customMachine, type Site } from '../../../src/economics/index.ts';
import { testSite } from '../../support/testSite.ts';

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });

/** Sites of every kind: negative power prices, heavy fixed costs, pools that pay the subsidy only. */
export const anySite: fc.Arbitrary<Site> = fc
  .record({
    powerPriceUsdPerMwh: number(-60, 140),
    pue: number(1, 1.5),
    uptime: number(0.2, 1),
    poolFee: number(0, 0.1),
    poolScheme: fc.constantFrom('FPPS' as const, 'PPS' as const),
    otherOperatingUsdPerMwh: number(0, 20),
    sgaUsdPerMonth: number(0, 5_000_000),
    fleet: fc.array(
      fc.record({
        count: fc.integer({ min: 1, max: 20_000 }),
        joules: number(12, 60),
        hashrate: number(50, 300),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  })
  .map(({ fleet, ...site }) =>
    testSite({
      ...site,
      fleet: fleet.map(({ count, joules, hashrate }) => ({
        count,
        machine: customMachine({ hashrateThPerS: hashrate, powerW: joules * hashrate }),
      })),
    }),
  );
