import type { MarketView } from '../market/view.ts';
import { isKept } from '../site/priced.ts';
import type { SiteQuestion } from '../site/question.ts';
import type { PlanSource } from './plan.ts';

/** A question of a day at the price to plan with, for what its answer says of years ahead. */
export async function pricedAhead(asked: {
  question: SiteQuestion;
  view: MarketView;
  context: PlanSource;
}): Promise<SiteQuestion> {
  const { question, view, context } = asked;
  if (!isKept(question)) return question;
  // The sheet, to which no site is known, does not fetch it.
  const { atPlanPrice } = await import('./plan.ts');
  const [planned = question] = await atPlanPrice({ questions: [question], view, context });
  return planned;
}
