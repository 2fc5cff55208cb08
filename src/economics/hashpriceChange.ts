import { expm1 } from './elementary/exp.ts';
import { log } from './elementary/log.ts';
import { checkRange } from './range.ts';

/** A hashprice with the two parts of it that have a price of their own; the third is what a block pays. */
export interface HashpriceParts {
  usdPerPhDay: number;
  priceUsd: number;
  difficulty: number;
}

/** A change of hashprice, and how much of it comes from each part: percentages that add up to the whole. */
export interface HashpriceChange {
  percent: number;
  fromPricePercent: number;
  /** Negative when difficulty rose. */
  fromDifficultyPercent: number;
  /** From what a block pays: the fees, and the subsidy where a halving lies between. */
  fromRewardPercent: number;
}

/**
 * Splits a change of hashprice between price, difficulty and block reward, in proportion to the logarithm of each
 * part's own change (the additive form of the logarithmic mean Divisia index, Ang 2004): nothing is left over, and
 * the order of the parts does not matter. @throws RangeError
 */
export function attributeHashpriceChange(asked: {
  before: HashpriceParts;
  after: HashpriceParts;
}): HashpriceChange {
  const growth = logGrowth(asked);
  const percent = (asked.after.usdPerPhDay / asked.before.usdPerPhDay - 1) * 100;
  // As the change becomes small, a percent of it is a percent of the logarithm.
  const perLog = growth.whole === 0 ? 100 : (expm1(growth.whole) / growth.whole) * 100;
  const fromPricePercent = growth.price * perLog;
  const fromDifficultyPercent = growth.ease * perLog;
  const fromRewardPercent = (growth.whole - growth.price - growth.ease) * perLog;
  return { percent, fromPricePercent, fromDifficultyPercent, fromRewardPercent };
}

/** Logarithms of how many times larger each has become; `ease` is the inverse of difficulty. */
function logGrowth({ before, after }: { before: HashpriceParts; after: HashpriceParts }) {
  for (const parts of [before, after])
    for (const field of ['usdPerPhDay', 'priceUsd', 'difficulty'] as const)
      checkRange({ field, value: parts[field], min: 1e-12, max: 1e30 });
  return {
    whole: log(after.usdPerPhDay / before.usdPerPhDay),
    price: log(after.priceUsd / before.priceUsd),
    ease: log(before.difficulty / after.difficulty),
  };
}
