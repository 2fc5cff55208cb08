import { z } from 'zod';
import { numeric } from '../shapes.ts';
import type { MarketSource, SourceKind, SourceOptions } from '../source.ts';
import { openUpstream } from '../upstream.ts';

const spot = z.object({
  data: z.object({
    amount: numeric,
    base: z.literal('BTC').optional(),
    currency: z.literal('USD').optional(),
  }),
});

/** Coinbase: the spot price, the mid of its order book. */
export const coinbase: SourceKind = {
  variable: 'COINBASE_URL',
  defaultUrl: 'https://api.coinbase.com',
  create,
};

function create(options: SourceOptions): MarketSource {
  const upstream = openUpstream(options);
  return {
    name: 'Coinbase',
    url: upstream.shownUrl,
    async price({ signal } = {}) {
      const { data } = await upstream.json({ path: '/v2/prices/BTC-USD/spot', schema: spot, signal });
      return { value: data.amount, observedAt: options.now() };
    },
  };
}
