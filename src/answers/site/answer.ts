import { type Reply, reply } from '../../chat/reply.ts';
import { chartBlock } from '../../chat/show/chart.ts';
import { marketFrame } from '../market/frame.ts';
import { retargetSentence } from '../market/retarget.ts';
import type { MarketView } from '../market/view.ts';
import { missingCosts } from './costs.ts';
import { askedNote, siteNotes, toneOf, verdict } from './notes.ts';
import { losingNotes, outlookOf, outlookTable } from './outlook.ts';
import { type SiteQuestion, titleOf } from './question.ts';
import { siteSteps } from './steps.ts';
import { breakevenTable, classTable, EARNINGS, figuresBlock } from './tables.ts';
import { waterfallChart } from './waterfallChart.ts';

/** The whole answer about one site: what it earns, why, what it can bear, and what comes next. */
export function siteAnswer({ question, view }: { question: SiteQuestion; view: MarketView }): Reply {
  const outlook = outlookOf({ question, view });
  const of = outlook.now;
  return reply({
    title: titleOf({ question, topic: 'profit' }),
    tone: toneOf(of),
    ...marketFrame({ view }),
    blocks: [
      { kind: 'text', parts: verdict({ of, view }) },
      ...chartBlock(waterfallChart({ of })),
      figuresBlock({ of, metrics: EARNINGS }),
      classTable({ of }),
      breakevenTable({ of }),
      retargetSentence(view),
      outlookTable({ outlook }),
      ...losingNotes({ outlook }),
      ...missingCosts({ of }),
      ...askedNote({ question, now: view.snapshot.now }),
      ...siteNotes({ question, view, of }),
    ],
    explanation: siteSteps({ of, view }),
  });
}
