import type { Condition } from '../rules/rule.ts';
import type { Comparison } from '../rules/state.ts';
import { powerBand } from './band.ts';
import { type SiteLine, strikeAt } from './siteLine.ts';
import type { AheadPrice, SiteNow } from './siteNow.ts';

type StopCondition = Extract<Condition, { kind: 'stop' }>;

/** A class that stops, and in which stretches of the run; without any in all of it. */
interface StoppedClass {
  machine: string;
  off?: readonly Span[];
}

type Span = Pick<AheadPrice, 'start' | 'end'>;

/** A run of slots in which classes of a site cannot pay what power costs. Times in Unix milliseconds. */
export interface Stop {
  start: number;
  /** Undefined of a price in force, of which nobody knows how long it holds. */
  end?: number;
  classes: StoppedClass[];
  /** Against running, were these prices paid: in all, or in an hour where the end is not known. */
  savedUsd: number;
  source: string;
  observedAt: number;
  /** Of a price in force, whether it was reported; else the tariff says it. */
  reported?: boolean;
  /** Until when it holds, where somebody said so. */
  until?: number;
  /** Whose volumetric price these prices are. */
  tariff?: string;
  /** Why the tariff of the site is not used: then it is not known what the stop saves. */
  notUsed?: string;
}

/** What power costs at the site now: the dearer of the price in force and the one known ahead. Undefined: neither is known. */
export function priceNow(site: SiteNow): number | undefined {
  const { ahead } = site;
  const planned = ahead?.prices.find(({ start, end }) => start <= ahead.now && end > ahead.now)?.usdPerMwh;
  const known = [inForce(site), planned].filter((price) => price !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
}

/** The price in force as the meter pays it: what is reported at a site whose tariff has an index is that index. */
function inForce({ power, ahead }: SiteNow): number | undefined {
  if (typeof power !== 'number') return undefined;
  const { index } = ahead ?? {};
  return index === undefined ? power : index.usdPerMwh + index.ofIndex * power;
}

/**
 * The dearest price now or within the time ahead, beside the limit or the lowest strike price, whichever is higher; and
 * the stop that it means. Undefined while it is not known what power costs now: what was told stays.
 */
export function measureStop(asked: {
  condition: StopCondition;
  site: SiteNow;
  payout: number;
}): (Comparison & { stop?: Stop }) | undefined {
  const { condition, site, payout } = asked;
  const { line, ahead } = site;
  const [now, power] = [priceNow(site), inForce(site)];
  if (now === undefined || ahead === undefined || line.classes.length === 0) return undefined;
  const lowest = Math.min(...line.classes.map((one) => strikeAt({ line, one, payout })));
  const limit = Math.max(condition.limit, lowest);
  const near = ahead.prices.filter(({ start }) => start <= ahead.now + condition.aheadMs);
  const value = Math.max(now, ...near.map(({ usdPerMwh }) => usdPerMwh));
  const first = near.findIndex(({ usdPerMwh }) => usdPerMwh > limit);
  const run = first < 0 ? undefined : runFrom({ prices: ahead.prices.slice(first), limit, line, payout });
  // What is in force is told where the prices known ahead do not say it already.
  const isTold = run !== undefined && run.start <= ahead.now;
  const stop =
    power !== undefined && power > limit && ahead.inForce && !isTold
      ? { ...stopping({ line, payout, usdPerMwh: power, hours: 1 }), ...ahead.inForce, start: ahead.now }
      : run;
  return { value, limit, side: 'above', band: powerBand(limit), ...(stop && { stop }) };
}

const HOUR_MS = 3_600_000;

/** From the first price on, as long as the next follows and is above the limit too. */
function runFrom(asked: {
  prices: readonly AheadPrice[];
  limit: number;
  line: SiteLine;
  payout: number;
}): Stop {
  const { prices, limit, line, payout } = asked;
  const [{ start, source, recordedAt, tariff }] = prices as [AheadPrice];
  let notUsed: string | undefined;
  let end = start;
  let savedUsd = 0;
  const offByMachine = new Map<string, Span[]>();
  for (const price of prices) {
    if (price.start !== end || price.usdPerMwh <= limit) break;
    const hours = (price.end - price.start) / HOUR_MS;
    const slot = stopping({ line, payout, usdPerMwh: price.usdPerMwh, hours });
    for (const { machine } of slot.classes)
      offByMachine.set(machine, joined(offByMachine.get(machine), price));
    savedUsd += slot.savedUsd;
    notUsed ??= price.notUsed;
    end = price.end;
  }
  const classes = [...offByMachine].map(([machine, off]) =>
    off[0]!.start === start && off[0]!.end === end ? { machine } : { machine, off },
  );
  return {
    ...{ start, end, classes, savedUsd, source, observedAt: recordedAt },
    ...(tariff !== undefined && { tariff }),
    ...(notUsed !== undefined && { notUsed }),
  };
}

/** Stretches of time with one more, which the last of them may end at. */
function joined(spans: readonly Span[] = [], { start, end }: Span): Span[] {
  const last = spans.at(-1);
  if (last?.end === start) return [...spans.slice(0, -1), { start: last.start, end }];
  // Two fleets of one machine have their slots in common.
  return last?.end === end ? [...spans] : [...spans, { start, end }];
}

/** The classes that cannot pay a price, and what they save in so many hours. */
function stopping(of: { line: SiteLine; payout: number; usdPerMwh: number; hours: number }) {
  const { line, payout, usdPerMwh, hours } = of;
  const off = line.classes
    .map((one) => ({ one, lossUsdPerMwh: usdPerMwh - strikeAt({ line, one, payout }) }))
    .filter(({ lossUsdPerMwh }) => lossUsdPerMwh > 0);
  return {
    classes: off.map(({ one: { machine } }) => ({ machine })),
    savedUsd: off.reduce((sum, { one, lossUsdPerMwh }) => sum + lossUsdPerMwh * one.meanLoadMw * hours, 0),
  };
}
