import { exp } from '../elementary/exp.ts';
import { spread, zeros } from './leg.ts';

/** A lease in plain numbers; amounts are of all its megawatts, USD, months counted from the start. */
export interface LeaseTerms {
  /** Length of the series that are written. */
  months: number;
  buildFrom: number;
  /** As planned, months late not counted. */
  buildMonths: number;
  termMonths: number;
  beyondMonths: number;
  capexUsd: number;
  /** Of a month with every hall in use, in year 1. */
  rentUsd: number;
  /** What the market pays for the same today, and what its growth makes of that by month, to the one after the last. */
  marketRentUsd: number;
  marketGrowth: Float64Array;
  escalator: number;
  noiShare: number;
  landUsd: number;
  /** A sale at the end of the term instead of land; undefined where there is none. */
  capRate: number | undefined;
}

/** Beyond every term. */
export const NEVER = Number.MAX_SAFE_INTEGER;

/** What may come otherwise than planned. */
export interface LeaseEvents {
  /** On the budget, and on the rent of the first term. */
  capexFactor: number;
  rentFactor: number;
  lateMonths: number;
  rampMonths: number;
  /** Month of the term in which the tenant fails; NEVER where it does not. */
  failsAfter: number;
  /** The share of the building that the tenant takes again, 0…1: a probability, or what came. */
  renewedShare: number;
  emptyMonths: number;
  reletCostUsd: number;
  /** Rent of the next tenant as a factor on the market's. */
  reletFactor: number;
  /** On the capitalisation rate of a sale. */
  capRateFactor: number;
  /** Logarithm of market rent by month over its growth; undefined where that is all. */
  marketLog: Float64Array | undefined;
}

export interface MoneyMonths {
  revenueUsd: Float64Array;
  noiUsd: Float64Array;
  capexUsd: Float64Array;
  proceedsUsd: Float64Array;
}

/** The months of a lease. NOI = rent × share − the cost of finding tenants. */
export interface LeaseMonths extends MoneyMonths {
  firstRent: number;
  endOfTerm: number;
}

/** Builds, lets for the term, and lets anew or sells; a tenant that fails is followed by the next. */
export function leaseMonths(asked: Letting): LeaseMonths {
  // Every call below names what it hands on: on many paths, copies of `asked` would be most of the work.
  const { terms, events } = asked;
  const lease = building(asked);
  const { firstRent, endOfTerm } = lease;
  const fails = firstRent + events.failsAfter;
  if (fails >= endOfTerm) {
    firstTerm({ lease, terms, events, to: endOfTerm });
    afterTerm({ lease, terms, events });
  } else {
    firstTerm({ lease, terms, events, to: fails });
    nextTenant({ lease, terms, events, from: fails, share: 1, to: endOfTerm + terms.beyondMonths });
  }
  endOfLease({ lease, terms, events });
  return lease;
}

/** What is to be written, and where: into series of their own, or into those of an earlier call, which are emptied. */
export interface Letting {
  terms: LeaseTerms;
  events: LeaseEvents;
  into?: MoneyMonths | undefined;
}

/** Halls that are built and not let yet. */
export function building({ terms, events, into = moneyMonths(terms.months) }: Letting): LeaseMonths {
  const buildMonths = terms.buildMonths + events.lateMonths;
  const firstRent = terms.buildFrom + buildMonths;
  const { revenueUsd, noiUsd, capexUsd, proceedsUsd } = into;
  for (const series of [revenueUsd, noiUsd, capexUsd, proceedsUsd]) series.fill(0);
  const amount = terms.capexUsd * events.capexFactor;
  spread({ into: capexUsd, amount, from: terms.buildFrom, to: terms.buildFrom + Math.max(1, buildMonths) });
  const endOfTerm = firstRent + terms.termMonths;
  return { revenueUsd, noiUsd, capexUsd, proceedsUsd, firstRent, endOfTerm };
}

