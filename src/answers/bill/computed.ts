import { UserError } from '../../common/errors.ts';
import { utcOffsets } from '../../common/wallTime.ts';
import type { Compute } from '../../compute/threads.ts';
import type { Credit } from '../../credits/index.ts';
import {
  addMonths,
  type Bill,
  type BillChange,
  type BillTerms,
  type CoincidentCharge,
  type Grid,
  type Load,
  type LocalTime,
  OutOfRangeError,
  onGrid,
  type Site,
  type Slot,
  utcTime,
  watts,
  withChange,
} from '../../economics/index.ts';
import type { PowerMarket } from '../../power/index.ts';
import type { MeteredMonth, StoredTariff } from '../../tariffs/index.ts';
import type { HostedRevenue } from './hosting.ts';

/** A month of a site that is to be billed, and what is known of it. */
export interface BillQuestion {
  site: Site;
  /** `2026-07` */
  month: string;
  /** By the day from which on they hold, one at least. */
  tariffs: readonly StoredTariff[];
  /** What the meter read, by month; the site's own model stands in for a month that is not there. */
  metered: readonly MeteredMonth[];
  /** What the site was paid for power that it did not use in the month, as it was typed, what was removed among it. */
  credits: readonly Credit[];
  /** What the month earns, where a host takes a share of it. */
  hosted?: HostedRevenue | undefined;
  /** Prices of the whole month that stand for the index of a block, and of which market they are. */
  index?: { market: PowerMarket; slots: readonly Slot[] } | undefined;
  /** What is known of the load besides, the same in every hour: its power factor, and the index price of what a block leaves. */
  powerFactor?: number | undefined;
  indexUsdPerMwh?: number | undefined;
}

/** A bill to be computed, and where: a year of quarter hours would hold up every other conversation. */
interface Asked {
  question: BillQuestion;
  compute: Compute;
}

/** A bill with what it was computed from. */
export interface ComputedBill {
  bill: Bill;
  /** Of the month itself; undefined where it is the site's own model. */
  meteredFrom: MeteredMonth | undefined;
  /** What the site draws when all of it runs, kW at the meter. */
  siteKw: number;
}

const DAY_MS = 86_400_000;

/** What all machines of a site draw, at the meter. */
export const siteDrawKw = ({ fleet, pue }: Site): number =>
  (fleet.reduce((sum, item) => sum + item.count * watts(item), 0) * pue) / 1000;

/** The bill of a month, from what the meter read of it or from the site's own model. @throws UserError */
export async function computeBill({ question, compute }: Asked): Promise<ComputedBill> {
  const { month, metered, site } = question;
  const meteredFrom = metered.find((one) => one.month === month);
  const { terms, load } = meteredFrom ? meteredCase(question) : modelCase(question);
  try {
    const bills = await compute('billsOf', { ...terms, load });
    const bill = bills.find((one) => one.month === month)!;
    return { bill, meteredFrom, siteKw: siteDrawKw(site) };
  } catch (error) {
    if (error instanceof OutOfRangeError) throw new UserError(`${error.message}.`);
    throw error;
  }
}

/** The same month with other coincident peaks. @throws UserError where the tariff has none */
export async function changedBill(
  asked: Asked & { before: Bill; change: BillChange },
): Promise<ComputedBill> {
  const { question, compute, before, change } = asked;
  const demandKw = ({ name }: CoincidentCharge) =>
    before.lines.find(({ charge }) => charge === name)?.quantity;
  const meanKw = before.energyKwh / before.hours;
  try {
    const tariffs = question.tariffs.map(({ tariff, ...rest }) => ({
      ...rest,
      tariff: withChange({ tariff, change, demandKw, meanKw }),
    }));
    return await computeBill({ question: { ...question, tariffs }, compute });
  } catch (error) {
    if (error instanceof OutOfRangeError)
      throw new UserError(`This bill cannot be asked about so: ${error.message}.`);
    throw error;
  }
}

interface Case {
  terms: BillTerms;
  load: Load;
}

/** All machines at the site's uptime, the same in every hour, at a peak of all of them. */
export function modelCase(question: BillQuestion): Case {
  const { site, month } = question;
  const { grid, localTime } = monthsGrid({ site, from: firstMonth(question), to: month, minutes: 60 });
  const peakKw = siteDrawKw(site);
  const kw = new Float64Array(grid.count).fill(peakKw * site.uptime);
  return {
    terms: { tariffs: tariffsFrom({ ...question, localTime }), grid, localTime, yearRepeats: true },
    load: { kw, peakKw, ...besideLoad({ question, grid }) },
  };
}

