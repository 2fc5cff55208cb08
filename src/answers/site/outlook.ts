import { type Block, type Part, textOf } from '../../chat/reply.ts';
import { tableOf } from '../../chat/show/tables.ts';
import { afterHalving, afterRetarget, machineLabel } from '../../economics/index.ts';
import type { MarketView } from '../market/view.ts';
import { costFigure, costLevels } from './costs.ts';
import { meanOf, nowUsdPerMwh, powerAt, powerFigure } from './power.ts';
import { type SiteCase, type SiteMetric, type SiteQuestion, siteCase, siteFigure } from './question.ts';
import { losesAt } from './tables.ts';

const OUTLOOK: [string, SiteMetric][] = [
  ['Revenue', 'revenueUsdPerDay'],
  ['Margin', 'marginUsdPerDay'],
  ['Margin of revenue', 'marginPercent'],
  ['Headroom', 'headroomPercent'],
  ['Breakeven power', 'breakevenPowerPriceUsdPerMwh'],
  ['Breakeven hashprice', 'breakevenHashpriceUsdPerPhDay'],
  ['Breakeven BTC price', 'breakevenBtcPriceUsd'],
];

const ENERGY_ONLY: [string, SiteMetric][] = [
  ['Power', 'breakevenPowerPriceEnergyOnlyUsdPerMwh'],
  ['Hashprice', 'breakevenHashpriceEnergyOnlyUsdPerPhDay'],
  ['BTC price', 'breakevenBtcPriceEnergyOnlyUsd'],
];

/**
 * A site now, at the next retarget estimate, and with half the subsidy at today's difficulty; price and fees as they are.
 * Power then costs what years are planned with, whatever it costs today.
 */
export interface Outlook {
  now: SiteCase;
  afterRetarget: SiteCase;
  afterHalving: SiteCase;
}

export function outlookOf(asked: {
  question: SiteQuestion;
  /** The same question at the price to plan with. */
  planned: SiteQuestion;
  view: MarketView;
}): Outlook {
  const { question, planned, view } = asked;
  const { name } = question.site;
  const { hashprice, retarget } = view;
  const retargeted = afterRetarget({ hashprice, changePercent: retarget.changePercent });
  const subject = (moment: string) => `${name} after the next ${moment}`;
  return {
    now: siteCase({ question, view }),
    afterRetarget: siteCase({
      question: planned,
      view,
      hashprice: retargeted,
      subject: subject('retarget'),
    }),
    afterHalving: siteCase({
      question: planned,
      view,
      hashprice: afterHalving({ hashprice }),
      subject: subject('halving'),
    }),
  };
}

/** `after the halving, all else unchanged`; where a day's power costs otherwise than planned, at which price. */
export const afterHalvingParts = ({ outlook, now }: { outlook: Outlook; now: number }): Part[] =>
  costsOtherwise(outlook.now, outlook.afterHalving)
    ? [
        ' after the halving with power at ',
        powerFigure({ ...outlook.afterHalving, now }),
        ' as planned, all else unchanged',
      ]
    : [' after the halving, all else unchanged'];

/** Whether power costs otherwise then than now. */
export function costsOtherwise(now: SiteCase, then: SiteCase): boolean {
  const [one, other] = [now.question.site, then.question.site];
  return (
    one.powerPriceUsdPerMwh !== other.powerPriceUsdPerMwh ||
    one.demandChargeUsdPerKwMonth !== other.demandChargeUsdPerKwMonth
  );
}

/** Every result beside what the next retarget estimate and the next halving make of it; breakevens with energy only after. */
export function outlookTables({ outlook, now }: { outlook: Outlook; now: number }): Block[] {
  const cases = [outlook.now, outlook.afterRetarget, outlook.afterHalving];
  const costs = costLevels.filter((level) => cases.every((of) => costFigure({ of, level }) !== undefined));
  const columns = ['', meanOf(outlook.now) === '' ? 'Now' : 'Today', 'After retarget', 'After halving'];
  const rowsOf = (results: [string, SiteMetric][]) =>
    results.map(([name, metric]): Part[] => [name, ...cases.map((of) => siteFigure({ of, metric }))]);
  return [
    tableOf({
      title: `What comes next, price and fees unchanged; after halving also difficulty${powerThen({ outlook, now })}`,
      columns,
      rows: [
        ...rowsOf(OUTLOOK),
        ...costs.map((level): Part[] => [
          `Cost per BTC, ${level.short}`,
          ...cases.map((of) => costFigure({ of, level })!),
        ]),
      ],
    }),
    tableOf({ title: 'What comes next: breakeven with energy only', columns, rows: rowsOf(ENERGY_ONLY) }),
  ];
}

function powerThen({ outlook, now }: { outlook: Outlook; now: number }): string {
  const { afterRetarget, afterHalving } = outlook;
  if (!costsOtherwise(outlook.now, afterHalving)) return '';
  const when = costsOtherwise(outlook.now, afterRetarget) ? '; power after both ' : '; power then ';
  return textOf([when, ...powerAt({ ...afterHalving, now })]);
}

const losing = ({ economics }: SiteCase, usdPerMwh?: number): string[] =>
  economics.classes.filter(losesAt(usdPerMwh)).map(({ machine }) => machineLabel({ machine }));

/** Which classes lose money at the price that they are counted at; where that is a mean, also which do now. */
function losingNow(of: SiteCase): string[] {
  const [mean, usdPerMwh] = [meanOf(of), nowUsdPerMwh(of)];
  const counted = losing(of).join(', ');
  const site = 'before costs of the whole site';
  const now = usdPerMwh === undefined ? undefined : losing(of, usdPerMwh).join(', ');
  if (counted === '') return now ? [`Losing money now, at the price in force, ${site}: ${now}.`] : [];
  if (mean === '') return [`Losing money now, ${site}: ${counted}.`];
  const atMean = `Losing money${mean}, ${site}: ${counted}`;
  return [
    now === undefined ? `${atMean}.` : `${atMean}; at the price in force ${now === '' ? 'none' : now}.`,
  ];
}

/** Which classes lose money, and which will, before costs of the whole site. */
export function losingNotes({ outlook }: { outlook: Outlook }): Block[] {
  const now = losing(outlook.now);
  const then = (of: SiteCase) => losing(of).filter((label) => !now.includes(label));
  const planned = (of: SiteCase) => (costsOtherwise(outlook.now, of) ? ' with power as planned' : '');
  const sentences = [
    ...losingNow(outlook.now),
    ...laterSentence(
      `retarget${planned(outlook.afterRetarget)}, price and fees unchanged`,
      then(outlook.afterRetarget),
    ),
    ...laterSentence(
      `halving${planned(outlook.afterHalving)}, price, fees and difficulty unchanged`,
      then(outlook.afterHalving),
    ),
  ];
  return sentences.length > 0 ? [{ kind: 'note', tone: 'warning', parts: [sentences.join(' ')] }] : [];
}

const laterSentence = (moment: string, labels: string[]): string[] =>
  labels.length > 0 ? [`Losing money after the next ${moment}: ${labels.join(', ')}.`] : [];
