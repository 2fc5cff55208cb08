import { z } from 'zod';
import type { MarketSource, SourceKind, SourceOptions } from '../source.ts';
import { openUpstream } from '../upstream.ts';

/** Bid, its size, ask, its size, change over a day, the same as a fraction, last price, volume, high, low. */
const ticker = z
  .tuple([z.number(), z.number(), z.number(), z.number(), z.number(), z.number(), z.number()], z.unknown())
  .transform(([, , , , , , last]) => last);

/** Bitfinex: the last trade of BTC/USD. Asked where its variable is set: it trades apart from the others at times. */
export const bitfinex: SourceKind = {
  variable: 'BITFINEX_URL',
  create,
};

function create(options: SourceOptions): MarketSource {
  const upstream = openUpstream(options);
  return {
    name: 'Bitfinex',
    url: upstream.shownUrl,
    async price({ signal } = {}) {
      const last = await upstream.json({ path: '/v2/ticker/tBTCUSD', schema: ticker, signal });
      return { value: last, observedAt: options.now() };
    },
  };
}