/** The meter's months that lead up to this one without a gap; those before them are known by their peaks. */
function meteredCase(question: BillQuestion): Case {
  const { site, month, metered } = question;
  const last = metered.findIndex((one) => one.month === month);
  let first = last;
  while (first > 0 && follows({ before: metered[first - 1]!, after: metered[first]! })) first--;
  const months = metered.slice(first, last + 1);
  const { start, intervalMinutes } = months[0]!;
  const kw = months.flatMap((one) => one.kw);
  const grid = { start, intervalMinutes, count: kw.length };
  const localTime = localTimeAround({ site, from: start, to: start + kw.length * intervalMinutes * 60_000 });
  const earlier = metered.slice(0, first).map((one) => [one.month, Math.max(...one.kw)] as const);
  return {
    terms: { tariffs: tariffsFrom({ ...question, localTime }), grid, localTime },
    load: { kw, earlierPeaksKw: Object.fromEntries(earlier), ...besideLoad({ question, grid }) },
  };
}

const follows = ({ before, after }: { before: MeteredMonth; after: MeteredMonth }): boolean =>
  before.intervalMinutes === after.intervalMinutes &&
  before.start + before.kw.length * before.intervalMinutes * 60_000 === after.start;

/**
 * The first month that a bill looks back at: a ratchet at eleven months before, and what is charged by coincident peaks at
 * those, however old.
 */
export function firstMonth({
  tariffs,
  site,
  month,
}: Pick<BillQuestion, 'tariffs' | 'site' | 'month'>): string {
  const yearAgo = addMonths({ month, months: -11 });
  const starts = tariffs.flatMap(({ tariff }) =>
    tariff.charges.flatMap((charge) =>
      charge.kind === 'coincident' && charge.stated === undefined
        ? charge.peaks.map(({ start }) => start)
        : [],
    ),
  );
  if (starts.length === 0) return yearAgo;
  const first = Math.min(...starts);
  const [{ minutes } = { minutes: 0 }] = utcOffsets({ timeZone: site.timeZone, from: first, to: first });
  const peaked = new Date(first + minutes * 60_000).toISOString().slice(0, 7);
  return peaked < yearAgo ? peaked : yearAgo;
}

function monthsGrid(asked: { site: Site; from: string; to: string; minutes: number }) {
  const { site, from, to, minutes } = asked;
  const [start, end] = [Date.parse(`${from}-01`), Date.parse(`${addMonths({ month: to, months: 1 })}-01`)];
  const localTime = localTimeAround({ site, from: start, to: end });
  const first = utcTime({ local: start, localTime });
  const count = (utcTime({ local: end, localTime }) - first) / (minutes * 60_000);
  const grid: Grid = { start: first, intervalMinutes: minutes, count };
  return { grid, localTime };
}

/** The offsets of a site from the beginning of its first month to the end of its last. */
function localTimeAround({ site, from, to }: { site: Site; from: number; to: number }): LocalTime {
  const { timeZone } = site;
  return { offsets: utcOffsets({ timeZone, from: from - 33 * DAY_MS, to: to + 33 * DAY_MS }) };
}

/**
 * Those of the month: whose peaks a bill looks back at needs no tariff of then, so that the first holds before its day, but
 * bills nothing there.
 */
function tariffsFrom({ tariffs, month, site, localTime }: BillQuestion & { localTime: LocalTime }) {
  const [first] = tariffs;
  if (first!.since > `${month}-01`)
    throw new UserError(
      `The tariff of ${site.name} holds since ${first!.since}: there is none for all of ${month}.`,
    );
  return heldBetween({ tariffs, from: month, to: month }).map(({ since, tariff }, at) => ({
    from: at === 0 ? 0 : utcTime({ local: Date.parse(since), localTime }),
    tariff,
  }));
}

/** The tariffs that hold in some of the months from one to another, both included. */
export const heldBetween = (asked: { tariffs: readonly StoredTariff[]; from: string; to: string }) =>
  asked.tariffs.filter(({ since }, at) => {
    const next = asked.tariffs[at + 1]?.since;
    return since <= `${asked.to}-31` && (next === undefined || next > `${asked.from}-01`);
  });

/** What is known of a load besides its kW; the index that the question says stands before the one that was reported. */
function besideLoad({ question, grid }: { question: BillQuestion; grid: Grid }): Omit<Load, 'kw'> {
  const { month, hosted, index, indexUsdPerMwh, powerFactor } = question;
  const statedUsd = statedSoldBackUsd(question);
  return {
    ...(hosted && { revenueUsd: { [month]: hosted.usd } }),
    ...(statedUsd !== undefined && { statedSoldBackUsd: { [month]: statedUsd } }),
    powerFactor,
    ...(index && { indexUsdPerMwh: onGrid({ slots: index.slots, grid }) }),
    ...(indexUsdPerMwh !== undefined && {
      indexUsdPerMwh: new Float64Array(grid.count).fill(indexUsdPerMwh),
    }),
  };
}

/** What a block was sold back for as typed credits say, which stands in the place of what a bill computes; undefined without one. */
export function statedSoldBackUsd({ credits }: Pick<BillQuestion, 'credits'>): number | undefined {
  const typed = credits.filter(({ kind, removed }) => kind === 'block' && !removed);
  return typed.length === 0 ? undefined : typed.reduce((sum, { usd }) => sum + usd, 0);
}
