import { UserError } from '../../common/errors.ts';
import {
  type Assumptions,
  assumptions as defaults,
  firstYearRent,
  type MatchedRent,
  type SaidRent,
} from '../../economics/index.ts';

/** Where the rent of a question comes from: as it was said, or from signed deals alike. */
export interface RentOrigin {
  said?: SaidRent;
  /** Present where nobody gave a rent. */
  matched?: MatchedRent;
  /** Whether a year's rise that nobody gave turned what was said into rent of year 1. */
  escalatorAssumed: boolean;
}

/** The term that a rent says by itself. UserError where it contradicts the lease's. */
export function termOf({ rent, term }: { rent: SaidRent | undefined; term: number | undefined }) {
  const said = rent?.basis === 'year 1' ? undefined : rent?.termYears;
  if (said === undefined || term === undefined || said === term) return term ?? said;
  throw new UserError(`The rent is over ${said} years and the lease over ${term}: give one term.`);
}

/** Rent of year 1 per critical kW-month, on the term and the escalator that are assumed. */
export function yearOneRent(asked: {
  rent: SaidRent | undefined;
  assumptions: Assumptions;
  criticalMw: number | undefined;
}): number | undefined {
  const { rent, assumptions, criticalMw } = asked;
  if (rent === undefined) return undefined;
  if (rent.basis === 'total' && criticalMw === undefined)
    throw new UserError('A total rent needs the critical megawatts that it is paid for.', {
      suggestions: ['offer 200 MW critical 10y $3.7B over 10y'],
    });
  const { leaseTermYears: termYears, escalatorPercentPerYear } = assumptions;
  const usd = firstYearRent({ rent, termYears, escalatorPercentPerYear, criticalMw });
  const { min, max } = defaults.rentUsdPerKwMonth;
  if (usd >= min && usd <= max) return usd;
  const what = rent.basis === 'total' ? 'A total rent' : 'An average rent';
  throw new UserError(
    `${what} of ${said(rent)} over ${termYears} years rising ${escalatorPercentPerYear}% a year${rent.basis === 'total' ? ` on ${number(criticalMw!)} MW critical` : ''} begins with $${number(usd)}/kW-month; a rent of year 1 is between $${number(min)} and $${number(max)}.`,
  );
}

const number = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 2 });
const said = (rent: SaidRent): string =>
  rent.basis === 'total' ? `$${number(rent.usd / 1e6)}M` : `$${number(rent.usdPerKwMonth)}/kW-month`;
