import { viewMarket } from '../../src/answers/market/view.ts';
import { type About, sitesAsked } from '../../src/answers/site/asked.ts';
import type { Chart } from '../../src/charts/index.ts';
import type { Reply } from '../../src/chat/reply.ts';
import type { Command } from '../../src/command.ts';
import { snapshotOf } from '../../src/sheet/market.ts';
import type { SheetQuestion } from '../../src/sheet/question.ts';
import { contextOf, valuesOf } from '../answer.ts';
import { heatMap, waterfall } from './siteCharts.ts';

/** What the page draws beside an answer that brings no picture of its own. */
export async function chartsOf(asked: {
  question: SheetQuestion;
  command: Command;
  reply: Reply;
}): Promise<Chart[]> {
  const { question, command, reply } = asked;
  const { topic } = question;
  if (topic !== 'profit' && topic !== 'breakeven' && topic !== 'whatif') return [];
  const bars = waterfall(reply.explanation);
  const about = topic === 'whatif' ? undefined : valuesOf({ question, command });
  const context = contextOf({ question, threads: undefined });
  const [only, ...others] =
    about === undefined ? [] : await sitesAsked({ about: about as unknown as About, context });
  const { hashprice } = viewMarket({ snapshot: snapshotOf(question.market) });
  const map = only && others.length === 0 ? [heatMap({ site: only.site, hashprice })] : [];
  return [...(bars ? [bars] : []), ...map];
}
