import type { Prepared } from '../case/case.ts';

/** Hashprice at a time to come, and the difficulty and price that it goes with. */
export interface PathPoint {
  /** From now. */
  years: number;
  hashpriceUsdPerPhDay: number;
  difficulty: number;
  btcPriceUsd: number;
}

const YEARS = [0, 2, 5, 10];

/** The path as a reader can check it: now and in 2, 5 and 10 years, as far as the horizon goes. */
export function pathPoints({ hashprice, market, months }: Prepared): PathPoint[] {
  return YEARS.filter((years) => years * 12 < months).map((years) => ({
    years,
    hashpriceUsdPerPhDay: hashprice.usdPerPhDay * market.hashprice[years * 12]!,
    difficulty: hashprice.difficulty * market.difficulty[years * 12]!,
    btcPriceUsd: hashprice.priceUsd * market.btcPrice[years * 12]!,
  }));
}
