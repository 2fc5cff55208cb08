import type { Block, Part } from '../../chat/reply.ts';
import { afterHalving, afterRetarget, machineLabel } from '../../economics/index.ts';
import type { MarketView } from '../market/view.ts';
import { costFigure, costLevels } from './costs.ts';
import { type SiteCase, type SiteMetric, type SiteQuestion, siteCase, siteFigure } from './question.ts';

const OUTLOOK: [string, SiteMetric][] = [
  ['Revenue', 'revenueUsdPerDay'],
  ['Margin', 'marginUsdPerDay'],
  ['Margin of revenue', 'marginPercent'],
  ['Headroom', 'headroomPercent'],
  ['Breakeven power', 'breakevenPowerPriceUsdPerMwh'],
  ['  energy only', 'breakevenPowerPriceEnergyOnlyUsdPerMwh'],
  ['Breakeven hashprice', 'breakevenHashpriceUsdPerPhDay'],
  ['  energy only', 'breakevenHashpriceEnergyOnlyUsdPerPhDay'],
  ['Breakeven BTC price', 'breakevenBtcPriceUsd'],
  ['  energy only', 'breakevenBtcPriceEnergyOnlyUsd'],
];

/** A site now, at the next retarget estimate, and with half the subsidy at today's difficulty; price and fees as they are. */
export interface Outlook {
  now: SiteCase;
  afterRetarget: SiteCase;
  afterHalving: SiteCase;
}

export function outlookOf({ question, view }: { question: SiteQuestion; view: MarketView }): Outlook {
  const { name } = question.site;
  const { hashprice, retarget } = view;
  const at = (moment: string, changed: typeof hashprice) =>
    siteCase({ question, view, hashprice: changed, subject: `${name} after the next ${moment}` });
  return {
    now: siteCase({ question, view }),
    afterRetarget: at('retarget', afterRetarget({ hashprice, changePercent: retarget.changePercent })),
    afterHalving: at('halving', afterHalving({ hashprice })),
  };
}

/** Every result beside what the next retarget estimate and the next halving make of it. */
export function outlookTable({ outlook }: { outlook: Outlook }): Block {
  const cases = [outlook.now, outlook.afterRetarget, outlook.afterHalving];
  const costs = costLevels.filter((level) => cases.every((of) => costFigure({ of, level }) !== undefined));
  return {
    kind: 'table',
    title: 'What comes next, price and fees unchanged; after halving also difficulty',
    columns: [
      { label: '', align: 'left' },
      { label: 'Now', align: 'right' },
      { label: 'After retarget', align: 'right' },
      { label: 'After halving', align: 'right' },
    ],
    rows: [
      ...OUTLOOK.map(([name, metric]): Part[] => [name, ...cases.map((of) => siteFigure({ of, metric }))]),
      ...costs.map((level): Part[] => [
        `Cost per BTC, ${level.short}`,
        ...cases.map((of) => costFigure({ of, level })!),
      ]),
    ],
  };
}

const losing = ({ economics }: SiteCase): string[] =>
  economics.classes.filter(({ losesMoney }) => losesMoney).map(({ machine }) => machineLabel({ machine }));

/** Which classes lose money now, and which will, before costs of the whole site. */
export function losingNotes({ outlook }: { outlook: Outlook }): Block[] {
  const now = losing(outlook.now);
  const then = (of: SiteCase) => losing(of).filter((label) => !now.includes(label));
  const sentences = [
    ...(now.length > 0 ? [`Losing money now, before costs of the whole site: ${now.join(', ')}.`] : []),
    ...laterSentence('retarget, price and fees unchanged', then(outlook.afterRetarget)),
    ...laterSentence('halving, price, fees and difficulty unchanged', then(outlook.afterHalving)),
  ];
  return sentences.length > 0 ? [{ kind: 'note', tone: 'warning', parts: [sentences.join(' ')] }] : [];
}

const laterSentence = (moment: string, labels: string[]): string[] =>
  labels.length > 0 ? [`Losing money after the next ${moment}: ${labels.join(', ')}.`] : [];
