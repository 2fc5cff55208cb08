import type { Prepared } from '../case/case.ts';
import { yearlyPowers } from '../elementary/powers.ts';
import { HOURS_PER_MONTH } from '../units.ts';
import { type Block, beyond, expectedEvents, leaseTerms, shellDepreciation } from './colocation.ts';
import {
  building,
  endOfLease,
  factorAt,
  type LeaseEvents,
  type LeaseMonths,
  type LeaseTerms,
  type MoneyMonths,
  nextTenant,
} from './lease.ts';
import type { Leg } from './leg.ts';

const USD_M = 1e6;
const KW_PER_MW = 1000;

/** GPUs let by the hour, and the halls that they stand in, in plain numbers. */
export interface GpuTerms {
  halls: LeaseTerms;
  contractMonths: number;
  /** In which the GPUs are let, in the contract and at spot after it; then they are sold. */
  lifeMonths: number;
  /** Of a month of the first year. */
  revenueUsd: number;
  /** What a year makes of the price in a contract, and what so many months have made of it outside one. */
  contractGrowth: number;
  spotGrowth: Float64Array;
  operatingShare: number;
  prepaidShare: number;
  gpuCapexUsd: number;
  residualUsd: number;
  /** A cost, by month. */
  powerUsd: Float64Array;
}

/** What may come otherwise; series by month are undefined where nothing moves. */
export interface GpuEvents extends LeaseEvents {
  /** The GPU price at signature. */
  priceFactor: number;
  /** Logarithm of the market's GPU price, and the power price as a factor. */
  gpuLog: Float64Array | undefined;
  powerFactor: Float64Array | undefined;
}

/** The halls and what the GPUs add to their months. */
export interface GpuMonths extends LeaseMonths {
  endOfContract: number;
  endOfLife: number;
}

/**
 * GPUs bought when the halls are ready and let by the hour for one contract, the power paid by the landlord; what they
 * last longer they are let at spot. Then they are sold, and the halls are let like any others that stand empty.
 */
export function gpuCloudLeg({ given, block }: { given: Prepared; block: Block }): Leg {
  const terms = gpuTerms({ given, block });
  const events = { ...expectedEvents({ given, block }), ...certain };
  const months = gpuMonths({ terms, events });
  const { endOfContract, endOfLife: end, firstRent, ...lease } = months;
  const shell = shellDepreciation({
    given,
    lease: { ...months, capexUsd: shellCapexUsd({ terms, months }) },
  });
  const life = end - firstRent;
  return {
    use: 'gpuCloud',
    grossMw: block.grossMw,
    discountPercent: given.assumptions.gpuCloudDiscountPercent,
    revenueUsd: lease.revenueUsd,
    noiUsd: lease.noiUsd,
    capexUsd: lease.capexUsd,
    proceedsUsd: lease.proceedsUsd,
    depreciationUsd: shell.map((usd, month) =>
      month >= firstRent && month < end ? usd + terms.gpuCapexUsd / life : usd,
    ),
    contractedUsd: given.nothing,
    beyondTermUsd: beyond({
      lease: months,
      from: endOfContract,
      workedOffUsd: lease.revenueUsd[endOfContract - 1]! * terms.prepaidShare,
    }),
  };
}

const certain = { priceFactor: 1, gpuLog: undefined, powerFactor: undefined };

function shellCapexUsd({ terms, months }: { terms: GpuTerms; months: GpuMonths }): Float64Array {
  const bought = Math.max(0, months.firstRent - 1);
  return months.capexUsd.map((usd, month) => (month === bought ? usd - terms.gpuCapexUsd : usd));
}

