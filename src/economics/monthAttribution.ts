import { log } from './elementary/log.ts';
import { hashprice } from './hashprice.ts';
import { checkRange } from './range.ts';

/** Means over a month, as they are published or computed from its blocks. */
export interface MonthMeans {
  /** 0.0001…1e9. */
  priceUsd: number;
  /** 1…1e30. */
  difficulty: number;
  /** Mean over the month, 0…1,000. */
  feesBtcPerBlock: number;
  /** 0…50. */
  subsidyBtc: number;
  /** Mean of the month's own hashprice, 1e-9…1e15: not the hashprice of the means. */
  hashpriceUsdPerPhDay: number;
}

/** A move of mining revenue per hash in logarithmic parts, which add up exactly, in log percent. */
export interface MonthAttribution {
  hashpriceChangePercent: number;
  /** 100 × ln of the change: what the parts add up to. */
  totalLogPercent: number;
  priceLogPercent: number;
  difficultyLogPercent: number;
  feesLogPercent: number;
  subsidyLogPercent: number;
  /** What monthly means cannot explain: price, difficulty and fees moved together within the months. */
  withinMonthMixLogPercent: number;
}

/**
 * Splits the change of hashprice from one month to the next into price, difficulty, fees and subsidy. The block
 * reward's part is divided between fees and subsidy by the logarithmic mean (Vartia; LMDI in energy statistics),
 * which leaves no remainder and holds when fees are 0. @throws RangeError
 */
export function attributeMonth(asked: { before: MonthMeans; after: MonthMeans }): MonthAttribution {
  const { before, after } = asked;
  for (const means of [before, after]) check(means);
  const logPercent = (ratio: number) => 100 * log(ratio);
  const totalLogPercent = logPercent(after.hashpriceUsdPerPhDay / before.hashpriceUsdPerPhDay);
  const priceLogPercent = logPercent(after.priceUsd / before.priceUsd);
  const difficultyLogPercent = -logPercent(after.difficulty / before.difficulty);
  const perBtc = 100 / logarithmicMean(rewardBtc(before), rewardBtc(after));
  const feesLogPercent = (after.feesBtcPerBlock - before.feesBtcPerBlock) * perBtc;
  const subsidyLogPercent = (after.subsidyBtc - before.subsidyBtc) * perBtc;
  const explained = priceLogPercent + difficultyLogPercent + feesLogPercent + subsidyLogPercent;
  return {
    hashpriceChangePercent: (after.hashpriceUsdPerPhDay / before.hashpriceUsdPerPhDay - 1) * 100,
    totalLogPercent,
    priceLogPercent,
    difficultyLogPercent,
    feesLogPercent,
    subsidyLogPercent,
    withinMonthMixLogPercent: totalLogPercent - explained,
  };
}

/**
 * What dividing a price move by a hashrate move says about revenue per hash (both −99…10,000 %). It is wrong:
 * revenue follows difficulty, which follows hashrate only at the next retarget. @throws RangeError
 */
export function naiveChangePercent(asked: {
  priceChangePercent: number;
  hashrateChangePercent: number;
}): number {
  const { priceChangePercent, hashrateChangePercent } = asked;
  const range = { min: -99, max: 10_000, unit: '%' };
  checkRange({ field: 'priceChangePercent', value: priceChangePercent, ...range });
  checkRange({ field: 'hashrateChangePercent', value: hashrateChangePercent, ...range });
  return ((1 + priceChangePercent / 100) / (1 + hashrateChangePercent / 100) - 1) * 100;
}

const rewardBtc = ({ subsidyBtc, feesBtcPerBlock }: MonthMeans): number => subsidyBtc + feesBtcPerBlock;

function logarithmicMean(a: number, b: number): number {
  // Near each other the quotient loses its digits; there the geometric mean is as good.
  return Math.abs(b / a - 1) < 1e-6 ? Math.sqrt(a * b) : (b - a) / log(b / a);
}

function check(means: MonthMeans): void {
  hashprice(means);
  const range = { min: 1e-9, max: 1e15, unit: 'USD/PH/day' };
  checkRange({ field: 'hashpriceUsdPerPhDay', value: means.hashpriceUsdPerPhDay, ...range });
}
