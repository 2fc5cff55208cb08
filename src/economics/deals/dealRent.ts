import { assumptions } from '../case/assumptionTable.ts';
import { averageRentFactor } from '../finance/finance.ts';
import { checkRange, type Range } from '../range.ts';
import type { Deal } from './deal.ts';

const USD_M = 1e6;
/** kW-months in a MW-year. */
export const KW_MONTHS = 12_000;
/** GPU clouds took up to $945; of leases none is above $190: what is far from it has a slip in total, megawatts or term. */
const RENT_RANGE = { min: 1, max: 400, unit: 'USD/kW-month' };
const SAID_RANGE = { min: 0, max: 1e6, unit: 'USD/kW-month' };
const GPU_CLOUD_RANGE = { min: 1, max: 5000, unit: 'USD/kW-month' };

/** Megawatts that a deal counts in: critical where it says them, else gross; the two are never mixed. */
export type Basis = 'critical' | 'gross';

/** What follows from a deal's total on its own term and escalator, per MW of its basis. */
export interface DealRent {
  basis: Basis;
  megawatts: number;
  /** Contract ÷ megawatts. */
  contractUsdMPerMw: number;
  /** The one basis on which deals are compared. */
  firstYearUsdPerKwMonth: number;
  averageUsdPerKwMonth: number;
  averageUsdMPerMwYear: number;
  escalatorPercentPerYear: number;
  /** Whether no source says the escalator, so that the named assumption stands for it. */
  escalatorAssumed: boolean;
}

/** A rent as people say it. The average and the total are over the term. */
export type SaidRent =
  | { basis: 'year 1'; usdPerKwMonth: number }
  | { basis: 'average'; usdPerKwMonth: number; termYears?: number }
  | { basis: 'total'; usd: number; termYears?: number };

/**
 * Rent of year 1 per critical kW-month of a rent that was said on any basis. The term (1/12…50 years) and the
 * escalator (−20…50 % a year) turn averages and totals into it, the critical megawatts a total. @throws RangeError
 */
export function firstYearRent(asked: {
  rent: SaidRent;
  termYears: number;
  escalatorPercentPerYear: number;
  criticalMw?: number | undefined;
}): number {
  const { rent, criticalMw, ...lease } = asked;
  const factor = rent.basis === 'year 1' ? 1 : averageRentFactor(lease);
  if (rent.basis !== 'total') {
    checkRange({ field: 'usdPerKwMonth', value: rent.usdPerKwMonth, ...SAID_RANGE });
    return rent.usdPerKwMonth / factor;
  }
  checkRange({ field: 'usd', value: rent.usd, min: 0, max: 1e13, unit: 'USD' });
  checkRange({ field: 'criticalMw', value: criticalMw, min: 0.001, max: 100_000, unit: 'MW' });
  return rent.usd / (criticalMw! * KW_MONTHS * lease.termYears * factor);
}

/** Rent of a deal per MW; undefined where the source lacks megawatts, term or total. @throws RangeError */
export function dealRent(deal: Deal): DealRent | undefined {
  const { criticalMw, grossMw, termYears, contractUsdM } = deal;
  const megawatts = criticalMw ?? grossMw;
  if (megawatts === undefined || termYears === undefined || contractUsdM === undefined) return undefined;
  checkRange({ field: 'megawatts', value: megawatts, min: 0.001, max: 100_000, unit: 'MW' });
  checkRange({ field: 'termYears', value: termYears, min: 0.5, max: 50, unit: 'years' });
  checkRange({ field: 'contractUsdM', value: contractUsdM, min: 0.001, max: 1e6, unit: 'million USD' });
  const escalatorPercentPerYear = deal.escalatorPercentPerYear ?? assumedEscalator(deal);
  const rent: SaidRent = { basis: 'total', usd: contractUsdM * USD_M };
  const averageUsdMPerMwYear = contractUsdM / megawatts / termYears;
  return {
    basis: criticalMw === undefined ? 'gross' : 'critical',
    megawatts,
    contractUsdMPerMw: contractUsdM / megawatts,
    firstYearUsdPerKwMonth: firstYearRent({
      rent,
      termYears,
      escalatorPercentPerYear,
      criticalMw: megawatts,
    }),
    averageUsdPerKwMonth: (averageUsdMPerMwYear * USD_M) / KW_MONTHS,
    averageUsdMPerMwYear,
    escalatorPercentPerYear,
    escalatorAssumed: deal.escalatorPercentPerYear === undefined,
  };
}

/** Rent rises by the named assumption; the price of a GPU cloud is flat over its contract. */
const assumedEscalator = ({ structure }: Deal): number =>
  structure === 'GPU cloud' ? 0 : assumptions.escalatorPercentPerYear.value;

/** Refuses a deal of which a figure must be wrong, by itself or beside the others. @throws RangeError */
export function checkDeal(deal: Deal): void {
  const rent = dealRent(deal);
  if (rent === undefined || deal.status === 'outlier') return;
  const range = dealRentRange(deal);
  checkRange({ field: 'rentUsdPerKwMonth', value: rent.averageUsdPerKwMonth, ...range });
}

/** What the average rent of a deal may be, USD per critical kW-month. */
export const dealRentRange = ({ structure }: Pick<Deal, 'structure'>): Range =>
  structure === 'GPU cloud' ? GPU_CLOUD_RANGE : RENT_RANGE;
