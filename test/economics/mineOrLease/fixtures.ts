import fc from 'fast-check';
import {
  assume,
  assumptionNames,
  assumptions,
  customMachine,
  hashprice,
  type Overrides,
  type PivotCase,
  type Site,
  withHashprice,
} from '../../../src/economics/index.ts';
import { machine, market } from '../fixtures.ts';

const halvings = ['2028-04-10', '2032-03-20', '2036-03-01', '2040-02-01'].map((day) => Date.parse(day));

/** 100 MW of which a part is old machines. */
export const prairie: Site = {
  name: 'Prairie',
  timeZone: 'America/Chicago',
  powerPriceUsdPerMwh: 45,
  pue: 1.04,
  uptime: 0.97,
  poolFee: 0.01,
  poolScheme: 'FPPS',
  fleet: [
    { machine: machine('s19jpro'), count: 12_000 },
    { machine: machine('s21xp'), count: 15_000 },
  ],
  otherOperatingUsdPerMwh: 3,
  otherOperatingUsdPerMonth: 150_000,
  demandChargeUsdPerKwMonth: 1.5,
  interconnectMw: 100,
};

export function caseOf(changes: Partial<PivotCase> = {}, overrides: Overrides = {}): PivotCase {
  return {
    site: prairie,
    hashprice: hashprice(market),
    startMonth: '2026-02',
    halvingTimes: halvings,
    leaseForm: 'triple-net',
    assumptions: assume(overrides),
    ...changes,
  };
}

/** What the first model left out: lateness, overrun, what land sells for. */
export const bare: Overrides = {
  lateMonths: 0,
  capexOverrunPercent: 0,
  landUsdMPerMw: 0,
  costEscalationPercentPerYear: 0,
};

/** As the first model had it: difficulty growth rules, nothing comes after the term, mining goes on for ever. */
export const asBefore: Partial<PivotCase> = {
  path: 'falling',
  leaseEnd: 'none',
  mayMine: ['renewal'],
  renewals: 'every life',
  machinePrice: 'fixed',
};

/** Nothing grows, nothing ends, nothing is sold: what the worked case leaves out. */
export const plain: Overrides = {
  ...bare,
  rentUsdPerKwMonth: 140,
  miningDiscountPercent: 10,
  colocationDiscountPercent: 10,
  btcPriceGrowthPercentPerYear: 0,
  difficultyGrowthPercentPerYear: 0,
  powerEscalationPercentPerYear: 0,
  fleetLifeYears: 50,
  salvagePercent: 0,
  rampMonths: 0,
  demolitionAfterMonths: 0,
  loanToCostPercent: 0,
};

/** 100 gross MW of 13.5 J/TH at $45/MWh and a flat hashprice of $40; $9M per critical MW over 18 months. */
export function workedCase(overrides: Overrides = {}): PivotCase {
  const bare = customMachine({ hashrateThPerS: 100, powerW: 1350 });
  const site = { ...prairie, pue: 1, uptime: 1, poolFee: 0, fleet: [{ machine: bare, count: 1e8 / 1350 }] };
  const { otherOperatingUsdPerMwh, otherOperatingUsdPerMonth, demandChargeUsdPerKwMonth, ...free } = site;
  return caseOf(
    {
      ...asBefore,
      site: free,
      hashprice: withHashprice({ hashprice: hashprice(market), usdPerPhDay: 40 }),
      halvingTimes: [],
      leaseForm: 'modified gross',
    },
    { ...plain, colocationCapexUsdMPerCriticalMw: 9, ...overrides },
  );
}

const within = (low: number, high: number) => fc.double({ min: low, max: high, noNaN: true });

/** Assumptions as people give them: each left alone, or somewhere between half and twice its default. */
const anyOverrides: fc.Arbitrary<Overrides> = fc.record(
  Object.fromEntries(
    assumptionNames
      .filter((name) => !/olatility|orrelation|tax/.test(name))
      .map((name) => {
        const { value, min, max } = assumptions[name];
        const [low, high] =
          value < 0 ? [value * 1.4, value / 2] : [value / 2, value === 0 ? 20 : value * 1.4];
        return [name, within(Math.max(min, low), Math.min(max, high))];
      }),
  ),
  { requiredKeys: [] },
);

export const anyCase: fc.Arbitrary<PivotCase> = fc
  .record({
    overrides: anyOverrides,
    powerPriceUsdPerMwh: within(5, 90),
    usdPerPhDay: within(15, 120),
    retrofit: fc.boolean(),
    firmMw: fc.option(within(20, 100), { nil: undefined }),
    energisedMw: fc.option(within(20, 100), { nil: undefined }),
    earliestEnergisation: fc.option(fc.constantFrom('2026-09', '2028-01', '2031-06'), { nil: undefined }),
    poolScheme: fc.constantFrom('FPPS' as const, 'PPS' as const),
    choices: fc.record({
      path: fc.constantFrom('network' as const, 'constant' as const, 'falling' as const),
      leaseEnd: fc.constantFrom('renewal' as const, 'cap' as const, 'none' as const),
      mayMine: fc.subarray(['closing' as const, 'renewal' as const]),
      machinePrice: fc.constantFrom('payback' as const, 'fixed' as const),
      signed: fc.boolean(),
    }),
  })
  .map(({ overrides, usdPerPhDay, choices, ...site }) =>
    caseOf(
      {
        ...choices,
        site: { ...prairie, ...site },
        hashprice: withHashprice({ hashprice: hashprice(market), usdPerPhDay }),
      },
      overrides,
    ),
  );
