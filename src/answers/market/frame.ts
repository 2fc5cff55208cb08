import type { Block, Part, Reply } from '../../chat/reply.ts';
import { figure } from '../../chat/show/figures.ts';
import { day } from '../../chat/show/numerals.ts';
import { newerFacts } from '../../market/reference.ts';
import { sourceLines } from './sources.ts';
import type { MarketView } from './view.ts';

/** The notice and the provenance that every answer from the market carries. */
export function marketFrame({ view }: { view: MarketView }): Pick<Reply, 'notice' | 'sources'> {
  const { snapshot } = view;
  return {
    ...(snapshot.notice === undefined ? {} : { notice: snapshot.notice }),
    sources: sourceLines({ snapshot }),
  };
}

/** Sentences that the market data itself asks for: what was dropped, refused or unconfirmed. */
export function marketRemarks({ view }: { view: MarketView }): Block[] {
  const { remarks, basis } = view.snapshot;
  // The notice of reference data names every source and what became of it.
  return remarks.length > 0 && basis !== 'reference'
    ? [{ kind: 'note', tone: 'warning', parts: [remarks.join(' ')] }]
    : [];
}

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
