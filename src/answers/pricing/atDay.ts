import type { MarketView } from '../market/view.ts';
import { isKept } from '../site/priced.ts';
import type { SiteQuestion } from '../site/question.ts';
import type { DaySource } from './onTariff.ts';

/**
 * Questions of what a day earns, each at what power costs on it: as far as that was reported, and otherwise what the site's
 * tariff comes to in the month, or the site's own price. Beside a reported price the rest of the tariff's bill stays.
 */
export async function atDayPrice(asked: {
  questions: readonly SiteQuestion[];
  view: MarketView;
  context: DaySource;
}): Promise<SiteQuestion[]> {
  const { questions, context } = asked;
  const sites = questions.filter(isKept).map(({ site }) => site);
  if (sites.length === 0) return [...questions];
  const tariffs = await context.tariffs.ofSites(sites.map(({ name }) => name));
  if (tariffs.size === 0 && (await context.power.ofDay(sites)).size === 0) return [...questions];
  // The sheet fetches it where there is a tariff or a report.
  const { pricedOnDay } = await import('./day.ts');
  return pricedOnDay({ ...asked, tariffs });
}
