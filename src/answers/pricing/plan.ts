import { localDay } from '../../common/localTime.ts';
import type { PowerBook, PowerOfYear } from '../../power/index.ts';
import type { SiteTariffs } from '../../tariffs/index.ts';
import type { MarketView } from '../market/view.ts';
import { isKept, LEAST_MONTHS, monthsKnown, standsForYear } from '../site/priced.ts';
import type { SiteQuestion } from '../site/question.ts';
import { given, onTariff, ownPower, type TariffSource, tariffBasis } from './onTariff.ts';

/** Where what years are valued on is looked up. */
export interface PlanSource extends TariffSource {
  power: Pick<PowerBook, 'ofYear'>;
}

/**
 * Questions about more than today, each at the price to plan with: what the tariff of today comes to over the year, else the
 * mean of what was reported over twelve months, else the site's own. A site draws the same in every hour, so that the mean
 * over time is that of its load. What the question says stays.
 */
export async function atPlanPrice(asked: {
  questions: readonly SiteQuestion[];
  view: MarketView;
  context: PlanSource;
}): Promise<SiteQuestion[]> {
  const { questions, view, context } = asked;
  const kept = questions.filter(isKept);
  if (kept.length === 0) return [...questions];
  const tariffs = await context.tariffs.ofSites(kept.map(({ site }) => site.name));
  const planned = await Promise.all(kept.map((question) => byTariff({ question, tariffs, view, context })));
  const others = planned.flatMap(({ question, notUsed }) => (notUsed === undefined ? [] : [question.site]));
  const years = others.length === 0 ? new Map() : await context.power.ofYear(others);
  const done = new Map(
    planned.map(({ question, notUsed }, at) => [
      kept[at]!,
      notUsed === undefined
        ? question
        : byReports({ question, notUsed, year: years.get(question.site.name) }),
    ]),
  );
  return questions.map((question) => done.get(question) ?? question);
}

/** What GPU halls pay for a MWh by a tariff, all of it, and the question with words for that; mining is charged as a site is. */
export function ofUses(question: SiteQuestion): { question: SiteQuestion; hallPowerUsdPerMwh?: number } {
  const { priced } = question;
  if (priced?.basis.by !== 'tariff') return { question };
  const basis = { ...priced.basis, ofUses: true as const };
  return {
    question: given({ question, priced: { ...priced, basis } }),
    hallPowerUsdPerMwh: basis.price.allInUsdPerMwh,
  };
}

/** The question with the whole of its tariff in the price of a MWh, to be held against another such price. */
export function allIn(question: SiteQuestion): SiteQuestion {
  const { site, priced } = question;
  if (priced?.basis.by !== 'tariff') return question;
  const { allInUsdPerMwh: powerPriceUsdPerMwh } = priced.basis.price;
  return given({
    question: { ...question, site: { ...site, powerPriceUsdPerMwh, demandChargeUsdPerKwMonth: undefined } },
    priced: { ...priced, basis: { ...priced.basis, allIn: true } },
  });
}

async function byTariff(asked: {
  question: SiteQuestion;
  tariffs: Map<string, SiteTariffs>;
  view: MarketView;
  context: PlanSource;
}): Promise<{ question: SiteQuestion; notUsed?: string[] }> {
  const { question, view } = asked;
  const tariffs = asked.tariffs.get(question.site.name);
  if (tariffs === undefined) return { question, notUsed: [] };
  const today = localDay({ time: view.snapshot.now, timeZone: question.site.timeZone });
  const billed = { year: Number(today.slice(0, 4)), today };
  const found = await tariffBasis({ ...asked, tariffs, billed });
  return 'basis' in found
    ? { question: onTariff({ question, basis: found.basis }) }
    : { question, notUsed: [found.notUsed] };
}

function byReports(asked: {
  question: SiteQuestion;
  /** Why a tariff of the site is not used; nothing where it has none. */
  notUsed: readonly string[];
  year: PowerOfYear | undefined;
}): SiteQuestion {
  const { question, year } = asked;
  const { site, changed } = question;
  if (changed.includes('powerPriceUsdPerMwh')) return question;
  const own = ownPower(site);
  const lacksTariff = asked.notUsed.length > 0;
  if (year !== undefined && standsForYear(year))
    return given({
      question: { ...question, site: { ...site, powerPriceUsdPerMwh: year.usdPerMwh } },
      priced: { basis: { by: 'reports', ...year }, own, notUsed: asked.notUsed, lacksTariff },
    });
  const tooFew =
    year === undefined
      ? []
      : [
          `What was reported covers ${monthsKnown(year).toFixed(1)} months of the last twelve, less than the ${LEAST_MONTHS} that years are valued on.`,
        ];
  const notUsed = [...asked.notUsed, ...tooFew];
  return given({ question, priced: { basis: { by: 'own' }, own, notUsed, lacksTariff } });
}
