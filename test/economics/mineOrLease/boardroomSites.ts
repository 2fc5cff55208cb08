import {
  assume,
  hashprice,
  type Overrides,
  type PivotCase,
  type Site,
  withHashprice,
} from '../../../src/economics/index.ts';
import { machine } from '../fixtures.ts';
import { asBefore, bare } from './fixtures.ts';

/** 31 January 2026: $78,446.39, 141.67 T, 312,605,295 sats of fees in 144 blocks. */
const january = hashprice({
  subsidyBtc: 3.125,
  feesBtcPerBlock: 312_605_295 / 144 / 1e8,
  difficulty: 141_668_107_417_558.25,
  priceUsd: 78_446.39,
});
const halvingsFrom = (next: string, secondsPerBlock: number) =>
  Array.from({ length: 10 }, (_, index) => Date.parse(next) + index * 210_000 * secondsPerBlock * 1000);
const halvingTimes = halvingsFrom('2028-04-01T21:18:52Z', 591);

export const prairie: Site = {
  name: 'Prairie',
  timeZone: 'America/Chicago',
  powerPriceUsdPerMwh: 45,
  pue: 1.04,
  uptime: 0.97,
  poolFee: 0.01,
  poolScheme: 'FPPS',
  fleet: [
    { machine: machine('s21xp'), count: 16_000 },
    { machine: machine('s19jpro'), count: 12_300 },
  ],
  otherOperatingUsdPerMwh: 3,
  otherOperatingUsdPerMonth: 150_000,
  interconnectMw: 100,
  demandChargeUsdPerKwMonth: 1.5,
};
export const fjord: Site = {
  name: 'Fjord',
  timeZone: 'Europe/Oslo',
  powerPriceUsdPerMwh: 32,
  pue: 1.06,
  uptime: 0.98,
  poolFee: 0.008,
  poolScheme: 'FPPS',
  fleet: [
    { machine: machine('S21 XP Hyd'), count: 4500 },
    { machine: machine('S21 Hyd'), count: 500 },
  ],
  otherOperatingUsdPerMwh: 4,
  otherOperatingUsdPerMonth: 60_000,
  interconnectMw: 30,
};
export const basin: Site = {
  name: 'Basin',
  timeZone: 'America/Denver',
  powerPriceUsdPerMwh: 62,
  pue: 1.08,
  uptime: 0.92,
  poolFee: 0.015,
  poolScheme: 'PPLNS',
  fleet: [
    { machine: machine('S19 Pro'), count: 6000 },
    { machine: machine('M30S++'), count: 3000 },
    { machine: machine('S19'), count: 2000 },
  ],
  otherOperatingUsdPerMonth: 90_000,
  interconnectMw: 40,
};

/** Rent $140 in year 1, nothing after the term, machines at $14/TH replaced at the end of every life or never. */
const typed: Overrides = {
  ...bare,
  rentUsdPerKwMonth: 140,
  escalatorPercentPerYear: 3,
  leaseTermYears: 15,
  colocationCapexUsdMPerCriticalMw: 10,
  machinePriceUsdPerTh: 14,
};

export const on = (site: Site, choices: Partial<PivotCase> = {}, overrides: Overrides = {}): PivotCase => ({
  ...asBefore,
  site,
  hashprice: january,
  startMonth: '2026-02',
  halvingTimes,
  leaseForm: 'triple-net',
  assumptions: assume(typed, overrides),
  ...choices,
});

/** 12 January 2026: $91,132, 146.47 T, hashprice 39.32; 60 MW of S21 XP at $45/MWh. */
export const rockdale: Site = {
  name: 'rockdale',
  timeZone: 'UTC',
  powerPriceUsdPerMwh: 45,
  pue: 1.05,
  uptime: 0.95,
  poolFee: 0.02,
  poolScheme: 'FPPS',
  fleet: [{ machine: machine('s21xp'), count: 60e6 / machine('s21xp').powerW / 1.05 }],
  interconnectMw: 60,
};
export const offHand: Partial<PivotCase> = {
  // 0.0165 BTC of fees make 39.32 of the price and the difficulty. The halving as it was estimated that day, with
  // blocks every ten minutes after it: the reference's own 591 seconds belong to another day.
  hashprice: withHashprice({
    hashprice: hashprice({
      subsidyBtc: 3.125,
      feesBtcPerBlock: 0.0165,
      difficulty: 146.47e12,
      priceUsd: 91_132,
    }),
    usdPerPhDay: 39.32,
  }),
  halvingTimes: halvingsFrom('2028-04-26T22:36:30Z', 600),
};
