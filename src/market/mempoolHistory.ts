import { setImmediate as breathe } from 'node:timers/promises';
import { z } from 'zod';
import type { PastRetarget } from './contract.ts';
import { joinByDay } from './history.ts';
import { blockHeight, unixSeconds } from './shapes.ts';
import type { SourceHistory } from './source.ts';
import type { Upstream } from './upstream.ts';

const prices = z.object({ prices: z.array(z.object({ time: unixSeconds, USD: z.number() })) });

/** `[time, height, difficulty, multiplier]`: a multiplier of 1.07 is a rise of 7 %. */
const retargets = z.array(
  z.tuple([unixSeconds, blockHeight, z.number().positive(), z.number().min(0.25).max(4)]),
);

/** Means over half a day or so; `avgFees` in sats. */
const fees = z.array(
  z.object({
    timestamp: unixSeconds,
    avgHeight: z.number().nonnegative(),
    avgFees: z.number().nonnegative(),
  }),
);

/** The price series reaches back to 2010 and is hourly in part. */
const MAX_BYTES = 30_000_000;

/** Three years of daily prices, difficulties and fees from a mempool server. Rejects when one of them is unreadable. */
export async function readHistory({
  upstream,
  signal,
  now,
}: {
  upstream: Upstream;
  signal: AbortSignal | undefined;
  now: number;
}): Promise<SourceHistory> {
  const call = { signal, maxBytes: MAX_BYTES };
  const priced = await upstream.json({
    ...call,
    path: '/api/v1/historical-price',
    query: { currency: 'USD' },
    schema: prices,
  });
  const adjusted = await upstream.json({
    ...call,
    path: '/api/v1/mining/difficulty-adjustments/3y',
    schema: retargets,
  });
  const paid = await upstream.json({ ...call, path: '/api/v1/mining/blocks/fees/3y', schema: fees });
  // Megabytes were read just now: others are heard before they are joined.
  await breathe();
  const past = adjusted.map(
    ([time, height, difficulty, multiplier]): PastRetarget => ({
      time,
      height,
      difficulty,
      changePercent: (multiplier - 1) * 100,
    }),
  );
  return joinByDay({
    now,
    retargets: past,
    prices: priced.prices.map(({ time, USD }) => ({ time, priceUsd: USD })),
    fees: paid.map(({ timestamp, avgHeight, avgFees }) => ({
      time: timestamp,
      height: Math.floor(avgHeight),
      btcPerBlock: avgFees / 1e8,
    })),
  });
}