export function gpuTerms(asked: { given: Prepared; block: Block; months?: number }): GpuTerms {
  const { given, block } = asked;
  const { assumptions, hallUsdPerMwh, termMonths } = given;
  const halls = leaseTerms(asked);
  const spotGrowth = 1 + assumptions.gpuSpotChangePercentPerYear / 100;
  const gpus =
    (block.criticalMw * KW_PER_MW) /
    (assumptions.gpuItKwPerGpu * (1 + assumptions.gpuNetworkOverheadPercent / 100));
  const gpuHours = gpus * HOURS_PER_MONTH * (assumptions.gpuUtilisationPercent / 100);
  const gpuCapexUsd = block.criticalMw * assumptions.gpuCapexUsdMPerCriticalMw * USD_M;
  const contractMonths = Math.min(termMonths, Math.round(assumptions.gpuTermYears * 12));
  return {
    halls,
    contractMonths,
    lifeMonths: Math.max(contractMonths, Math.min(termMonths, Math.round(assumptions.gpuLifeYears * 12))),
    revenueUsd: gpuHours * assumptions.gpuPriceUsdPerHour,
    contractGrowth: 1 - assumptions.gpuPriceDeclinePercentPerYear / 100,
    spotGrowth: yearlyPowers({ factor: spotGrowth, months: halls.months }),
    operatingShare: assumptions.gpuOperatingPercent / 100,
    prepaidShare: assumptions.gpuPrepaymentPercent / 100,
    gpuCapexUsd,
    residualUsd: (gpuCapexUsd * assumptions.gpuResidualPercent) / 100,
    powerUsd: hallUsdPerMwh.map((usd) => block.grossMw * HOURS_PER_MONTH * usd),
  };
}

/** Builds, buys, sells hours, sells the GPUs and lets the halls. */
export function gpuMonths(asked: {
  terms: GpuTerms;
  events: GpuEvents;
  into?: MoneyMonths | undefined;
}): GpuMonths {
  const { terms, events } = asked;
  const { halls } = terms;
  const lease = building({ terms: halls, events, into: asked.into });
  const endOfContract = lease.firstRent + terms.contractMonths;
  const endOfLife = lease.firstRent + terms.lifeMonths;
  const months = { ...lease, endOfContract, endOfLife };
  sellHours({ terms, events, months });
  const bought = Math.max(0, lease.firstRent - 1);
  const sold = endOfLife - 1;
  if (bought < halls.months) lease.capexUsd[bought]! += terms.gpuCapexUsd;
  if (sold < halls.months) lease.proceedsUsd[sold]! += terms.residualUsd * factorAt(events.gpuLog, sold);
  const to = lease.endOfTerm + halls.beyondMonths;
  nextTenant({ lease, terms: halls, events, from: endOfLife, share: 1, to });
  endOfLease({ lease, terms: halls, events });
  return months;
}

const at = (factor: Float64Array | undefined, month: number): number =>
  factor === undefined ? 1 : factor[Math.min(month, factor.length - 1)]!;

/**
 * A prepayment comes when the halls are ready, out of the months to come; a customer that fails has lost it. What is
 * outside a contract is sold at spot.
 */
function sellHours(selling: Selling): void {
  const { terms, events, months } = selling;
  const { firstRent, endOfContract, endOfLife, revenueUsd, noiUsd, proceedsUsd } = months;
  const prepaid = Math.max(0, firstRent - 1);
  const fails = firstRent + events.failsAfter;
  let contractUsd = terms.revenueUsd * events.priceFactor;
  for (let month = firstRent; month < Math.min(endOfContract, terms.halls.months); month++) {
    const since = month - firstRent;
    if (since > 0 && since % 12 === 0) contractUsd *= terms.contractGrowth;
    const prepaidUsd = contractUsd * terms.prepaidShare;
    proceedsUsd[prepaid]! += prepaidUsd;
    if (month >= fails) continue;
    revenueUsd[month]! += contractUsd;
    noiUsd[month]! += contractUsd * (1 - terms.operatingShare) - powerUsd(selling, month);
    proceedsUsd[month]! -= prepaidUsd;
  }
  sellAtSpot({ terms, events, months, from: Math.min(fails, endOfContract), to: endOfLife });
}

interface Selling {
  terms: GpuTerms;
  events: GpuEvents;
  months: GpuMonths;
}

/** Switched off where the price does not pay the power. */
function sellAtSpot(asked: Selling & { from: number; to: number }): void {
  const { terms, events, months, from, to } = asked;
  for (let month = from; month < Math.min(to, terms.halls.months); month++) {
    const usd =
      terms.revenueUsd * terms.spotGrowth[month - months.firstRent]! * factorAt(events.gpuLog, month);
    const earnedUsd = usd * (1 - terms.operatingShare);
    const costUsd = powerUsd(asked, month);
    if (earnedUsd <= costUsd) continue;
    months.revenueUsd[month]! += usd;
    months.noiUsd[month]! += earnedUsd - costUsd;
  }
}

const powerUsd = ({ terms, events }: Selling, month: number): number =>
  at(terms.powerUsd, month) * at(events.powerFactor, month);
