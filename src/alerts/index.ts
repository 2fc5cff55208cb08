/** Alerts: what commands and the desk use of them. */

export { backtestCard } from './backtestCard.ts';
export type { AlertBook } from './book.ts';
export { alertBook } from './book.ts';
export {
  changedCard,
  listCard,
  nowParts,
  sampleCard,
  savedCard,
  showCard,
} from './cards.ts';
export { acknowledged, edited, muted, resumed, unmuted } from './changes.ts';
export { describeCondition, describeRule } from './describe.ts';
export { alertEngine } from './engine.ts';
export { policyParameters, ruleForm, withPolicy } from './parameters.ts';
export { pauseRules } from './pause.ts';
export type { PowerReport } from './power.ts';
export { powerCard } from './powerCard.ts';
export { refreshPower } from './powerFeed.ts';
export { previewCard } from './previewCard.ts';
export { publicFetch } from './publicFetch.ts';
export { describeQuiet, type QuietHours } from './quiet.ts';
export type { Asked } from './read.ts';
export type { StoredRule } from './rows.ts';
export type { Rule } from './rule.ts';
export { watchAlerts } from './watch.ts';
