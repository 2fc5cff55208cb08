import { checkRange } from '../range.ts';
import { type Deal, type Structure, structures } from './deal.ts';
import { type Basis, type DealRent, dealRent } from './dealRent.ts';

/** A median of fewer says little, and is said to. */
export const FEW = 3;
/** Terms that differ by more are not ranked together: 10 and 12 years are alike, 10 and 15 are not. */
const LIKE_TERM_YEARS = 3;

/** The median of a structure, new buildings and retrofits apart, on one basis of megawatts. */
export interface DealMedian {
  structure: Structure;
  retrofit: boolean;
  basis: Basis;
  count: number;
  firstYearUsdPerKwMonth: number;
  averageUsdPerKwMonth: number;
  /** Fewer than three deals. */
  few: boolean;
}

/** Medians per structure over the deals that were signed; those marked otherwise are left out. @throws RangeError */
export function dealMedians(deals: readonly Deal[]): DealMedian[] {
  const rents = countedRents(deals);
  const groups = structures.flatMap((structure) =>
    [false, true].flatMap((retrofit) =>
      (['critical', 'gross'] as const).map((basis) => ({ structure, retrofit, basis })),
    ),
  );
  return groups.flatMap((group) => {
    const alike = rents.filter((one) => isOf(group, one)).map(({ rent }) => rent);
    return alike.length === 0 ? [] : [{ ...group, ...medianOf(alike) }];
  });
}

type Group = Pick<DealMedian, 'structure' | 'retrofit' | 'basis'>;

const isOf = (group: Group, { deal, rent }: { deal: Deal; rent: DealRent }): boolean =>
  deal.structure === group.structure &&
  (deal.retrofit ?? false) === group.retrofit &&
  rent.basis === group.basis;

const medianOf = (rents: readonly DealRent[]) => ({
  count: rents.length,
  firstYearUsdPerKwMonth: median(rents.map((rent) => rent.firstYearUsdPerKwMonth)),
  averageUsdPerKwMonth: median(rents.map((rent) => rent.averageUsdPerKwMonth)),
  few: rents.length < FEW,
});

/**
 * The share in percent of the signed leases of this structure and about this term whose rent of year 1 per critical kW
 * is at most `firstYearUsdPerKwMonth`, and among how many; undefined where they are fewer than three. @throws RangeError
 */
export function rentPercentile(asked: {
  firstYearUsdPerKwMonth: number;
  structure: Structure;
  termYears: number;
  deals: readonly Deal[];
}): { percent: number; among: number } | undefined {
  const { firstYearUsdPerKwMonth, structure, termYears, deals } = asked;
  const range = { min: 0, max: 1e6, unit: 'USD/kW-month' };
  checkRange({ field: 'firstYearUsdPerKwMonth', value: firstYearUsdPerKwMonth, ...range });
  const rents = countedRents(deals)
    .filter(({ deal, rent }) => deal.structure === structure && rent.basis === 'critical')
    .filter(({ deal }) => Math.abs(deal.termYears! - termYears) <= LIKE_TERM_YEARS)
    .map(({ rent }) => rent.firstYearUsdPerKwMonth);
  if (rents.length < FEW) return undefined;
  const below = rents.filter((usd) => usd <= firstYearUsdPerKwMonth).length;
  return { percent: (below / rents.length) * 100, among: rents.length };
}

/** The deals that count, with their rents. @throws RangeError */
export function countedRents(deals: readonly Deal[]): { deal: Deal; rent: DealRent }[] {
  return deals.flatMap((deal) => {
    const rent = deal.status === 'signed' ? dealRent(deal) : undefined;
    return rent === undefined ? [] : [{ deal, rent }];
  });
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2;
}

/**
 * The deals of a structure, of a year (`2025`) or since a date (`2025-09` or a day), whose structure, landlord, lessee
 * or site hold the words, or that were signed in the month or on the day that the words are.
 */
export function selectDeals(asked: {
  deals: readonly Deal[];
  structure?: Structure | undefined;
  words?: string | undefined;
  year?: string | undefined;
  since?: string | undefined;
}): Deal[] {
  const { deals, words = '', year = '', since = '' } = asked;
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');
  const isDate = /^\d{4}-\d\d/.test(words);
  return deals
    .filter(({ date, structure }) => date >= since && structure === (asked.structure ?? structure))
    .filter(({ date }) => date.startsWith(year))
    .filter(({ date, structure, landlord, lessee, site }) =>
      isDate
        ? date.startsWith(words)
        : [structure, landlord, lessee, site].some((it) => plain(it).includes(plain(words))),
    );
}