export const moneyMonths = (months: number): MoneyMonths => ({
  revenueUsd: zeros(months),
  noiUsd: zeros(months),
  capexUsd: zeros(months),
  proceedsUsd: zeros(months),
});

export interface Writing {
  lease: LeaseMonths;
  terms: LeaseTerms;
  events: LeaseEvents;
}

/** Halls come into use evenly over the ramp; the escalator comes on each anniversary of the first rent. */
function firstTerm({ lease, terms, events, to }: Writing & { to: number }): void {
  const { firstRent } = lease;
  const end = Math.min(to, terms.months);
  let fullUsd = terms.rentUsd * events.rentFactor;
  for (let from = firstRent; from < end; from += 12) {
    if (from > firstRent) fullUsd *= terms.escalator;
    const until = Math.min(from + 12, end);
    let month = from;
    for (; month < until && month - firstRent < events.rampMonths; month++) {
      const usd = fullUsd * Math.min(1, (month - firstRent + 1) / (events.rampMonths + 1));
      pay({ lease, terms, usd, from: month, to: month + 1 });
    }
    pay({ lease, terms, usd: fullUsd, from: month, to: until });
  }
}

function afterTerm({ lease, terms, events }: Writing): void {
  if (terms.beyondMonths === 0) return;
  const { renewedShare: share } = events;
  const from = lease.endOfTerm;
  const to = from + terms.beyondMonths;
  if (share > 0) letAtMarket({ lease, terms, events, from, to, share });
  if (share < 1) nextTenant({ lease, terms, events, from, to, share: 1 - share });
}

/** Empty for a while, in which finding the next tenant is paid for, then let at what the market pays. */
export function nextTenant(asked: Writing & { from: number; to: number; share: number }): void {
  const { lease, terms, events, from, to, share } = asked;
  const { emptyMonths } = events;
  const amount = -events.reletCostUsd * share;
  spread({ into: lease.noiUsd, amount, from, to: from + Math.max(1, emptyMonths) });
  letAtMarket({ lease, terms, events, from: from + emptyMonths, to, share: share * events.reletFactor });
}

function letAtMarket(asked: Writing & { from: number; to: number; share: number }): void {
  const { lease, terms, events, from, share } = asked;
  const end = Math.min(asked.to, terms.months);
  if (from >= end) return;
  let usd = share * marketRentUsd({ terms, events, month: from });
  for (let month = from; month < end; month += 12) {
    if (month > from) usd *= terms.escalator;
    pay({ lease, terms, usd, from: month, to: Math.min(month + 12, end) });
  }
}

/** The same rent in the months `from` … `to` − 1. */
function pay(asked: { lease: LeaseMonths; terms: LeaseTerms; usd: number; from: number; to: number }): void {
  const { lease, terms, usd, from, to } = asked;
  const { revenueUsd, noiUsd } = lease;
  const earnedUsd = usd * terms.noiShare;
  for (let month = from; month < to; month++) {
    revenueUsd[month]! += usd;
    noiUsd[month]! += earnedUsd;
  }
}

/** Of a month, in a month that is written or in the one after the last. */
function marketRentUsd({ terms, events, month }: Omit<Writing, 'lease'> & { month: number }): number {
  return terms.marketRentUsd * terms.marketGrowth[month]! * factorAt(events.marketLog, month);
}

/** The factor in a month, or in the last that there is; 1 where nothing moves. */
export const factorAt = (log: Float64Array | undefined, month: number): number =>
  log === undefined ? 1 : exp(log[Math.min(month, log.length - 1)]!);

/** The land when nothing is let any more, or the building when the term ends. */
export function endOfLease({ lease, terms, events }: Writing): void {
  const { capRate } = terms;
  const end = lease.endOfTerm + terms.beyondMonths;
  if (end > terms.months) return;
  const usd =
    capRate === undefined
      ? terms.landUsd
      : (marketRentUsd({ terms, events, month: lease.endOfTerm }) * 12 * terms.noiShare) /
        (capRate * events.capRateFactor);
  lease.proceedsUsd[Math.max(0, end - 1)]! += usd;
}
