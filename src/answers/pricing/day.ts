import { localDay } from '../../common/localTime.ts';
import type { SiteTariffs } from '../../tariffs/index.ts';
import type { MarketView } from '../market/view.ts';
import { isKept } from '../site/priced.ts';
import type { SiteQuestion } from '../site/question.ts';
import { type DaySource, given, onTariff, ownPower, tariffBasis } from './onTariff.ts';
import { atPowerOfDay } from './reported.ts';

interface Asked {
  questions: readonly SiteQuestion[];
  view: MarketView;
  context: DaySource;
  tariffs: Map<string, SiteTariffs>;
}

/** Questions at what power costs on the day, by tariffs and by what was reported at their sites. */
export async function pricedOnDay(asked: Asked): Promise<SiteQuestion[]> {
  const { questions, context } = asked;
  const billed = await Promise.all(questions.map((question) => byTariff({ ...asked, question })));
  // Where a price that was set has run out, what follows is the tariff's.
  const powers = await context.power.ofDay(billed.filter(isKept).map(({ site }) => site));
  return billed.map((question) => {
    const power = powers.get(question.site.name);
    // After what was set for yesterday the tariff holds, as if nothing had been set.
    const isPast = power?.byHand && !power.reportedToday && question.priced?.basis.by === 'tariff';
    return isPast ? question : atPowerOfDay({ question, power });
  });
}

async function byTariff(
  asked: Pick<Asked, 'tariffs' | 'view' | 'context'> & { question: SiteQuestion },
): Promise<SiteQuestion> {
  const { question, view } = asked;
  const { site } = question;
  const tariffs = isKept(question) ? asked.tariffs.get(site.name) : undefined;
  if (tariffs === undefined) return question;
  const month = localDay({ time: view.snapshot.now, timeZone: site.timeZone }).slice(0, 7);
  const found = await tariffBasis({ ...asked, tariffs, billed: { month } });
  if ('basis' in found) return onTariff({ question, basis: found.basis });
  const notUsed = [found.notUsed];
  return given({
    question,
    priced: { basis: { by: 'own' }, own: ownPower(site), notUsed, lacksTariff: true },
  });
}
