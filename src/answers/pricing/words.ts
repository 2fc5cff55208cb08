import type { Figure, Part, Step } from '../../chat/reply.ts';
import { figure } from '../../chat/show/figures.ts';
import { exact } from '../../chat/show/numerals.ts';
import { showMoment } from '../../common/localTime.ts';
import { RISING_STEPS } from '../bill/risingSteps.ts';
import { monthsKnown, type PowerBasis, type Priced, type PricedWords, period } from '../site/priced.ts';
import type { SiteQuestion } from '../site/question.ts';
import { billTable } from './billTable.ts';
import { pricesOf, sentenceOfHours, shortOfHours, type TariffBasis } from './hours.ts';
import { said } from './reported.ts';

type Basis<By extends PowerBasis['by']> = Extract<PowerBasis, { by: By }>;
/** A question that has been given its price, and what was said of it. */
type Asked = { question: SiteQuestion; priced: Omit<Priced, 'words'> };

/** What an answer says of the price that a question was given: whose it is, how old, in place of what, and why. */
export function wordsOf({ question, priced }: Asked): PricedWords {
  const asked = { question, priced };
  const why = priced.notUsed.map((sentence) => ` ${sentence}`);
  const { basis } = priced;
  const unused = priced.lacksTariff ? '; its tariff is not used' : '';
  switch (basis.by) {
    case 'tariff': {
      const allIn = `all in by its tariff in ${period(basis)}`;
      return {
        one: ({ subject }) => ({ price: allInOf({ subject, basis }), whose: allIn }),
        short: ({ price, subject }) =>
          basis.today
            ? [
                allInOf({ subject: `${subject}, today`, basis, value: pricesOf(basis).allInUsdPerMwh }),
                ...shortOfHours({ basis, today: basis.today, site: question.site, price }),
              ]
            : [
                allInOf({ subject, basis }),
                ` ${allIn}`,
                ...(basis.allIn ? [] : [', volumetric ', price, ', a mean']),
              ],
        whole: ({ isReported }) => [...byTariff({ ...asked, basis, isReported }), ...why],
        bill: (day) => billTable({ ...day, basis }),
        ...(basis.allIn ? {} : { rest: (asked) => restStep({ ...asked, basis, question }) }),
      };
    }
    case 'reports': {
      const whose = `${meanOfReports(basis)}${unused}`;
      return {
        one: ({ price }) => ({ price, whose }),
        short: ({ price }) => [price, `, the ${whose}`],
        whole: () => [...byReports({ ...asked, basis }), ...why],
      };
    }
    case 'own':
      return {
        one: ({ price }) => ({ price, whose: `as typed${unused}` }),
        short: ({ price }) => [price, `, as typed${unused}`],
        whole: () => ['the site’s own ', ownPrice(asked), `, ${typedAt(question)}.`, ...why],
      };
    case 'question':
      return {
        one: ({ price }) => ({ price, whose: 'as asked' }),
        short: ({ price }) => [price, ', as asked'],
        whole: () => [
          `as asked, in place of all that its tariff ${basis.tariff} charges; no demand charge but one that is asked for counts beside it.`,
        ],
      };
  }
}

const meanOfReports = (basis: Basis<'reports'>): string =>
  `mean of ${monthsKnown(basis).toFixed(1)} months of reports`;

/** What the whole bill comes to, per MWh. */
const allInOf = (asked: { subject: string; basis: TariffBasis; value?: number }): Figure => {
  const { subject, basis, value = basis.price.allInUsdPerMwh } = asked;
  return figure({
    metric: 'powerPriceUsdPerMwh',
    value,
    subject: `${subject}, all in`,
    label: 'Power price, all in',
    from: { source: basis.source, observedAt: basis.setAt },
  });
};

function byTariff(asked: Asked & { basis: TariffBasis; isReported: boolean }): Part[] {
  const { question, priced, basis, isReported } = asked;
  const held = isReported ? 'reported' : basis.ofUses ? 'uses' : 'site';
  const { site } = question;
  const from = { source: basis.source, observedAt: basis.setAt };
  const { volumetricUsdPerMwh: value } = basis.price;
  const { demandChargeUsdPerKwMonth: demand } = priced.own;
  const ownDemand = {
    metric: 'demandChargeUsdPerKwMonth' as const,
    subject: `${site.name}, own`,
    from: ownFrom(question),
  };
  return [
    allInOf({ subject: site.name, basis }),
    ` all in is what its tariff ${basis.tariff} (${basis.source}, ${day(basis.setAt, site)}) comes to in ${period(basis)} by the site’s own model; its volumetric price, the mean of its hours, is `,
    figure({ metric: 'powerPriceUsdPerMwh', value, subject: `${site.name}, volumetric`, from }),
    `${basis.risingSteps ? `: ${RISING_STEPS}` : ''}.`,
    ...(basis.today ? sentenceOfHours({ basis, today: basis.today, site }) : []),
    ` It takes the place of the site’s own `,
    ownPrice(asked),
    ...(demand === undefined
      ? []
      : [' and of its demand charge of ', figure({ ...ownDemand, value: demand })]),
    `. ${COUNTED[basis.allIn ? 'allIn' : held]}`,
  ];
}

