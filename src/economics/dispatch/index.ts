/** Run or stop: which machines run in which hours, and what that was worth. */

export {
  type CoincidentPeaks,
  missedPeakUsd,
  ODDS_AFTER_DAYS,
  type PeakOdds,
  type PeakWatch,
  peakOdds,
  type ScoredDay,
  watchPeak,
  worthAvoidingUsdPerMwh,
} from './coincidentPeaks.ts';
export { type PlanMargin, planMargin } from './margin.ts';
export { type ModeStep, modeSteps, type PowerMode } from './modes.ts';
export { type DispatchPlan, lastPriceSeenPlan, type PlanInputs, planOn, thresholdPlan } from './plan.ts';
export type { RestartRules } from './restart.ts';
export { schedule } from './schedule.ts';
export {
  compareInformation,
  type InformationLevel,
  informationLevels,
  type PlanScore,
  scorePlan,
} from './score.ts';
export {
  type PlannedClass,
  type PowerBlock,
  type ReserveSale,
  type SiteDispatch,
  siteDispatch,
} from './siteDispatch.ts';
export { strikePrice } from './strikePrice.ts';
