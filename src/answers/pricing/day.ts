import { localDay } from '../../common/localTime.ts';
import type { PowerBook } from '../../power/index.ts';
import type { SiteTariffs } from '../../tariffs/index.ts';
import type { MarketView } from '../market/view.ts';
import { atPowerOfDay } from '../site/power.ts';
import { isKept } from '../site/priced.ts';
import type { SiteQuestion } from '../site/question.ts';
import type { TariffSource } from './onTariff.ts';

/** Where what a day of power costs is looked up. */
export interface DaySource extends TariffSource {
  power: Pick<PowerBook, 'ofDay'>;
}

interface Asked {
  questions: readonly SiteQuestion[];
  view: MarketView;
  context: DaySource;
}

/**
 * Questions of what a day earns, each at what power costs on it: as far as that was reported, and otherwise what the site's
 * tariff comes to in the month, or the site's own price. Beside a reported price the rest of the tariff's bill stays.
 */
export async function atDayPrice({ questions, view, context }: Asked): Promise<SiteQuestion[]> {
  const kept = questions.filter(isKept);
  if (kept.length === 0) return [...questions];
  const tariffs = await context.tariffs.ofSites(kept.map(({ site }) => site.name));
  const billed = await Promise.all(
    questions.map((question) => byTariff({ question, tariffs, view, context })),
  );
  const powers = await context.power.ofDay(billed.filter(isKept).map(({ site }) => site));
  return billed.map((question) => {
    const power = powers.get(question.site.name);
    // After what was set for yesterday the tariff holds, as if nothing had been set.
    const isPast = power?.byHand && !power.reportedToday && question.priced?.basis.by === 'tariff';
    return isPast ? question : atPowerOfDay({ question, power });
  });
}

async function byTariff(
  asked: Omit<Asked, 'questions'> & { question: SiteQuestion; tariffs: Map<string, SiteTariffs> },
): Promise<SiteQuestion> {
  const { question, view } = asked;
  const { site } = question;
  const tariffs = isKept(question) ? asked.tariffs.get(site.name) : undefined;
  if (tariffs === undefined) return question;
  // The sheet fetches it where there is a tariff.
  const { given, onTariff, ownPower, tariffBasis } = await import('./onTariff.ts');
  const month = localDay({ time: view.snapshot.now, timeZone: site.timeZone }).slice(0, 7);
  const found = await tariffBasis({ ...asked, tariffs, billed: { month }, hashprice: view.hashprice });
  if ('basis' in found) return onTariff({ question, basis: found.basis });
  const notUsed = [found.notUsed];
  return given({ question, priced: { basis: { by: 'own' }, own: ownPower(site), notUsed } });
}
