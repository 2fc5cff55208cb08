import { localDay, startOfDay } from '../../common/localTime.ts';
import type { SiteTariffs } from '../../tariffs/index.ts';
import type { MarketView } from '../market/view.ts';
import { isKept } from '../site/priced.ts';
import type { SiteQuestion } from '../site/question.ts';
import { hoursOfDay, ofHours } from './hours.ts';
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
  const billed = await Promise.all(asked.questions.map((question) => byTariff({ ...asked, question })));
  // Where a price that was set has run out, what follows is the tariff's.
  const sites = billed.map(({ question }) => question).filter(isKept);
  const powers = await asked.context.power.ofDay(sites.map(({ site }) => site));
  return billed.map(({ question, byHours }) => {
    const power = powers.get(question.site.name);
    // After what was set for yesterday the tariff holds, as if nothing had been set.
    const isPast = power?.byHand && !power.reportedToday;
    return byHours && (power === undefined || isPast) ? byHours : atPowerOfDay({ question, power });
  });
}

/** A question at the mean of the month, and by a tariff at that of the day's hours so far. */
interface Billed {
  question: SiteQuestion;
  byHours?: SiteQuestion;
}

async function byTariff(
  asked: Pick<Asked, 'tariffs' | 'view' | 'context'> & { question: SiteQuestion },
): Promise<Billed> {
  const { question, view } = asked;
  const { site } = question;
  const tariffs = isKept(question) ? asked.tariffs.get(site.name) : undefined;
  if (tariffs === undefined) return { question };
  const moment = { time: view.snapshot.now, timeZone: site.timeZone };
  const month = localDay(moment).slice(0, 7);
  const found = await tariffBasis({ ...asked, tariffs, billed: { month } });
  if ('basis' in found) {
    const { basis, prices } = found;
    const today = hoursOfDay({ prices, from: startOfDay(moment), now: moment.time });
    return {
      question: onTariff({ question, basis }),
      byHours: onTariff({ question, basis: ofHours({ basis, today }) }),
    };
  }
  const notUsed = [found.notUsed];
  const priced = { basis: { by: 'own' as const }, own: ownPower(site), notUsed, lacksTariff: true };
  return { question: given({ question, priced }) };
}
