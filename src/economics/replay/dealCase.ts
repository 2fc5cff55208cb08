import { type Assumptions, assume, type Overrides } from '../case/assumptions.ts';
import type { LeaseForm, PivotCase } from '../case/case.ts';
import type { Deal, Structure } from '../deals/deal.ts';
import { dealRent, firstYearRent } from '../deals/dealRent.ts';
import { hashprice } from '../hashprice.ts';
import { findMachine } from '../machines/findMachine.ts';
import type { Machine } from '../machines/machines.ts';
import { addMonths } from '../month.ts';
import { OutOfRangeError } from '../range.ts';
import { machinesForMegawatts, type Site } from '../site.ts';
import { HOURS_PER_MONTH } from '../units.ts';
import { minedSiteOf, referenceMiner } from './minedSites.ts';

/** The market of the day on which a deal was signed, as far as it is known. */
export interface DealMarket {
  difficulty: number;
  subsidyBtc: number;
  feesBtcPerBlock: number;
  /** Undefined where nobody who printed it is known. */
  priceUsd: number | undefined;
  halvingTimes: readonly number[];
}

/** What a site has that nobody published of it: PUE, uptime, pool. */
export type Habits = Pick<Site, 'timeZone' | 'pue' | 'uptime' | 'poolFee' | 'poolScheme'>;

/** A signed deal as a case to compare, with what it had to assume. */
export interface DealCase {
  given: PivotCase;
  criticalMw: number;
  grossMw: number;
  /** Whether gross or critical megawatts follow from the other by the named assumption. */
  ratioAssumed: boolean;
}

/** Any price serves a lease that stands alone: it neither mines nor pays for power in it. */
const ANY_PRICE_USD = 100_000;
const REFERENCE_MACHINE = 'S21';
const KW_PER_MW = 1000;

/**
 * The case of a deal: its own term, rent and megawatts, published capex and miner where there are any, and for all else
 * the desk's defaults. @throws RangeError, also for a deal without term, megawatts or total.
 */
export function dealCase(asked: { deal: Deal; market: DealMarket; habits: Habits }): DealCase {
  const { deal, market, habits } = asked;
  const assumptions = termsOf(deal);
  const { grossToCritical } = assumptions;
  const criticalMw = deal.criticalMw ?? deal.grossMw! / grossToCritical;
  const grossMw = deal.grossMw ?? criticalMw * grossToCritical;
  const { priceUsd = ANY_PRICE_USD } = market;
  const given: PivotCase = {
    site: siteOf({ deal, habits, grossMw, criticalMw }),
    hashprice: hashprice({ ...market, priceUsd }),
    startMonth: addMonths({ month: deal.date.slice(0, 7), months: 1 }),
    halvingTimes: market.halvingTimes,
    leaseForm: leaseFormOf(deal),
    signed: true,
    assumptions,
  };
  return {
    given,
    criticalMw,
    grossMw,
    ratioAssumed: deal.criticalMw === undefined || deal.grossMw === undefined,
  };
}

/** Modified gross where the landlord pays for operation; where nobody says who does, the tenant, as most often. */
const FORMS: Record<Structure, LeaseForm> = {
  hosting: 'modified gross',
  'modified gross': 'modified gross',
  lease: 'triple-net',
  'triple-net': 'triple-net',
  'GPU cloud': 'triple-net',
};
export const leaseFormOf = ({ structure }: Deal): LeaseForm => FORMS[structure];

/** The defaults with the deal's own terms over them. */
function termsOf(deal: Deal): Assumptions {
  const rent = dealRent(deal);
  if (rent === undefined)
    throw new OutOfRangeError(`${deal.landlord}, ${deal.site} lacks megawatts, term or total`);
  const base = assume();
  const criticalMw = deal.criticalMw ?? deal.grossMw! / base.grossToCritical;
  const usd = deal.contractUsdM! * 1e6;
  const termYears = deal.termYears!;
  const capex = deal.capexUsdMPerMw && (deal.capexUsdMPerMw[0] + deal.capexUsdMPerMw[1]) / 2;
  if (deal.structure === 'GPU cloud') {
    const perYear = usd / termYears / criticalMw;
    return assume(gpuTerms({ base, perYear, termYears, capex }));
  }
  const { escalatorPercentPerYear } = rent;
  return assume({
    leaseTermYears: termYears,
    escalatorPercentPerYear,
    rentUsdPerKwMonth: firstYearRent({
      rent: { basis: 'total', usd },
      termYears,
      escalatorPercentPerYear,
      criticalMw,
    }),
    colocationCapexUsdMPerCriticalMw: capex,
    retrofitCapexUsdMPerCriticalMw: capex,
  });
}

/** The GPU price at which a critical megawatt earns `perYear` with the GPUs and the hours that are assumed. */
function gpuTerms(asked: {
  base: Assumptions;
  perYear: number;
  termYears: number;
  capex: number | undefined;
}): Overrides {
  const { base, perYear, termYears, capex } = asked;
  const gpus = KW_PER_MW / (base.gpuItKwPerGpu * (1 + base.gpuNetworkOverheadPercent / 100));
  const hours = 12 * HOURS_PER_MONTH * (base.gpuUtilisationPercent / 100);
  return {
    gpuTermYears: termYears,
    gpuPriceUsdPerHour: perYear / (gpus * hours),
    gpuCapexUsdMPerCriticalMw: capex,
  };
}

/** All the megawatts of the deal mining with the miner's published fleet and power, or the reference site's. */
function siteOf(asked: { deal: Deal; habits: Habits; grossMw: number; criticalMw: number }): Site {
  const { deal, habits, grossMw, criticalMw } = asked;
  const mined = minedSiteOf(deal);
  const machine = referenceMachine();
  const efficiencyJPerTh = (mined?.efficiencyJPerTh ?? referenceMiner.efficiencyJPerTh).value;
  const meter = { meterMw: grossMw, pue: habits.pue, machine, efficiencyJPerTh };
  return {
    ...habits,
    name: deal.site,
    powerPriceUsdPerMwh: (mined?.powerPriceUsdPerMwh ?? referenceMiner.powerPriceUsdPerMwh).value,
    fleet: [{ machine, count: machinesForMegawatts(meter), efficiencyJPerTh }],
    grossMw,
    grossToCritical: grossMw / criticalMw,
    retrofit: deal.retrofit,
  };
}

function referenceMachine(): Machine {
  const machine = findMachine({ name: REFERENCE_MACHINE });
  if (!('found' in machine)) throw new Error(`The catalogue has no machine called ${REFERENCE_MACHINE}`);
  return machine.found;
}
