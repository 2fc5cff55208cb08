import { z } from 'zod';
import { numeric } from '../shapes.ts';
import type { MarketSource, SourceKind, SourceOptions } from '../source.ts';
import { openUpstream } from '../upstream.ts';

const ticker = z.object({ last: numeric });

/** Gemini: the last trade of BTC/USD. */
export const gemini: SourceKind = {
  variable: 'GEMINI_URL',
  defaultUrl: 'https://api.gemini.com',
  create,
};

function create(options: SourceOptions): MarketSource {
  const upstream = openUpstream(options);
  return {
    name: 'Gemini',
    url: upstream.shownUrl,
    async price({ signal } = {}) {
      const { last } = await upstream.json({ path: '/v1/pubticker/BTCUSD', schema: ticker, signal });
      return { value: last, observedAt: options.now() };
    },
  };
}
