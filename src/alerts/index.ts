/** Alerts: what commands and the desk use of them. */

export { type AlertBook, type AlertBookParts, alertBook } from './book/index.ts';
export { backtestCard } from './cards/backtest.ts';
export {
  changedCard,
  listCard,
  sampleCard,
  savedCard,
  showCard,
} from './cards/cards.ts';
export { previewCard } from './cards/preview.ts';
export { nowParts } from './cards/valueNow.ts';
export { alertEngine } from './engine/engine.ts';
export { type FiredAlert, type FiredAlerts, firedAlerts } from './engine/eventTable.ts';
export { pauseRules } from './engine/pause.ts';
export { describeQuiet, type QuietHours, quietInUtc } from './engine/quiet.ts';
export { alertSites } from './engine/ruleTable.ts';
export { watchAlerts } from './engine/watch.ts';
export { acknowledged, edited, muted, resumed, unmuted } from './rules/changes.ts';
export { describeCondition, describeRule } from './rules/describe.ts';
export { policyParameters, ruleForm, withPolicy } from './rules/policy.ts';
export type { Rule } from './rules/rule.ts';
export type { StoredRule } from './rules/storedRule.ts';
export type { Asked } from './rules/words.ts';
