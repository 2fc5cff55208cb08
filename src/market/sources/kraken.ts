import { z } from 'zod';
import { SourceError } from '../../net/http.ts';
import { numeric } from '../shapes.ts';
import type { MarketSource, SourceKind, SourceOptions } from '../source.ts';
import { openUpstream } from '../upstream.ts';

/** `c` is the last trade: price, volume. Errors come under status 200. */
const ticker = z.object({
  error: z.array(z.string()),
  result: z.object({ XXBTZUSD: z.object({ c: z.tuple([numeric], z.unknown()) }) }).optional(),
});

/** Kraken: the last trade of XBT/USD. */
export const kraken: SourceKind = {
  variable: 'KRAKEN_URL',
  defaultUrl: 'https://api.kraken.com',
  create,
};

function create(options: SourceOptions): MarketSource {
  const upstream = openUpstream(options);
  return {
    name: 'Kraken',
    url: upstream.shownUrl,
    async price({ signal } = {}) {
      const query = { pair: 'XBTUSD' };
      const { error, result } = await upstream.json({
        path: '/0/public/Ticker',
        query,
        schema: ticker,
        signal,
      });
      if (error.length > 0 || !result) throw new SourceError('answered with an error instead of a price');
      return { value: result.XXBTZUSD.c[0], observedAt: options.now() };
    },
  };
}
