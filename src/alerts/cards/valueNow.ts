import { sourceLines } from '../../answers/market/sources.ts';
import type { SourceLine } from '../../chat/reply.ts';
import { combined, type Provenance } from '../../chat/show/figures.ts';
import type { MarketSnapshot } from '../../market/contract.ts';
import type { Measurement } from '../reading/measure.ts';

/** What stands beside a limit now, and the market that it was read in. */
export interface ValueNow {
  /** Undefined without data, and for what happens and is over. */
  measurement: Measurement | undefined;
  from: Provenance;
  /** Empty without a measurement: nothing is shown that came from there. */
  sources: SourceLine[];
}

export function valueNow({
  measurement,
  snapshot,
}: {
  measurement: Measurement | undefined;
  snapshot: MarketSnapshot;
}): ValueNow {
  const market = combined([snapshot.priceUsd, snapshot.chain, snapshot.fees]);
  const site = measurement?.site && `; site ${measurement.site.line.name}`;
  const from = { ...market, source: `${market.source}${site ?? ''}` };
  return { measurement, from, sources: measurement ? sourceLines({ snapshot }) : [] };
}
