import { z } from 'zod';
import { numeric, unixSeconds } from '../shapes.ts';
import type { MarketSource, SourceKind, SourceOptions } from '../source.ts';
import { openUpstream } from '../upstream.ts';

const ticker = z.object({ last: numeric, timestamp: numeric.pipe(unixSeconds) });

/** Bitstamp: the last trade of BTC/USD. */
export const bitstamp: SourceKind = {
  variable: 'BITSTAMP_URL',
  defaultUrl: 'https://www.bitstamp.net',
  create,
};

function create(options: SourceOptions): MarketSource {
  const upstream = openUpstream(options);
  return {
    name: 'Bitstamp',
    url: upstream.shownUrl,
    async price({ signal } = {}) {
      const path = '/api/v2/ticker/btcusd/';
      const { last, timestamp } = await upstream.json({ path, schema: ticker, signal });
      return { value: last, observedAt: timestamp };
    },
  };
}
