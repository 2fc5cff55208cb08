import type { Labelled } from '../../charts/chart.ts';
import { bare } from '../../chat/show/chart.ts';
import type { StoredSite } from '../../sites/book.ts';
import type { MarketView } from '../market/view.ts';
import { questionAbout, siteCase, siteFigure } from './question.ts';

/** The hashprice at which each site breaks even, for the picture of hashprice. */
export function breakevenLevels(asked: { sites: readonly StoredSite[]; view: MarketView }): Labelled[] {
  const { sites, view } = asked;
  return sites.map((stored) => {
    const of = siteCase({ question: questionAbout(stored), view });
    const shown = siteFigure({ of, metric: 'breakevenHashpriceUsdPerPhDay' });
    return { label: stored.site.name, value: shown.value, text: bare(shown) };
  });
}
