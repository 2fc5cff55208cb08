import { firstYearRentUsd } from '../finance/finance.ts';
import { checkRange } from '../range.ts';
import { type Deal, type Structure, structures } from './deals.ts';

const USD_M = 1e6;
const KW_PER_MW = 1000;
/** GPU clouds took up to $945: what is far from it has a zero too many or too few in total, megawatts or term. */
const RENT_RANGE = { min: 1, max: 5000, unit: 'USD/kW-month' };
/** A median of fewer says little, and is said to. */
const FEW = 3;

/** Megawatts that a deal counts in: critical where it says them, else gross; the two are never mixed. */
export type Basis = 'critical' | 'gross';

/** What follows from a deal's total: averages over its initial term. */
export interface DealRent {
  basis: Basis;
  megawatts: number;
  /** Contract ÷ megawatts. */
  contractUsdMPerMw: number;
  rentUsdMPerMwYear: number;
  rentUsdPerKwMonth: number;
  /** Rent of year 1 per MW, where the escalator is known. */
  firstYearUsdMPerMw: number | undefined;
}

/** Rent of a deal per MW; undefined where the source lacks megawatts, term or total. @throws RangeError */
export function dealRent(deal: Deal): DealRent | undefined {
  const { criticalMw, grossMw, termYears, contractUsdM, escalatorPercentPerYear } = deal;
  const megawatts = criticalMw ?? grossMw;
  if (megawatts === undefined || termYears === undefined || contractUsdM === undefined) return undefined;
  checkRange({ field: 'megawatts', value: megawatts, min: 0.001, max: 100_000, unit: 'MW' });
  checkRange({ field: 'termYears', value: termYears, min: 0.5, max: 50, unit: 'years' });
  checkRange({ field: 'contractUsdM', value: contractUsdM, min: 0.001, max: 1e6, unit: 'million USD' });
  const rentUsdMPerMwYear = contractUsdM / megawatts / termYears;
  const rentUsdPerKwMonth = (rentUsdMPerMwYear * USD_M) / KW_PER_MW / 12;
  const totalUsd = (contractUsdM * USD_M) / megawatts;
  return {
    basis: criticalMw === undefined ? 'gross' : 'critical',
    megawatts,
    contractUsdMPerMw: contractUsdM / megawatts,
    rentUsdMPerMwYear,
    rentUsdPerKwMonth,
    firstYearUsdMPerMw:
      escalatorPercentPerYear === undefined
        ? undefined
        : firstYearRentUsd({ totalUsd, termYears, escalatorPercentPerYear }) / USD_M,
  };
}

/** Refuses a deal of which a figure must be wrong, by itself or beside the others. @throws RangeError */
export function checkDeal(deal: Deal): void {
  const rent = dealRent(deal);
  if (rent !== undefined)
    checkRange({ field: 'rentUsdPerKwMonth', value: rent.rentUsdPerKwMonth, ...RENT_RANGE });
}

/** The median of a structure, on one basis of megawatts. */
export interface DealMedian {
  structure: Structure;
  basis: Basis;
  count: number;
  rentUsdMPerMwYear: number;
  rentUsdPerKwMonth: number;
  /** Fewer than three deals. */
  few: boolean;
}

/** Medians per structure over the deals that were signed; those marked otherwise are left out. @throws RangeError */
export function dealMedians(deals: readonly Deal[]): DealMedian[] {
  const rents = countedRents(deals);
  return structures.flatMap((structure) =>
    (['critical', 'gross'] as const).flatMap((basis) => {
      const group = rents.filter(({ deal, rent }) => deal.structure === structure && rent.basis === basis);
      if (group.length === 0) return [];
      const rentUsdMPerMwYear = median(group.map(({ rent }) => rent.rentUsdMPerMwYear));
      const rentUsdPerKwMonth = (rentUsdMPerMwYear * USD_M) / KW_PER_MW / 12;
      const count = group.length;
      return [{ structure, basis, count, rentUsdMPerMwYear, rentUsdPerKwMonth, few: count < FEW }];
    }),
  );
}

/**
 * The share in percent of the signed leases (hosting and GPU cloud are not comparable) whose average rent per
 * critical MW is at most `averageRentUsdPerMwYear`, and among how many; undefined when there are none. @throws RangeError
 */
export function rentPercentile(asked: {
  averageRentUsdPerMwYear: number;
  deals: readonly Deal[];
}): { percent: number; among: number } | undefined {
  const { averageRentUsdPerMwYear, deals } = asked;
  const range = { min: 0, max: 1e12, unit: 'USD per MW-year' };
  checkRange({ field: 'averageRentUsdPerMwYear', value: averageRentUsdPerMwYear, ...range });
  const rents = countedRents(deals)
    .filter(({ deal, rent }) => isLease(deal.structure) && rent.basis === 'critical')
    .map(({ rent }) => rent.rentUsdMPerMwYear * USD_M);
  if (rents.length === 0) return undefined;
  const below = rents.filter((usd) => usd <= averageRentUsdPerMwYear).length;
  return { percent: (below / rents.length) * 100, among: rents.length };
}

const isLease = (structure: Structure): boolean => structure !== 'hosting' && structure !== 'GPU cloud';

function countedRents(deals: readonly Deal[]) {
  return deals.flatMap((deal) => {
    const rent = deal.status === 'signed' ? dealRent(deal) : undefined;
    return rent === undefined ? [] : [{ deal, rent }];
  });
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2;
}

/** The deals of a structure, since a date (`2025-09` or a day), whose structure, landlord, tenant or site hold the words. */
export function selectDeals(asked: {
  deals: readonly Deal[];
  structure?: Structure | undefined;
  words?: string | undefined;
  since?: string | undefined;
}): Deal[] {
  const { deals, words = '', since = '' } = asked;
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');
  return deals
    .filter(({ date, structure }) => date >= since && structure === (asked.structure ?? structure))
    .filter(({ structure, landlord, tenant, site }) =>
      [structure, landlord, tenant, site].some((it) => plain(it).includes(plain(words))),
    );
}