const COUNTED = {
  allIn: 'All of it counts by the MWh.',
  site: 'Machine classes are held against the volumetric price, the site against its bill.',
  reported:
    'Machine classes are held against the reported price, the site against that and the rest of its bill.',
  uses: 'Machines stand still in months in which they cannot pay the volumetric price, the mean of the year’s hours; which hours of a day they stand still is not in it. The rest of the bill is paid on while they do, as a charge on their draw that rises as other costs do, until mining ends. GPU halls pay all of it by the MWh.',
};

/** What a bill comes to beside the energy of one more MWh, as a charge on the draw. */
function restStep(asked: {
  rest: Figure;
  subject: string;
  uptime: readonly Figure[];
  basis: TariffBasis;
  question: SiteQuestion;
}): Step {
  const { rest, subject, uptime, basis, question } = asked;
  const from = { source: basis.source, observedAt: basis.setAt };
  const { allInUsdPerMwh, volumetricUsdPerMwh } = basis.price;
  const price = (value: number, name: string) =>
    figure({ metric: 'powerPriceUsdPerMwh', value, subject: `${subject}, ${name}`, from });
  return {
    result: rest,
    formula: `rest of the bill per kW = (all in − volumetric, by the bills of ${period(basis)}) × 730 h × uptime ÷ 1,000`,
    inputs: [price(allInUsdPerMwh, 'all in'), price(volumetricUsdPerMwh, 'volumetric'), ...uptime],
    arithmetic: `(${exact(allInUsdPerMwh)} − ${exact(volumetricUsdPerMwh)}) × 730 × ${exact(question.site.uptime)} ÷ 1,000 = ${exact(rest.value)}`,
  };
}

function byReports({ question, priced, basis }: Asked & { basis: Basis<'reports'> }): Part[] {
  const { site } = question;
  const from = { source: basis.source, observedAt: basis.to };
  const subject = `${site.name}, mean of reports`;
  const hours = Math.round(basis.hoursKnown).toLocaleString('en-US');
  return [
    figure({ metric: 'powerPriceUsdPerMwh', value: basis.usdPerMwh, subject, from }),
    ` is the mean of the ${hours} h (${monthsKnown(basis).toFixed(1)} months) of the last twelve months for which a price was reported, ${day(basis.from, site)} to ${day(basis.to, site)}, each by how long it held: the site draws the same at all hours. Last ${said(basis.source)}. It takes the place of the site’s own `,
    ownPrice({ question, priced }),
    '; a demand charge counts beside it.',
  ];
}

const ownFrom = ({ source, updatedAt = 0 }: SiteQuestion) => ({ source, observedAt: updatedAt });

const ownPrice = ({ question, priced }: Asked): Figure =>
  figure({
    metric: 'powerPriceUsdPerMwh',
    value: priced.own.powerPriceUsdPerMwh,
    subject: `${question.site.name}, own`,
    label: 'The site’s own power price',
    from: ownFrom(question),
  });

const typedAt = ({ updatedAt, site }: SiteQuestion): string =>
  updatedAt === undefined ? 'as typed' : `as typed; the site was last changed ${day(updatedAt, site)}`;

const day = (time: number, { timeZone }: SiteQuestion['site']): string =>
  showMoment({ time, timeZone }).slice(0, 10);

/** Whether a question is valued at a price of years that is not the site's own. */
export const isPlanned = ({ priced }: SiteQuestion): boolean =>
  priced?.basis.by === 'tariff' || priced?.basis.by === 'reports';

/** What a MWh costs where a question counts with it: by a tariff all that its bill comes to. */
export const powerPriceOf = (question: SiteQuestion): number => {
  const basis = question.priced?.basis;
  return basis?.by === 'tariff' ? basis.price.allInUsdPerMwh : question.site.powerPriceUsdPerMwh;
};
