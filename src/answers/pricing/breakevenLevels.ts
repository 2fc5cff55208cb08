import type { Labelled } from '../../charts/chart.ts';
import { bare } from '../../chat/show/chart.ts';
import type { StoredSite } from '../../sites/book.ts';
import type { MarketView } from '../market/view.ts';
import { questionAbout, type SiteCase, siteCase, siteFigure } from '../site/question.ts';
import { atPlanPrice, type PlanSource } from './plan.ts';

/** The hashprice at which each site breaks even, for the picture of hashprice. */
export async function breakevenLevels(asked: {
  sites: readonly StoredSite[];
  view: MarketView;
  context: PlanSource;
}): Promise<Labelled[]> {
  const { sites, view, context } = asked;
  const questions = await atPlanPrice({ questions: sites.map(questionAbout), view, context });
  return questions.map((question) => breakevenLevel(siteCase({ question, view })));
}

/** The hashprice at which one site breaks even. */
export function breakevenLevel(of: SiteCase): Labelled {
  const shown = siteFigure({ of, metric: 'breakevenHashpriceUsdPerPhDay' });
  return { label: of.subject, value: shown.value, text: bare(shown) };
}
