import { z } from 'zod';
import { unixSeconds } from '../shapes.ts';
import type { MarketSource, SourceKind, SourceOptions } from '../source.ts';
import { openUpstream } from '../upstream.ts';

const simplePrice = z.object({ bitcoin: z.object({ usd: z.number(), last_updated_at: unixSeconds }) });

/** CoinGecko: a mean over exchanges. Asked where its variable is set: the exchanges in it are asked themselves. */
export const coinGecko: SourceKind = {
  variable: 'COINGECKO_URL',
  create,
};

function create(options: SourceOptions): MarketSource {
  const upstream = openUpstream(options);
  return {
    name: 'CoinGecko',
    url: upstream.shownUrl,
    async price({ signal } = {}) {
      const query = { ids: 'bitcoin', vs_currencies: 'usd', include_last_updated_at: 'true' };
      const path = '/api/v3/simple/price';
      const { bitcoin } = await upstream.json({ path, query, schema: simplePrice, signal });
      return { value: bitcoin.usd, observedAt: bitcoin.last_updated_at };
    },
  };
}
