import type { Block, Part } from '../../chat/reply.ts';
import { figure } from '../../chat/show/figures.ts';
import { day } from '../../chat/show/numerals.ts';
import { newerFacts } from '../../market/reference.ts';
import type { MarketView } from './view.ts';

/** What was published after the built-in market, each of its own day, where an answer rests on that market. */
export function newerFactsNote({ view }: { view: MarketView }): Block[] {
  if (view.snapshot.basis !== 'reference') return [];
  const figures = newerFacts.flatMap(({ what, value, observedAt, source }): Part[] => {
    const metric = what === 'difficulty' ? 'difficulty' : 'hashpriceUsdPerPhDay';
    const fact = figure({ metric, value, subject: 'published', from: { source, observedAt } });
    return [`${what} `, fact, ` (${day(observedAt)}, ${source}), `];
  });
  const parts: Part[] = [
    'Published since: ',
    ...figures,
    'but no price and fees of that day: answers stay with the older market.',
  ];
  return [{ kind: 'note', tone: 'info', parts }];
}
