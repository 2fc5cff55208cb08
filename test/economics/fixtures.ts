import fc from 'fast-check';
import {
  findMachine,
  type Hashprice,
  hashprice,
  type Machine,
  machines,
  poolSchemes,
  type Site,
} from '../../src/economics/index.ts';

/** A catalogue machine by a name that must be there. */
export function machine(name: string): Machine {
  const result = findMachine({ name });
  if ('found' in result) return result.found;
  throw new Error(`No machine is called ${name}`);
}

export const market = { subsidyBtc: 3.125, feesBtcPerBlock: 0.02, difficulty: 1.4e14, priceUsd: 80_000 };

/** A site with every cost known. */
export const rockdale: Site = {
  name: 'Rockdale',
  timeZone: 'America/Chicago',
  powerPriceUsdPerMwh: 45,
  pue: 1.05,
  uptime: 0.95,
  poolFee: 0.02,
  poolScheme: 'FPPS',
  fleet: [
    { machine: machine('s21xp'), count: 1000 },
    { machine: machine('s19jpro'), count: 2500, efficiencyJPerTh: 28 },
  ],
  otherOperatingUsdPerMwh: 3,
  otherOperatingUsdPerMonth: 40_000,
  demandChargeUsdPerKwMonth: 4,
  sgaUsdPerMonth: 30_000,
  interestUsdPerMonth: 20_000,
  stockCompensationUsdPerMonth: 10_000,
  capexUsd: 12_000_000,
  depreciationYears: 4,
};

const double = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const maybe = (min: number, max: number) => fc.option(double(min, max), { nil: undefined });

const fleetItem = fc.record({
  machine: fc.constantFrom(...machines),
  count: double(0.1, 50_000),
  efficiencyJPerTh: maybe(8, 120),
});

/** Sites as they occur, with and without each optional cost. */
export const anySite: fc.Arbitrary<Site> = fc.record({
  name: fc.constant('Any'),
  timeZone: fc.constantFrom('America/Chicago', 'Europe/Oslo', 'UTC'),
  powerPriceUsdPerMwh: double(-50, 300),
  pue: double(1, 2),
  uptime: double(0.05, 1),
  poolFee: double(0, 0.1),
  poolScheme: fc.constantFrom(...poolSchemes),
  fleet: fc.array(fleetItem, { minLength: 1, maxLength: 6 }),
  otherOperatingUsdPerMwh: maybe(0, 50),
  otherOperatingUsdPerMonth: maybe(0, 1e6),
  demandChargeUsdPerKwMonth: maybe(0, 30),
  sgaUsdPerMonth: maybe(0, 1e6),
  interestUsdPerMonth: maybe(0, 1e6),
  stockCompensationUsdPerMonth: maybe(0, 1e6),
  capexUsd: maybe(0, 1e9),
  depreciationYears: maybe(1, 20),
});

export const anyHashprice: fc.Arbitrary<Hashprice> = fc
  .record({
    subsidyBtc: fc.constantFrom(12.5, 6.25, 3.125, 1.5625),
    feesBtcPerBlock: double(0, 2),
    difficulty: double(1e12, 1e15),
    priceUsd: double(1000, 1e6),
  })
  .map((inputs) => hashprice(inputs));
