import { sourceLines } from '../../answers/market/sources.ts';
import type { SourceLine } from '../../chat/reply.ts';
import { combined, type Provenance } from '../../chat/show/figures.ts';
import type { MarketSnapshot } from '../../market/contract.ts';
import type { Reading } from '../reading/measure.ts';

/** What stands beside a limit now, and the market that it was read in. */
export interface ValueNow {
  /** Undefined without data, and for what happens and is over. */
  reading: Reading | undefined;
  from: Provenance;
  /** Empty without a reading: nothing is shown that came from there. */
  sources: SourceLine[];
}

export function valueNow({
  reading,
  snapshot,
}: {
  reading: Reading | undefined;
  snapshot: MarketSnapshot;
}): ValueNow {
  const market = combined([snapshot.priceUsd, snapshot.chain, snapshot.fees]);
  const site = reading?.site && `; site ${reading.site.line.name}`;
  const from = { ...market, source: `${market.source}${site ?? ''}` };
  return { reading, from, sources: reading ? sourceLines({ snapshot }) : [] };
}
