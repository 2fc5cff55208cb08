import type { Labelled } from '../../charts/chart.ts';
import { bare } from '../../chat/show/chart.ts';
import type { StoredSite } from '../../sites/book.ts';
import type { MarketView } from '../market/view.ts';
import { questionAbout, siteCase, siteFigure } from '../site/question.ts';
import { atPlanPrice, type PlanSource } from './plan.ts';

/** The hashprice at which each site breaks even, for the picture of hashprice. */
export async function breakevenLevels(asked: {
  sites: readonly StoredSite[];
  view: MarketView;
  context: PlanSource;
}): Promise<Labelled[]> {
  const { sites, view, context } = asked;
  const questions = await atPlanPrice({ questions: sites.map(questionAbout), view, context });
  return questions.map((question) => {
    const shown = siteFigure({
      of: siteCase({ question, view }),
      metric: 'breakevenHashpriceUsdPerPhDay',
    });
    return { label: question.site.name, value: shown.value, text: bare(shown) };
  });
}
