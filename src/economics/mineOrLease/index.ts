/** Mine or lease: what a megawatt is worth in each use. */

export { type Assumptions, assume, type Overrides } from '../case/assumptions.ts';
export {
  type Assumption,
  type AssumptionName,
  assumptionNames,
  assumptions,
} from '../case/assumptionTable.ts';
export { projectedHalvings } from '../case/calendar.ts';
export { type LeaseForm, leaseForms, type PivotCase } from '../case/case.ts';
export type { Leasable, LeaseLimit } from '../case/leasable.ts';
export { type DealMedian, dealMedians, rentPercentile, selectDeals } from '../deals/comps.ts';
export { type Deal, type DealStatus, dealStatuses, type Structure, structures } from '../deals/deal.ts';
export {
  type Basis,
  checkDeal,
  type DealRent,
  dealRent,
  firstYearRent,
  KW_MONTHS,
  type SaidRent,
} from '../deals/dealRent.ts';
export { deals } from '../deals/deals.ts';
export { DEALS_READ } from '../deals/dealTable.ts';
export { type MatchedRent, matchedRent } from '../deals/matchedRent.ts';
export {
  annuityFactor,
  averageRentFactor,
  firstYearRentUsd,
  type MonthlyUsd,
  npv,
  paybackMonth,
  peakOutlayUsd,
} from '../finance/finance.ts';
export { type Irr, irr } from '../finance/irr.ts';
export type { FailedTest, FinancedAsset, LenderTerms, Loan } from '../finance/loan.ts';
export {
  adjustedPresentValueUsd,
  type ProjectDebt,
  projectDebt,
  type SourcesAndUses,
} from '../finance/projectDebt.ts';
export type { UseValue } from '../finance/value.ts';
export { simulationOf } from '../simulation/monteCarlo.ts';
export { type Band, joinPaths, type Outcomes, outcomes } from '../simulation/outcomes.ts';
export { type Paths, runPaths, type Simulation } from '../simulation/paths.ts';
export { yearlyVolatilityPercent } from '../simulation/volatility.ts';
export type { Use } from '../uses/leg.ts';
export { type Alternative, type Comparison, comparePivot } from './compare.ts';
export { type DelayCost, type DelayValue, delayValue } from './delay.ts';
export { judgeOffer, type Offer, type OfferValue } from './offer.ts';
export type { Conversion, ValuedPlan } from './plans.ts';
export { type SensitiveInput, type Sensitivity, sensitivities } from './sensitivity.ts';
export { type SplitPoint, splitSite } from './split.ts';
