import { z } from 'zod';
import { SourceError } from '../../net/http.ts';
import { numeric } from '../shapes.ts';
import type { MarketSource, SourceKind, SourceOptions } from '../source.ts';
import { moment } from '../truth/moment.ts';
import { openUpstream } from '../upstream.ts';

/** `volume.timestamp`: the end of the day that the volume is of, in Unix milliseconds, a few minutes back at most. */
const ticker = z.object({ last: numeric, volume: z.object({ timestamp: z.number().positive() }) });

/** So old a ticker comes from a cache that nobody fills any more. */
const OLD_MS = 3_600_000;

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
      const { last, volume } = await upstream.json({ path: '/v1/pubticker/BTCUSD', schema: ticker, signal });
      const now = options.now();
      if (now - volume.timestamp > OLD_MS)
        throw new SourceError(`its ticker is of ${moment(volume.timestamp, now)}`);
      return { value: last, observedAt: now };
    },
  };
}
