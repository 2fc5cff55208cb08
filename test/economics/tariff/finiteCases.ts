import * as economics from '../../../src/economics/index.ts';
import { rockdale } from '../fixtures.ts';
import { demand, energy, flat, tariffOf } from './tariffs.ts';

const start = Date.parse('2025-07-01T02:00Z');
const HOUR_MS = 3_600_000;
const grid = { start, intervalMinutes: 60, count: 6 };
const hourly = (value: (hour: number) => number) => Array.from({ length: grid.count }, (_, at) => value(at));
const localTime = {
  offsets: [
    { from: 0, minutes: -300 },
    { from: start + 5 * HOUR_MS, minutes: -360 },
  ],
};
const slots = hourly((hour) => hour).map((value) => ({
  start: start + value * HOUR_MS,
  end: start + (value + 1) * HOUR_MS,
  value,
}));

const byUse = tariffOf(
  {
    kind: 'energy',
    name: 'Wires',
    tiersCount: 'kWh/kW',
    periods: [{ name: 'all', tiers: [{ usdPerUnit: 0.01, upTo: 5 }, { usdPerUnit: 0.02 }] }],
  },
  {
    kind: 'demand',
    name: 'Demand',
    schedule: { months: [0, 0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0] },
    periods: [...flat(5), ...flat(9)],
    ratchet: { share: 0.8, lookBack: { monthsBack: 11 } },
    minimumKw: 10,
  },
  { kind: 'minimum', name: 'Least', usd: 900, per: 'year' },
  { kind: 'percent', name: 'Tax', share: 0.08 },
);
const peaks = [{ start: start + 2 * HOUR_MS, end: start + 3 * HOUR_MS }];
const fourCp = { kind: 'coincident', usdPerKw: 60, per: 'year', months: ['2025-06', '2025-07'] } as const;
const byIndex: economics.Tariff = {
  ...tariffOf(
    {
      kind: 'block',
      name: 'Supply',
      blockMw: 1,
      blockUsdPerMwh: 40,
      adderUsdPerMwh: 5,
      sellsBack: true,
    },
    energy(0.01),
    demand(4),
    { ...fourCp, name: '1CP', of: 'highest', peaks },
    { ...fourCp, name: '4CP', of: 'mean', peaks, stated: { kw: 800, peaks: 4 } },
    { kind: 'fixed', name: 'Meter', usd: 3, per: 'day' },
    { kind: 'percent', name: 'Tax', share: 0.08 },
    { kind: 'hosting', name: 'Host', share: 0.2, of: 'profit', passesPowerThrough: false },
  ),
  losses: { energyShare: 0.03, demandShare: 0.04 },
  powerFactor: { least: 0.95, raise: 'ratio' },
  demandWindowMinutes: 60,
};

const terms = {
  tariffs: [
    { from: 0, tariff: byUse },
    { from: start + 3 * HOUR_MS, tariff: byIndex },
  ],
  grid,
  localTime,
  yearRepeats: true,
};
const bill = {
  ...terms,
  load: {
    kw: hourly((hour) => 900 + 10 * hour),
    peakKw: 1000,
    powerFactor: 0.9,
    indexUsdPerMwh: hourly((hour) => 10 * hour - 30),
    earlierPeaksKw: { '2025-05': 1100 },
    revenueUsd: { '2025-06': 9e4, '2025-07': 9e4 },
    statedSoldBackUsd: { '2025-06': 800 },
  },
};

const meterPrices = [
  { start, end: start + 2 * HOUR_MS, usdPerMwh: 40, ofIndex: 0 },
  { start: start + 2 * HOUR_MS, end: start + 6 * HOUR_MS, usdPerMwh: 5, ofIndex: 1.1 },
];

/** The public functions of what power costs, each with an input that works. */
export const tariffFunctions: Record<string, { valid: object; run: (input: never) => unknown }> = {
  checkTariff: { valid: byIndex, run: economics.checkTariff },
  billsOf: { valid: bill, run: economics.billsOf },
  // Its bills are those of billsOf().
  biller: { valid: terms, run: (input: typeof terms) => economics.biller(input).calendar },
  volumetricUsdPerMwh: {
    valid: bill,
    // No number only where the index has none.
    run: (input: typeof bill) =>
      economics.volumetricUsdPerMwh(input).filter((_, at) => !Number.isNaN(input.load.indexUsdPerMwh[at])),
  },
  meterPrices: {
    valid: { ...bill, from: start, to: start + 6 * HOUR_MS },
    run: economics.meterPrices,
  },
  atMeter: { valid: { prices: meterPrices, index: slots }, run: economics.atMeter },
  hasRisingSteps: { valid: byUse, run: (tariff: economics.Tariff) => economics.hasRisingSteps(tariff) },
  hasIndex: {
    valid: { prices: meterPrices },
    run: ({ prices }: { prices: typeof meterPrices }) => economics.hasIndex(prices),
  },
  withTariff: {
    valid: { site: rockdale, price: { allInUsdPerMwh: 56.9, volumetricUsdPerMwh: 47 } },
    run: economics.withTariff,
  },
  planPrice: { valid: { ...bill, since: '2025-06' }, run: economics.planPrice },
  withChange: {
    valid: { tariff: byIndex, change: { kind: 'stop', peaks: 2 }, kw: 800, meanKw: 700 },
    run: ({ kw, ...asked }: Omit<Parameters<typeof economics.withChange>[0], 'demandKw'> & { kw: number }) =>
      economics.withChange({ ...asked, demandKw: () => kw }),
  },
  monthsOfYear: {
    valid: { year: 2026 },
    run: ({ year }: { year: number }) => economics.monthsOfYear(year),
  },
  soldBack: {
    valid: {
      lines: [
        { usd: -300, quantity: 9_000, soldBack: true },
        { usd: 20, quantity: 1 },
      ],
    },
    run: economics.soldBack,
  },
  netOfCreditsUsdPerMwh: {
    valid: { powerUsd: 45_000, creditsUsd: 5_000, usedMwh: 1_000 },
    run: economics.netOfCreditsUsdPerMwh,
  },
  localOf: { valid: { time: start, localTime }, run: economics.localOf },
  utcTime: { valid: { local: start, localTime }, run: economics.utcTime },
  onGrid: {
    valid: { slots, grid },
    // No number only where the slots leave a gap.
    run: (input: Parameters<typeof economics.onGrid>[0]) =>
      economics.onGrid(input).filter((value) => !Number.isNaN(value)),
  },
};
