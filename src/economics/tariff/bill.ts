import { monthName } from '../month.ts';
import { OutOfRangeError } from '../range.ts';
import { blockLines } from './block.ts';
import { BUCKETS, type Calendar, calendarOf, dayNumber, type Grid, type LocalTime } from './calendar.ts';
import { checkTariffs } from './check.ts';
import { coincidentLines } from './coincident.ts';
import { demandLines } from './demand.ts';
import { energyLines } from './energy.ts';
import { type BillLine, cents, NEXT_TO_NONE, total } from './lines.ts';
import { checkLoad, type Load } from './load.ts';
import { type Month, monthsOf, type Peaks, peaksOf, wholePeaks } from './months.ts';
import type { Bills, Scope } from './scope.ts';
import { fixedLines, hostingLines, minimumLines, percentLines } from './shares.ts';
import type { Charge, TariffFrom } from './tariff.ts';
import { inWindows, type Use, useOf } from './use.ts';

/** What a calendar month of power costs. */
export interface Bill {
  /** `2026-07` */
  month: string;
  /** In the order of the tariff; what costs nothing is left out. */
  lines: readonly BillLine[];
  /** What the lines add up to. */
  totalUsd: number;
  /** What the bill would be had nothing been sold back: taxes, minimum and a host's share are of more then. */
  beforeSoldBackUsd: number;
  /** How much less its other lines are for what was sold back, as stated where it is; negative where they are more. */
  soldBackSavesUsd: number;
  energyKwh: number;
  /** The month's highest interval at the meter. */
  peakKw: number;
  /** Hours of the month that the load covers, and hours that the month has. */
  hours: number;
  monthHours: number;
  /** Mean ÷ peak of the hours covered; undefined without a load. */
  loadFactor: number | undefined;
  /** All lines ÷ energy; undefined without energy. */
  usdPerMwh: number | undefined;
  /** What the demand charges came to, taxes not among them. */
  demandUsd: number;
  /** What is not in the bill, or only in part, because it is not known. */
  missing: readonly string[];
}

export interface BillTerms {
  /** In order of their beginnings; before the first nothing can be billed. */
  tariffs: readonly TariffFrom[];
  grid: Grid;
  localTime: LocalTime;
  /**
   * Whether months before the load are taken to be as the same months of its year, so that a ratchet wraps round a model
   * year. False where not given: then they are unknown.
   */
  yearRepeats?: boolean | undefined;
}

/** Local months that the load covers, in whole or in part, each as a bill. @throws RangeError */
export const billsOf = ({ load, ...terms }: BillTerms & { load: Load }): Bill[] => biller(terms).bills(load);

/** Tariffs that have been checked on a grid that has been laid out: for many loads, or for more than their bills. */
export interface Biller {
  calendar: Calendar;
  bills(load: Load): Bill[];
  /** Each slice of the calendar as the charges read it. */
  scopes(load: Load): Scope[];
}

/** Bills many loads on one grid. @throws RangeError */
export function biller(terms: BillTerms): Biller {
  const { tariffs, grid, localTime, yearRepeats = false } = terms;
  checkTariffs(tariffs);
  const calendar = calendarOf({
    grid,
    localTime,
    changes: tariffs.map(({ from }) => from),
    holidays: tariffs.map(({ tariff }) => new Set((tariff.holidays ?? []).map((day) => dayNumber(day)!))),
  });
  const early = calendar.slices.find(({ tariff }) => tariff < 0);
  if (early)
    throw new OutOfRangeError(
      `tariffs must hold from the beginning of ${monthName(early.month)}, the first month of the load, read ${tariffs.length > 0 ? new Date(tariffs[0]!.from).toISOString() : 'none'}`,
    );
  const months = monthsOf({ ...terms, calendar });
  const windowMinutes = demandWindow(terms);
  const measured = (load: Load) => {
    checkLoad(load);
    const use = useOf({ kw: inWindows({ kw: load.kw, grid, minutes: windowMinutes }), calendar });
    const peaks = months.map((month) => peaksOf(month, use, load.peakKw));
    const earlierPeaks = wholePeaks({ months, peaks, yearRepeats });
    return months.map((month, at) => ({
      month,
      peaks: peaks[at]!,
      terms,
      calendar,
      windowMinutes,
      use,
      load,
      earlierPeaks,
    }));
  };
  return {
    calendar,
    bills: (load) => measured(load).map(billOfMonth),
    scopes: (load) => measured(load).flatMap((of) => scopesOf({ ...of, missing: () => {} })),
  };
}

function demandWindow({ tariffs, grid }: BillTerms): number {
  const windows = new Set(tariffs.map(({ tariff }) => tariff.demandWindowMinutes ?? grid.intervalMinutes));
  const [minutes = grid.intervalMinutes] = windows;
  if (windows.size > 1)
    throw new OutOfRangeError(
      `demand must be measured over the same minutes in all tariffs of a site (demandWindowMinutes), read ${[...windows].join(' and ')}`,
    );
  return minutes;
}

