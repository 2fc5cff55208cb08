/** Plans of run or stop as they were posted, how each did on the prices that came, and where they are sent. */

export { type PlanBook, type PlanBookParts, planBook } from './book.ts';
export { keepPlans, planSites } from './keep.ts';
export { type DispatchedPlan, type KeptPlan, promisedUsd } from './plan.ts';
export { scorePlans } from './score.ts';
export { plansSince } from './table.ts';
export { webhookAdapter } from './webhook/adapter.ts';
export { webhookCard, webhookSecret } from './webhook/card.ts';
