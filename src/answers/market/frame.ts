import type { Block, Reply } from '../../chat/reply.ts';
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
