import { UserError } from '../../common/errors.ts';
import type { Compute } from '../../compute/threads.ts';
import {
  type Bill,
  type BillLine,
  hasRisingSteps,
  type IntervalPrices,
  type Site,
  withTariff,
} from '../../economics/index.ts';
import type { PowerBook } from '../../power/index.ts';
import type { SiteTariffs } from '../../tariffs/index.ts';
import type { Priced } from '../site/priced.ts';
import type { SiteQuestion } from '../site/question.ts';
import { pricesOf, type TariffBasis } from './hours.ts';
import { wordsOf } from './words.ts';

/** What of a desk prices a site by its tariff. */
export interface TariffSource {
  tariffs: { ofSites(sites: readonly string[]): Promise<Map<string, SiteTariffs>> };
  /** Asked for where there is a tariff. */
  threads: { compute: Compute };
}

/** Where what a day of power costs is looked up. */
export interface DaySource extends TariffSource {
  power: Pick<PowerBook, 'ofDay'>;
}

/** Of which months the bills are: the year as if the tariff of its `today` held all of it, or a month as it is. */
export type Billed = { year: number; today: string } | { month: string };

/** The price of a question's site by its tariffs, or why there is none, as a sentence. */
export async function tariffBasis(asked: {
  context: TariffSource;
  question: SiteQuestion;
  tariffs: SiteTariffs;
  billed: Billed;
}): Promise<{ basis: TariffBasis; prices: IntervalPrices } | { notUsed: string }> {
  const { context, question, tariffs, billed } = asked;
  if (tariffs === 'damaged') return { notUsed: 'Its tariff cannot be read any more.' };
  const { compute } = context.threads;
  const { site } = question;
  // The sheet fetches it where there is a tariff.
  const { heldOn, plannedMonth, plannedYear } = await import('../bill/planned.ts');
  const held = heldOn({ tariffs, day: 'year' in billed ? billed.today : `${billed.month}-31` });
  const { tariff, since, source, setAt } = held ?? tariffs[0]!;
  const planned =
    held === undefined
      ? { unknown: `it holds from ${since} on` }
      : 'year' in billed
        ? await plannedYear({ compute, site, tariff: held, year: billed.year })
        : await plannedMonth({ compute, site, tariffs, month: billed.month });
  if ('unknown' in planned) return { notUsed: `Its tariff ${tariff.name} is not used: ${planned.unknown}.` };
  const { plan, volumetricUsdPerMwh, prices } = planned;
  return {
    prices,
    basis: {
      by: 'tariff',
      tariff: tariff.name,
      source,
      setAt,
      of: 'year' in billed ? String(billed.year) : billed.month,
      price: { allInUsdPerMwh: plan.allInUsdPerMwh, volumetricUsdPerMwh },
      hours: `of the ${'year' in billed ? 'year' : 'month'}’s hours`,
      allIn: false,
      ...(hasRisingSteps(tariff) && { risingSteps: true as const }),
      parts: partsOf(plan.bills),
    },
  };
}

/** What bills come to per MWh by kind of charge, in the order of the first. */
function partsOf(bills: readonly Bill[]): TariffBasis['parts'] {
  const energyKwh = bills.reduce((sum, bill) => sum + bill.energyKwh, 0);
  const usd = new Map<BillLine['kind'], number>();
  for (const { kind, usd: amount } of bills.flatMap(({ lines }) => lines))
    usd.set(kind, (usd.get(kind) ?? 0) + amount);
  return [...usd].map(([kind, amount]) => ({ kind, usdPerMwh: (amount / energyKwh) * 1000 }));
}

/**
 * The question with the price of its tariff, which holds the place of the site's own price and of its demand charge. What
 * the question says itself stays: a price of power stands for the whole tariff, and only beside it a demand charge.
 * @throws UserError where a demand charge is said alone: the tariff's bill has its own
 */
export function onTariff({ question, basis }: { question: SiteQuestion; basis: TariffBasis }): SiteQuestion {
  const { site, changed } = question;
  const own = ownPower(site);
  const isSaid = changed.includes('powerPriceUsdPerMwh');
  const saysDemand = changed.includes('demandChargeUsdPerKwMonth');
  if (saysDemand && !isSaid) throw demandAlone({ site, tariff: basis.tariff });
  const all = saysDemand ? site : { ...site, demandChargeUsdPerKwMonth: undefined };
  return given({
    question: { ...question, site: isSaid ? all : withTariff({ site, price: pricesOf(basis) }) },
    priced: {
      basis: isSaid ? { by: 'question', tariff: basis.tariff } : basis,
      own,
      notUsed: [],
      lacksTariff: false,
    },
  });
}

const demandAlone = ({ site, tariff }: { site: Site; tariff: string }): UserError =>
  new UserError(
    `demand=${site.demandChargeUsdPerKwMonth} was typed, and ${site.name} is billed by its tariff ${tariff}, whose demand charges are in its bill: change that with the command tariff, or ask with power= for a price of power in place of all of it, beside which demand= counts.`,
    { parameter: 'demand' },
  );

/** A question whose site has been given a price of power, with what is to be said of it. */
export const given = (of: { question: SiteQuestion; priced: Omit<Priced, 'words'> }): SiteQuestion => ({
  ...of.question,
  priced: { ...of.priced, words: wordsOf(of) },
});

/** What a site itself says of power. */
export const ownPower = ({ powerPriceUsdPerMwh, demandChargeUsdPerKwMonth }: Site) => ({
  powerPriceUsdPerMwh,
  demandChargeUsdPerKwMonth,
});
