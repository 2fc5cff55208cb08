import { z } from 'zod';
import { numeric } from '../shapes.ts';
import type { MarketSource, SourceKind, SourceOptions } from '../source.ts';
import { openUpstream } from '../upstream.ts';

const ticker = z.object({ last: numeric });

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
      const { last } = await upstream.json({ path: '/api/v2/ticker/btcusd/', schema: ticker, signal });
      return { value: last, observedAt: options.now() };
    },
  };
}
