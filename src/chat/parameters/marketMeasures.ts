import type { Range } from '../../economics/index.ts';
import type { Parameter } from '../parameter.ts';
import { readHashprice, readUsd } from '../read/price.ts';
import { parameter } from './kind.ts';
import type { Measure } from './measures.ts';

const HASHPRICE_USD_PER_PH_DAY: Range = { min: 0.1, max: 1_000_000 };
const BTC_PRICE_USD: Range = { min: 100, max: 100_000_000 };

/** A hashprice in $/PH/day. */
export function hashprice<R extends boolean = false>(options: Measure<R>): Parameter<number, R> {
  const { what = 'A hashprice', range = HASHPRICE_USD_PER_PH_DAY, ...rest } = options;
  return parameter<number, R>(rest, {
    accepted: 'a hashprice such as $45/PH/day, 0.045 $/TH/day or 45',
    example: '$45',
    read: readHashprice({ what, range }),
  });
}

/** The price of one BTC in USD. */
export function btcPrice<R extends boolean = false>(options: Measure<R>): Parameter<number, R> {
  const { what = 'A BTC price', range = BTC_PRICE_USD, ...rest } = options;
  return parameter<number, R>(rest, {
    accepted: 'a price such as 90k or $90,000',
    example: '90k',
    read: readUsd({ what, range }),
  });
}
