import type { SourceLine } from '../../chat/reply.ts';
import type { MarketSnapshot, Reading } from '../../market/contract.ts';

/** The closing lines of an answer that used the market: what was read, from where, how old it is. */
export function sourceLines({ snapshot }: { snapshot: MarketSnapshot }): SourceLine[] {
  const { priceUsd, chain, fees } = snapshot;
  const lines = new Map<string, SourceLine>();
  const add = (what: string, { source, observedAt, state }: Reading<unknown>) => {
    const asOf = new Date(observedAt).toISOString();
    const key = JSON.stringify([source, asOf, state]);
    const known = lines.get(key);
    lines.set(key, { what: known ? `${known.what}, ${what}` : what, source, asOf, state });
  };
  add('price', priceUsd);
  // One source alone is named as such: a second one, or block headers, would say more.
  add('difficulty', chain.grade === 'single' ? { ...chain, source: `${chain.source} alone` } : chain);
  add('fees', fees);
  return [...lines.values()];
}
