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

/** How many normal numbers a path's lease takes. */
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

/** A path's lease, drawn. `expected` stands where a risk is left out. */
export function drawLease(asked: {
  risks: LeaseRisks;
  active: readonly Risk[];
  expected: LeaseEvents;
  shocks: Float64Array;
  uniform: () => number;
  marketLog: Float64Array;
}): { events: LeaseEvents; otherFailsAfter: number } {
  const { risks: of, active, expected, shocks, uniform, marketLog } = asked;
  const [renews, fails] = [uniform(), uniform()];
  const is = (risk: Risk) => active.includes(risk);
  const [capex, late, ramp, rent, empty, cost, relet, capRate] = shocks;
  const failsAfter = (hazard: number) =>
    is('tenant') && hazard > 0 ? Math.floor(-log(fails) / hazard) : NEVER;
  const events: LeaseEvents = { ...expected, marketLog, failsAfter: failsAfter(of.hazard) };
  if (is('capex')) events.capexFactor = Math.max(0, 1 + centred(of.capex, capex!));
  if (is('delay')) events.lateMonths = Math.max(0, Math.round(drawn(of.late, late!)));
  if (is('ramp')) events.rampMonths = Math.max(0, drawn(of.ramp, ramp!));
  if (is('signature')) events.rentFactor *= (1 + centred(of.rent, rent!)) / (1 + of.rent.value);
  if (is('capRate'))
    events.capRateFactor = Math.max(table.capRatePercent.min, drawn(of.capRate, capRate!)) / of.capRate.value;
  if (is('reletting')) {
    const usual = of.reletCost.value;
    events.renewedShare = renews < of.renewal ? 1 : 0;
    events.emptyMonths = Math.max(0, Math.round(drawn(of.empty, empty!)));
    if (usual > 0) events.reletCostUsd *= Math.max(0, centred(of.reletCost, cost!)) / usual;
    events.reletFactor = Math.max(0, 1 + centred(of.relet, relet!));
  }
  return { events, otherFailsAfter: failsAfter(of.otherHazard) };
}
