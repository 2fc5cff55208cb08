import { type Block, type Reply, reply } from '../../chat/reply.ts';
import { chartBlock } from '../../chat/show/chart.ts';
import { marketFrame } from '../market/frame.ts';
import { retargetSentence } from '../market/retarget.ts';
import type { MarketView } from '../market/view.ts';
import { missingCosts } from './costs.ts';
import { askedNote, siteHeadline, siteNotes, toneOf, verdict } from './notes.ts';
import { afterHalvingParts, costsOtherwise, losingNotes, type Outlook, outlookTables } from './outlook.ts';
import { powerNote } from './power.ts';
import { type SiteCase, siteFigure } from './question.ts';
import { siteSteps } from './steps.ts';
import { breakevenTable, classTable, EARNINGS, figuresBlock } from './tables.ts';
import { waterfallChart } from './waterfallChart.ts';

/** The whole answer about one site: what it earns, why, what it can bear, and what comes next. */
export function siteAnswer({ outlook, view }: { outlook: Outlook; view: MarketView }): Reply {
  const of = outlook.now;
  const { question } = of;
  const halved = siteFigure({ of: outlook.afterHalving, metric: 'marginUsdPerDay' });
  const { now } = view.snapshot;
  return reply({
    title: siteHeadline({ of, also: ['; ', halved, ...afterHalvingParts({ outlook, now })] }),
    tone: toneOf(of),
    ...marketFrame({ view }),
    blocks: [
      { kind: 'text', parts: verdict({ of, view }) },
      summaryFigures({ outlook }),
      ...chartBlock(waterfallChart({ of })),
      ...losingNotes({ outlook }),
      ...missingCosts({ of }),
      ...siteNotes({ question, view, of }),
    ],
    details: [
      ...askedNote({ question, now }),
      ...powerNote({ question }),
      figuresBlock({ of, metrics: EARNINGS }),
      ...billOfDay(of),
      classTable({ of }),
      breakevenTable({ of }),
      retargetSentence(view),
      ...outlookTables({ outlook, now }),
    ],
    explanation: siteSteps({ of, view }),
  });
}

/** Where a tariff says what power costs, and no report of today. */
function billOfDay({ question, subject, economics }: SiteCase): Block[] {
  const bill = question.power === undefined ? question.priced?.words.bill : undefined;
  return bill ? [bill({ subject, energyMwhPerDay: economics.energyMwhPerDay })] : [];
}

/** What a day brings and costs, where that ends, and what the next retarget makes of it. */
function summaryFigures({ outlook: { now: of, afterRetarget } }: { outlook: Outlook }): Block {
  const next = siteFigure({ of: afterRetarget, metric: 'marginUsdPerDay' });
  const { figures } = figuresBlock({
    of,
    metrics: [
      'revenueUsdPerDay',
      'cashCostUsdPerDay',
      'marginUsdPerDay',
      'breakevenHashpriceUsdPerPhDay',
      'breakevenPowerPriceUsdPerMwh',
    ],
  });
  const power = costsOtherwise(of, afterRetarget) ? ', power as planned' : '';
  return {
    kind: 'figures',
    figures: [...figures, { ...next, label: `Margin after the next retarget, estimated${power}` }],
  };
}
