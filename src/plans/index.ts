/** Plans of run or stop as they were posted, and how each did on the prices that came. */

export { type PlanBook, planBook } from './book.ts';
export { type DispatchedPlan, type KeptPlan, promisedUsd } from './plan.ts';
export { scorePlans } from './score.ts';
export { keepPlans, planSites, plansSince } from './table.ts';
