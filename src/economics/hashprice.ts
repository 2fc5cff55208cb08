import { checkRange } from './range.ts';
import { DIFFICULTY_RANGE } from './units.ts';

const SECONDS_PER_DAY = 86_400;
const HASHES_PER_PH = 1e15;
const HASHES_PER_DIFFICULTY = 2 ** 32;
const ONE_SAT_IN_BTC = 1e-8;

/** What each input of a market may be. */
export const MARKET_RANGES = {
  subsidyBtc: { min: 0, max: 50, unit: 'BTC' },
  feesBtcPerBlock: { min: 0, max: 1000, unit: 'BTC' },
  difficulty: DIFFICULTY_RANGE,
  priceUsd: { min: 0.0001, max: 1e9, unit: 'USD' },
};

/** What a block pays and how hard it is to find. */
export interface MarketInputs {
  /** 0…50. */
  subsidyBtc: number;
  /** Mean fees of the last 144 blocks, 0…1,000. */
  feesBtcPerBlock: number;
  /** 1…1e30. */
  difficulty: number;
  /** 0.0001…1e9. */
  priceUsd: number;
}

/** What hashrate earns in a day, in the units the field quotes, with the inputs it follows from. */
export interface Hashprice extends MarketInputs {
  btcPerPhDay: number;
  usdPerPhDay: number;
  /** Also called hashvalue. */
  satsPerThDay: number;
  usdPerEhDay: number;
  /** Shares of subsidy and fees in the block reward, 0…1. */
  subsidyShare: number;
  feeShare: number;
}

/**
 * Hashprice as Luxor and Hashrate Index define it: expected reward of one PH/s over a day at the current
 * difficulty, subsidy and mean fees, before any pool fee. @throws RangeError, also when the block pays less than 1 sat.
 */
export function hashprice({ subsidyBtc, feesBtcPerBlock, difficulty, priceUsd }: MarketInputs): Hashprice {
  checkRange({ field: 'subsidyBtc', value: subsidyBtc, ...MARKET_RANGES.subsidyBtc });
  checkRange({ field: 'feesBtcPerBlock', value: feesBtcPerBlock, ...MARKET_RANGES.feesBtcPerBlock });
  checkRange({ field: 'difficulty', value: difficulty, ...MARKET_RANGES.difficulty });
  checkRange({ field: 'priceUsd', value: priceUsd, ...MARKET_RANGES.priceUsd });
  const rewardBtc = subsidyBtc + feesBtcPerBlock;
  const reward = { field: 'subsidyBtc + feesBtcPerBlock', value: rewardBtc, unit: 'BTC' };
  checkRange({ ...reward, min: ONE_SAT_IN_BTC, max: 1050 });
  const blocksPerPhDay = (SECONDS_PER_DAY * HASHES_PER_PH) / (difficulty * HASHES_PER_DIFFICULTY);
  const btcPerPhDay = rewardBtc * blocksPerPhDay;
  const usdPerPhDay = btcPerPhDay * priceUsd;
  return {
    btcPerPhDay,
    usdPerPhDay,
    satsPerThDay: btcPerPhDay * 1e5,
    usdPerEhDay: usdPerPhDay * 1000,
    subsidyShare: subsidyBtc / rewardBtc,
    feeShare: feesBtcPerBlock / rewardBtc,
    subsidyBtc,
    feesBtcPerBlock,
    difficulty,
    priceUsd,
  };
}

/** What a machine of this efficiency (5…200 J/TH) earns with one MWh, before pool fee and PUE. @throws RangeError */
export function revenueUsdPerMwh(inputs: { usdPerPhDay: number; efficiencyJPerTh: number }): number {
  const { usdPerPhDay, efficiencyJPerTh } = inputs;
  checkRange({ field: 'usdPerPhDay', value: usdPerPhDay, min: 0, max: 1e15, unit: 'USD/PH/day' });
  checkRange({ field: 'efficiencyJPerTh', value: efficiencyJPerTh, min: 5, max: 200, unit: 'J/TH' });
  return (usdPerPhDay * 1000) / (24 * efficiencyJPerTh);
}
