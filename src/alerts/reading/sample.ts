import { viewMarket } from '../../answers/market/view.ts';
import { memoize } from '../../common/memoize.ts';
import { type Hashprice, hashprice, subsidyBtc } from '../../economics/index.ts';
import type { DailyRow, MarketSnapshot, Reading } from '../../market/contract.ts';

/** What was confirmed about the market at one moment. What nobody confirmed is absent, never 0. */
export interface MarketSample {
  priceUsd?: number | undefined;
  difficulty?: number | undefined;
  subsidyBtc?: number | undefined;
  feesBtcPerBlock?: number | undefined;
  networkHashrateEhPerS?: number | undefined;
  nextRetargetPercent?: number | undefined;
}

/** The confirmed part of a snapshot: what is stale, unconfirmed or built in counts as not known. */
export function sampleOf(snapshot: MarketSnapshot): MarketSample {
  const { priceUsd, chain, fees, hashrate } = snapshot;
  const known = confirmed(chain);
  return {
    priceUsd: confirmed(priceUsd),
    difficulty: known?.difficulty,
    subsidyBtc: known && subsidyBtc({ height: known.height + 1 }),
    feesBtcPerBlock: confirmed(fees)?.btcPerBlock,
    networkHashrateEhPerS: hashrate && confirmed(hashrate)?.ehPerS,
    nextRetargetPercent: known && viewMarket({ snapshot }).retarget.changePercent,
  };
}

function confirmed<T>({ state, value }: Reading<T>): T | undefined {
  return state === 'confirmed' ? value : undefined;
}

const HASHES_PER_DIFFICULTY = 2 ** 32;

/** A day of history as a sample; the subsidy is the one that its hashprice implies. */
export function sampleOfDay(row: DailyRow): MarketSample {
  const { priceUsd, difficulty, feesBtcPerBlock, hashpriceBtcPerPhDay } = row;
  if (difficulty === undefined || feesBtcPerBlock === undefined || hashpriceBtcPerPhDay === undefined)
    return { priceUsd, difficulty, feesBtcPerBlock };
  const rewardBtc = (hashpriceBtcPerPhDay * difficulty * HASHES_PER_DIFFICULTY) / (86_400 * 1e15);
  return { priceUsd, difficulty, feesBtcPerBlock, subsidyBtc: rewardBtc - feesBtcPerBlock };
}

/** The hashprice of a sample; undefined where one of its parts is not known. */
export const hashpriceOf = memoize((sample: MarketSample): Hashprice | undefined => {
  const { priceUsd } = sample;
  return priceUsd === undefined ? undefined : inBtc(sample, priceUsd);
});

/** Hashprice in BTC needs no price: 1 USD stands in for it. */
export function hashpriceBtcOf(sample: MarketSample): number | undefined {
  return inBtc(sample, 1)?.btcPerPhDay;
}

function inBtc({ subsidyBtc, feesBtcPerBlock, difficulty }: MarketSample, priceUsd: number) {
  if (subsidyBtc === undefined || feesBtcPerBlock === undefined || difficulty === undefined) return undefined;
  return hashprice({ subsidyBtc, feesBtcPerBlock, difficulty, priceUsd });
}
