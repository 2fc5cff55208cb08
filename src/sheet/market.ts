import { z } from 'zod/mini';
import { estimateHalving, hashprice, subsidyBtc } from '../economics/index.ts';
import type { MarketSnapshot, Reading } from '../market/contract.ts';

/** A reading of a market as a sheet keeps it: what was read, from where and when. */
function readingOf<T extends z.ZodMiniType>(value: T) {
  return z.strictObject({
    value,
    source: z.string().check(z.maxLength(200)),
    observedAt: z.number(),
    state: z.enum(['confirmed', 'unconfirmed', 'stale', 'reference']),
  });
}

const chain = z.strictObject({
  height: z.number(),
  tipTime: z.number(),
  difficulty: z.number(),
  periodStartHeight: z.number(),
  periodStartTime: z.number(),
  previousRetargetPercent: z.number(),
  block504Time: z.optional(z.number()),
});

/** The part of a market that answers of a sheet are computed from. */
export const marketShape = z.strictObject({
  now: z.number(),
  basis: z.enum(['live', 'stale', 'reference']),
  notice: z.optional(z.string().check(z.maxLength(500))),
  priceUsd: readingOf(z.number()),
  chain: readingOf(chain),
  fees: readingOf(z.strictObject({ btcPerBlock: z.number() })),
  longRunSecondsPerBlock: z.optional(z.number()),
  btcVolatilityPercent: z.optional(z.number()),
});
export type SheetMarket = z.infer<typeof marketShape>;

/** The market of an answer, without what only the desk itself shows of it. */
export function sheetMarket(asked: {
  snapshot: MarketSnapshot;
  /** Measured from the history, where it is long enough. */
  btcVolatilityPercent?: number | undefined;
}): SheetMarket {
  const { snapshot, btcVolatilityPercent } = asked;
  const { now, basis, notice, longRunSecondsPerBlock } = snapshot;
  return {
    now,
    basis,
    ...(notice !== undefined && { notice }),
    priceUsd: plain(snapshot.priceUsd),
    chain: plain(snapshot.chain),
    fees: plain(snapshot.fees),
    ...(longRunSecondsPerBlock !== undefined && { longRunSecondsPerBlock }),
    ...(btcVolatilityPercent !== undefined && { btcVolatilityPercent }),
  };
}

const plain = <T>({ value, source, observedAt, state }: Reading<T>) => ({ value, source, observedAt, state });

/** The market of a sheet as answers take it: nothing is known of troubles and of days gone by. */
export function snapshotOf(market: SheetMarket): MarketSnapshot {
  return { ...(market as MarketSnapshot), troubles: [], remarks: [], history: [], retargets: [] };
}

/** Whether answers can be computed from a market. @throws OutOfRangeError naming what they cannot be computed from. */
export function checkMarket({ now, priceUsd, chain, fees, longRunSecondsPerBlock }: SheetMarket): void {
  const { height, difficulty } = chain.value;
  estimateHalving({ height, now, longRunSecondsPerBlock });
  hashprice({
    subsidyBtc: subsidyBtc({ height: height + 1 }),
    feesBtcPerBlock: fees.value.btcPerBlock,
    difficulty,
    priceUsd: priceUsd.value,
  });
}
