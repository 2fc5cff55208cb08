import { utcOffsets } from '../../../src/common/wallTime.ts';
import {
  type Bill,
  billsOf,
  type Charge,
  type Grid,
  type LocalTime,
  type Tariff,
} from '../../../src/economics/index.ts';

/** Local time of a zone from 2019 to 2030. */
const localTimeOf = (timeZone: string): LocalTime => ({
  offsets: utcOffsets({ timeZone, from: Date.UTC(2019, 0), to: Date.UTC(2030, 0) }),
});
export const utc = localTimeOf('UTC');
export const chicago = localTimeOf('America/Chicago');

/** The intervals from one time to another. */
export function grid(asked: { from: string; to: string; minutes?: number }): Grid {
  const { from, to, minutes: intervalMinutes = 60 } = asked;
  const start = Date.parse(from);
  return { start, intervalMinutes, count: (Date.parse(to) - start) / (intervalMinutes * 60_000) };
}

const year2025 = grid({ from: '2025-01-01T00:00Z', to: '2026-01-01T00:00Z' });

export const tariffOf = (...charges: Charge[]): Tariff => ({ name: 'Test', charges });

/** One price at all hours. */
export const flat = (usdPerUnit: number) => [{ name: 'all hours', tiers: [{ usdPerUnit }] }];

export const energy = (usdPerKwh: number): Charge => ({
  kind: 'energy',
  name: 'Energy',
  periods: flat(usdPerKwh),
});
export const demand = (usdPerKw: number): Charge => ({
  kind: 'demand',
  name: 'Demand',
  periods: flat(usdPerKw),
});

/** The bills of a load that `kw` gives by its interval's start. */
export function billed(asked: {
  tariff: Tariff;
  kw: (start: number) => number;
  on?: Grid;
  localTime?: LocalTime;
  yearRepeats?: boolean;
  peakKw?: number | undefined;
}): Bill[] {
  const { tariff, kw, on = year2025, localTime = utc, yearRepeats = false, peakKw } = asked;
  const loads = Float64Array.from({ length: on.count }, (_, at) =>
    kw(on.start + at * on.intervalMinutes * 60_000),
  );
  const load = { kw: loads, peakKw };
  return billsOf({ tariffs: [{ from: 0, tariff }], grid: on, localTime, yearRepeats, load });
}

/** What bills come to, of one kind of charge or of all. */
export function sum(bills: readonly Bill[], kind?: Charge['kind']): number {
  const lines = bills
    .flatMap((bill) => bill.lines)
    .filter((line) => kind === undefined || line.kind === kind);
  return lines.reduce((usd, line) => usd + line.quantity * line.usdPerUnit, 0);
}
