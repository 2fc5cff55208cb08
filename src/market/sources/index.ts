import type { MarketSource, SourceKind, SourceOptions } from '../source.ts';
import { bitcoinCore } from './bitcoinCore.ts';
import { bitstamp } from './bitstamp.ts';
import { coinbase } from './coinbase.ts';
import { gemini } from './gemini.ts';
import { kraken } from './kraken.ts';
import { mempool } from './mempool.ts';

/** Every kind of upstream, in order of preference: the own node is asked before strangers. */
export const sourceKinds: readonly SourceKind[] = [bitcoinCore, mempool, coinbase, kraken, bitstamp, gemini];

/** The sources in order of preference: each at the URL given for its variable, or at its public address. */
export function marketSources({
  urls,
  ...options
}: { urls: Partial<Record<string, string>> } & Omit<SourceOptions, 'url'>): MarketSource[] {
  return sourceKinds.flatMap(({ variable, defaultUrl, create }) => {
    const url = urls[variable] ?? defaultUrl;
    return url === undefined ? [] : [create({ ...options, url })];
  });
}
