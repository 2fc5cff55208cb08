import { type Reply, reply } from '../chat/reply.ts';
import { marketFrame } from './marketFrame.ts';
import type { MarketView } from './marketView.ts';
import { retargetSentence } from './retargetBlocks.ts';
import { missingCosts } from './siteCosts.ts';
import { siteNotes, toneOf, verdict } from './siteNotes.ts';
import { losingNotes, outlookOf, outlookTable } from './siteOutlook.ts';
import { type SiteQuestion, titleOf } from './siteQuestion.ts';
import { siteSteps } from './siteSteps.ts';
import { breakevenTable, classTable, EARNINGS, figuresBlock } from './siteTables.ts';

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
      figuresBlock({ of, metrics: EARNINGS }),
      classTable({ of }),
      breakevenTable({ of }),
      retargetSentence(view),
      outlookTable({ outlook }),
      ...losingNotes({ outlook }),
      ...missingCosts({ of }),
      ...siteNotes({ question, view, of }),
    ],
    explanation: siteSteps({ of, view }),
  });
}
