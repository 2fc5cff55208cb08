/** Mine or lease: what a megawatt is worth in each use. */

export { type Assumptions, assume, type Overrides } from './assumptions.ts';
export {
  type Assumption,
  type AssumptionName,
  assumptionNames,
  assumptions,
} from './assumptionTable.ts';
export { projectedHalvings } from './calendar.ts';
export { type LeaseForm, leaseForms, type PivotCase } from './case.ts';
export { type Alternative, type Comparison, comparePivot } from './compare.ts';
export {
  type Basis,
  checkDeal,
  type DealMedian,
  type DealRent,
  dealMedians,
  dealRent,
  rentPercentile,
  selectDeals,
} from './comps.ts';
export {
  type Deal,
  type DealStatus,
  dealStatuses,
  deals,
  type Structure,
  structures,
} from './deals.ts';
export { type DelayCost, type DelayValue, delayValue } from './delay.ts';
export {
  annuityFactor,
  averageRentFactor,
  firstYearRentUsd,
  type MonthlyUsd,
  npv,
  paybackMonth,
  peakOutlayUsd,
} from './finance.ts';
export { type Irr, irr } from './irr.ts';
export type { Leasable, LeaseLimit } from './leasable.ts';
export type { Use } from './leg.ts';
export { simulationOf } from './monteCarlo.ts';
export { judgeOffer, type Offer, type OfferValue } from './offer.ts';
export { type Band, joinPaths, type Outcomes, outcomes } from './outcomes.ts';
export { type Paths, runPaths, type Simulation } from './paths.ts';
export type { Conversion, ValuedPlan } from './plans.ts';
export { type SensitiveInput, type Sensitivity, sensitivities } from './sensitivity.ts';
export { type SplitPoint, splitSite } from './split.ts';
export type { UseValue } from './value.ts';
export { yearlyVolatilityPercent } from './volatility.ts';
