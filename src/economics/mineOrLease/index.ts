/** Mine or lease: what a megawatt is worth in each use. */

export { type Assumptions, assume, type Overrides } from '../case/assumptions.ts';
export {
  type Assumption,
  type AssumptionName,
  assumptionNames,
  assumptions,
} from '../case/assumptionTable.ts';
export { projectedHalvings } from '../case/calendar.ts';
export { hallCapexUsdMPerCriticalMw, type LeaseForm, leaseForms, type PivotCase } from '../case/case.ts';
export {
  type Choices,
  forwardLimits,
  type LeaseEnd,
  leaseEnds,
  type MiningOption,
  miningOptions,
  renewalHabits,
} from '../case/choices.ts';
export { type Spread, spreads } from '../case/spreads.ts';
export { type DealMedian, dealMedians, rentPercentile, selectDeals } from '../deals/comps.ts';
export { type Deal, type DealStatus, dealStatuses, type Structure, structures } from '../deals/deal.ts';
export {
  type Basis,
  checkDeal,
  type DealRent,
  dealRent,
  dealRentRange,
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
  presentByYear,
} from '../finance/finance.ts';
export { type Irr, irr, mirrEnds, type ReturnRate, returnRate } from '../finance/irr.ts';
export type { FailedTest, FinancedAsset, LenderTerms, Loan } from '../finance/loan.ts';
export {
  adjustedPresentValueUsd,
  type LoanYear,
  type ProjectDebt,
  projectDebt,
  type SourcesAndUses,
} from '../finance/projectDebt.ts';
export type { Turns } from '../finance/solve.ts';
export type { UseValue } from '../finance/value.ts';
export { type ForwardPoint, type PathName, pathNames } from '../paths/hashpricePath.ts';
export type { PathPoint } from '../paths/milestones.ts';
export {
  type DealCase,
  type DealMarket,
  dealCase,
  type Habits,
  leaseFormOf,
} from '../replay/dealCase.ts';
export {
  type MinedSite,
  minedSiteOf,
  minedSites,
  type PublishedFigure,
  referenceMiner,
} from '../replay/minedSites.ts';
export { type AgainstMining, type DealReplay, replayDeal } from '../replay/replayDeal.ts';
export {
  type Band,
  type ConversionOutcome,
  type Fan,
  joinPaths,
  type Outcomes,
  outcomes,
} from '../simulation/outcomes.ts';
export { FAN_PATHS, type Paths, runPaths } from '../simulation/paths.ts';
export { type RiskShare, riskShares } from '../simulation/riskShares.ts';
export { type Risk, risks } from '../simulation/risks.ts';
export { type PlanName, type Simulation, simulationOf } from '../simulation/simulation.ts';
export { SPLIT_PATHS, splitBands } from '../simulation/splitBands.ts';
export {
  type HistoryVolatility,
  historyVolatility,
  PLAUSIBLE_VOLATILITY,
  type PricedDay,
  yearlyVolatilityPercent,
} from '../simulation/volatility.ts';
export type { Conversion, Division } from '../uses/division.ts';
export { type Leasable, type LeaseLimit, leasableOf } from '../uses/leasable.ts';
export type { Use } from '../uses/leg.ts';
export type { OptionValues } from '../uses/mining.ts';
export type { BeyondTerm } from './afterTerm.ts';
export type { Breakevens } from './breakevens.ts';
export type { CashLead } from './cashLead.ts';
export { type Alternative, type Comparison, comparePivot } from './compare.ts';
export { type DelayCost, type DelayValue, delayValue, type LateTenant, lateTenants } from './delay.ts';
export { judgeOffer, OFFER_RANGE, type Offer, type OfferValue } from './offer.ts';
export type { ValuedPlan } from './plans.ts';
export { type RatedFlows, type RateName, ratedFlows } from './ratedFlows.ts';
export {
  type PathSensitivity,
  type SensitiveInput,
  type Sensitivities,
  type Sensitivity,
  sensitivities,
} from './sensitivity.ts';
export { type SplitPoint, splitSite } from './split.ts';
export { type Doubt, type Verdict, verdictOf } from './verdict.ts';
export { type StartPoint, type When, whenToLease } from './when.ts';
export type { UseYear } from './yearly.ts';