interface Asked {
  month: Month;
  terms: BillTerms;
  calendar: Calendar;
  windowMinutes: number;
  use: Use;
  load: Load;
  peaks: Peaks;
  earlierPeaks(month: number): Peaks | undefined;
}

function billOfMonth(asked: Asked): Bill {
  const { month, peaks } = asked;
  const missing: string[] = [];
  const { intervalMinutes } = asked.terms.grid;
  if (asked.load.peakKw === undefined && asked.windowMinutes < intervalMinutes)
    missing.push(
      `the peaks over ${asked.windowMinutes} minutes, higher than those over the ${intervalMinutes} of the load`,
    );
  const scopes = scopesOf({ ...asked, missing: (what) => missing.push(what) });
  const isWhole = month.hours === month.monthHours && missing.length === 0;
  const lines = scopes.flatMap((scope) => linesOf({ scope, isWhole }));
  const totalUsd = total(lines);
  const soldUsd = -total(lines.filter(({ soldBack }) => soldBack));
  const withSold = (usd: number): number =>
    soldUsd === 0
      ? totalUsd
      : total(scopes.flatMap((scope) => linesOf({ scope, isWhole, soldShare: usd / soldUsd })));
  const beforeSoldBackUsd = withSold(0);
  const creditUsd = soldUsd === 0 ? 0 : (asked.load.statedSoldBackUsd?.[month.name] ?? soldUsd);
  const energyKwh = energyOf(asked);
  const { hours, monthHours } = month;
  return {
    month: month.name,
    lines: lines.filter(({ usd }) => usd !== 0),
    totalUsd,
    beforeSoldBackUsd,
    soldBackSavesUsd: cents(beforeSoldBackUsd - creditUsd - withSold(creditUsd)),
    energyKwh,
    peakKw: peaks.highest,
    hours,
    monthHours,
    loadFactor: peaks.highest < NEXT_TO_NONE ? undefined : energyKwh / (peaks.highest * hours),
    usdPerMwh: energyKwh < NEXT_TO_NONE ? undefined : (totalUsd / energyKwh) * 1000,
    demandUsd: total(lines.filter(({ kind }) => kind === 'demand')),
    missing: [...new Set(missing)],
  };
}

/** Each part of a month as the charges of its tariff read it. */
function scopesOf(asked: Asked & { missing(what: string): void }): Scope[] {
  const { month, terms, calendar, use, load, peaks, earlierPeaks, missing } = asked;
  const monthKwh = energyOf(asked);
  return month.parts.map(({ at, slice, share }) => ({
    tariff: terms.tariffs[slice.tariff]!.tariff,
    month: month.number,
    name: month.name,
    days: month.days,
    share,
    slice,
    energyKwh: use.energyKwh.subarray(at * BUCKETS, (at + 1) * BUCKETS),
    monthKwh,
    peaks,
    calendar,
    load,
    earlierPeaks,
    missing,
  }));
}

const bills = {
  energy: energyLines,
  demand: demandLines,
  coincident: coincidentLines,
  fixed: fixedLines,
  block: blockLines,
  percent: percentLines,
  minimum: minimumLines,
  hosting: hostingLines,
} satisfies { [Kind in Charge['kind']]: Bills<Extract<Charge, { kind: Kind }>> };

/**
 * The charges of a part, each seeing the lines above it; as if so large a share had been earned with what was sold back.
 * `isWhole`: all of the load is known.
 */
function linesOf(asked: { scope: Scope; isWhole: boolean; soldShare?: number }): BillLine[] {
  const { scope, isWhole, soldShare = 1 } = asked;
  const lines: BillLine[] = [];
  const unknown = new Set<string>();
  const isKnown = (charges: readonly string[] = [...unknown]) =>
    isWhole && !charges.some((name) => unknown.has(name));
  for (const charge of scope.tariff.charges) {
    const missing = (what: string) => {
      unknown.add(charge.name);
      scope.missing(what);
    };
    const bill = bills[charge.kind] as Bills<Charge>;
    const added = bill(charge, { ...scope, missing }, { lines, isKnown });
    if (added.some(({ partial }) => partial)) unknown.add(charge.name);
    lines.push(...added.map((line) => (line.soldBack ? { ...line, usd: line.usd * soldShare } : line)));
  }
  return lines;
}

function energyOf({ month, use }: Asked): number {
  let energyKwh = 0;
  for (const { at } of month.parts)
    for (const kwh of use.energyKwh.subarray(at * BUCKETS, (at + 1) * BUCKETS)) energyKwh += kwh;
  return energyKwh;
}
