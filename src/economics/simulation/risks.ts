import type { AssumptionName } from '../case/assumptionTable.ts';
import { assumptions as table } from '../case/assumptionTable.ts';
import type { Prepared } from '../case/case.ts';
import { spreads } from '../case/spreads.ts';
import { log, log1p } from '../elementary/log.ts';
import { type LeaseEvents, NEVER } from '../uses/lease.ts';

/** What may come otherwise than assumed, in the words of a lender. */
export const risks = [
  'hashprice',
  'power',
  'capex',
  'delay',
  'ramp',
  'tenant',
  'reletting',
  'marketRent',
  'capRate',
  'signature',
  'gpuPrice',
] as const;
export type Risk = (typeof risks)[number];

/** P10 of a standard normal number is its opposite. */
const Z90 = 1.2815515655446004;
const HALF_NORMAL_MEAN = 1 / Math.sqrt(2 * Math.PI);

/** An input around its value: two halves of a normal distribution, each as wide as its end asks. */
interface Spreading {
  value: number;
  below: number;
  above: number;
}

/** What the risks of building and letting are drawn from; numbers of normal distributions but for two uniform ones. */
export interface LeaseRisks {
  capex: Spreading;
  late: Spreading;
  ramp: Spreading;
  rent: Spreading;
  empty: Spreading;
  reletCost: Spreading;
  relet: Spreading;
  capRate: Spreading;
  renewal: number;
  /** Of a tenant's failure in a month. */
  hazard: number;
  /** With a backstop where there is none, without where there is. */
  otherHazard: number;
}

/** Which of a path's normal numbers is whose, and how many its lease takes. */
const [CAPEX, LATE, RAMP, RENT, EMPTY, RELET_COST, RELET, CAP_RATE] = [0, 1, 2, 3, 4, 5, 6, 7] as const;
export const LEASE_SHOCKS = 8;

export function leaseRisks(given: Prepared): LeaseRisks {
  const { assumptions, backstop } = given;
  const hazard = (percent: number) => -log1p(-percent / 100) / 12;
  const [alone, backed] = [
    assumptions.tenantDefaultPercentPerYear,
    assumptions.backstopDefaultPercentPerYear,
  ];
  const of = (name: AssumptionName, scale: number) => spreading({ name, value: assumptions[name], scale });
  const certain = { value: 0, below: 0, above: 0 };
  return {
    capex: of('capexOverrunPercent', 0.01),
    late: of('lateMonths', 1),
    ramp: of('rampMonths', 1),
    rent: given.signed ? certain : of('unsignedRentPercent', 0.01),
    empty: of('reletMonths', 1),
    reletCost: of('reletCostUsdMPerCriticalMw', 1),
    relet: of('reletRentPercent', 0.01),
    capRate: of('capRatePercent', 1),
    renewal: assumptions.renewalPercent / 100,
    hazard: hazard(backstop ? backed : alone),
    otherHazard: hazard(backstop ? alone : backed),
  };
}

/** The spread of an assumption around the value it has, in the unit of the model. */
function spreading(asked: { name: AssumptionName; value: number; scale: number }): Spreading {
  const { name, value, scale } = asked;
  const usual = table[name].value;
  const [p10, p90] = spreads[name] ?? [usual, usual];
  return {
    value: value * scale,
    below: ((usual - p10) / Z90) * scale,
    above: ((p90 - usual) / Z90) * scale,
  };
}

/** A value whose median is the one assumed. */
const drawn = ({ value, below, above }: Spreading, z: number): number => value + z * (z < 0 ? below : above);

/** A value whose mean is the one assumed: what the NPV is a straight line of must not move it. */
const centred = (one: Spreading, z: number): number =>
  drawn(one, z) - (one.above - one.below) * HALF_NORMAL_MEAN;

/** What is drawn for the leases of a path: normal numbers for their risks, and two uniform ones in (0, 1). */
export interface LeaseDraws {
  shocks: Float64Array;
  renews: number;
  fails: number;
}

/** Months until a tenant fails, NEVER where it cannot: with the backstop that there is, and with the other. */
export function failuresOf(asked: { risks: LeaseRisks; active: readonly Risk[]; draws: LeaseDraws }) {
  const { risks: of, active, draws } = asked;
  if (!active.includes('tenant')) return { failsAfter: NEVER, otherFailsAfter: NEVER };
  const waits = -log(draws.fails);
  const after = (hazard: number) => (hazard > 0 ? Math.floor(waits / hazard) : NEVER);
  return { failsAfter: after(of.hazard), otherFailsAfter: after(of.otherHazard) };
}

/** A path's lease, drawn. `expected` stands where a risk is left out. */
export function drawLease(asked: {
  risks: LeaseRisks;
  active: readonly Risk[];
  expected: LeaseEvents;
  draws: LeaseDraws;
  failsAfter: number;
  marketLog: Float64Array;
}): LeaseEvents {
  const { risks: of, active, expected, draws, failsAfter, marketLog } = asked;
  const { shocks } = draws;
  const is = (risk: Risk) => active.includes(risk);
  const events: LeaseEvents = { ...expected, marketLog, failsAfter };
  if (is('capex')) events.capexFactor = Math.max(0, 1 + centred(of.capex, shocks[CAPEX]!));
  if (is('delay')) events.lateMonths = Math.max(0, Math.round(drawn(of.late, shocks[LATE]!)));
  if (is('ramp')) events.rampMonths = Math.max(0, drawn(of.ramp, shocks[RAMP]!));
  if (is('signature')) events.rentFactor *= (1 + centred(of.rent, shocks[RENT]!)) / (1 + of.rent.value);
  if (is('capRate')) {
    const rate = Math.max(table.capRatePercent.min, drawn(of.capRate, shocks[CAP_RATE]!));
    events.capRateFactor = rate / of.capRate.value;
  }
  if (is('reletting')) {
    const usual = of.reletCost.value;
    events.renewedShare = draws.renews < of.renewal ? 1 : 0;
    events.emptyMonths = Math.max(0, Math.round(drawn(of.empty, shocks[EMPTY]!)));
    if (usual > 0) events.reletCostUsd *= Math.max(0, centred(of.reletCost, shocks[RELET_COST]!)) / usual;
    events.reletFactor = Math.max(0, 1 + centred(of.relet, shocks[RELET]!));
  }
  return events;
}
