/** Alerts: what commands and the desk use of them. */

export { publicFetch } from '../net/publicFetch.ts';
export { powerCard } from '../power/card.ts';
export { refreshPower } from '../power/feed.ts';
export type { PowerReport } from '../power/report.ts';
export type { AlertBook } from './book.ts';
export { alertBook } from './book.ts';
export { backtestCard } from './cards/backtest.ts';
export {
  changedCard,
  listCard,
  nowParts,
  sampleCard,
  savedCard,
  showCard,
} from './cards/cards.ts';
export { previewCard } from './cards/preview.ts';
export { alertEngine } from './engine/engine.ts';
export { pauseRules } from './engine/pause.ts';
export { describeQuiet, type QuietHours } from './engine/quiet.ts';
export type { StoredRule } from './engine/rows.ts';
export { watchAlerts } from './engine/watch.ts';
export { acknowledged, edited, muted, resumed, unmuted } from './rules/changes.ts';
export { describeCondition, describeRule } from './rules/describe.ts';
export { policyParameters, ruleForm, withPolicy } from './rules/policy.ts';
export type { Rule } from './rules/rule.ts';
export type { Asked } from './rules/words.ts';
