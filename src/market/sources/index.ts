import type { MarketSource, SourceKind, SourceOptions } from '../source.ts';
import { bitcoinCore } from './bitcoinCore.ts';
import { bitfinex } from './bitfinex.ts';
import { bitstamp } from './bitstamp.ts';
import { coinbase } from './coinbase.ts';
import { coinGecko } from './coinGecko.ts';
import { gemini } from './gemini.ts';
import { kraken } from './kraken.ts';
import { mempool } from './mempool.ts';

/** Every kind of upstream, in order of preference: the own node is asked before strangers. */
export const sourceKinds: readonly SourceKind[] = [
  bitcoinCore,
  mempool,
  coinbase,
  kraken,
  bitstamp,
  gemini,
  bitfinex,
  coinGecko,
];

/** The sources in order of preference: each at the URLs given for its variable, or at its public address. */
export function marketSources({
  urls,
  ...options
}: { urls: Partial<Record<string, string>> } & Omit<SourceOptions, 'url'>): MarketSource[] {
  return sourceKinds.flatMap(({ variable, defaultUrl, several, create }) => {
    const given = urls[variable] ?? defaultUrl;
    if (given === undefined) return [];
    // The same origin twice would agree with itself.
    const origins = several ? new Set(given.split(',').map((one) => new URL(one.trim()).href)) : [given];
    return [...origins].map((url) => create({ ...options, url }));
  });
}
