import { checkRange, isWithin, type Range } from '../range.ts';
import { MARKET_PRICE_RANGE } from '../units.ts';

export const LOAD_RANGE = { min: 0, max: 1e9, unit: 'kW' };
const POWER_FACTOR_RANGE = { min: 0.01, max: 1, unit: '' };
const REVENUE_RANGE = { min: 0, max: 1e12, unit: 'USD' };
const SOLD_RANGE = { min: -1e12, max: 1e12, unit: 'USD' };

/** Mean kW of each interval of a grid at the meter, none negative. */
export type Kilowatts = ArrayLike<number>;

/** A load with what is known beside it. */
export interface Load {
  /** On the grid of the calendar. */
  kw: Kilowatts;
  /** The peak of every hour, where intervals are means that hide it, as in a model. */
  peakKw?: number | undefined;
  /** Mean of each month, 0.01…1: power that is bought is not all reactive. */
  powerFactor?: number | undefined;
  /** Index prices on the same grid, USD per MWh (−2,000…20,000); NaN where one is not known. */
  indexUsdPerMwh?: ArrayLike<number> | undefined;
  /** Peaks (kW) of months that the load does not reach back to, for ratchets. */
  earlierPeaksKw?: Readonly<Record<string, number>> | undefined;
  /** Revenue (USD, not negative) by month, for hosting that takes a share of it. */
  revenueUsd?: Readonly<Record<string, number>> | undefined;
  /** What blocks were sold back for (USD, negative where that cost money) by month, as somebody stated it. */
  statedSoldBackUsd?: Readonly<Record<string, number>> | undefined;
}

/** Checks what is known beside the load; its kW are checked where they are added up. @throws RangeError */
export function checkLoad(load: Load): void {
  const { peakKw, powerFactor, indexUsdPerMwh, earlierPeaksKw, revenueUsd, statedSoldBackUsd } = load;
  if (peakKw !== undefined) checkRange({ field: 'peakKw', value: peakKw, ...LOAD_RANGE });
  if (powerFactor !== undefined)
    checkRange({ field: 'powerFactor', value: powerFactor, ...POWER_FACTOR_RANGE });
  checkMonths({ field: 'earlierPeaksKw', values: earlierPeaksKw, range: LOAD_RANGE });
  checkMonths({ field: 'revenueUsd', values: revenueUsd, range: REVENUE_RANGE });
  checkMonths({ field: 'statedSoldBackUsd', values: statedSoldBackUsd, range: SOLD_RANGE });
  const { length } = indexUsdPerMwh ?? [];
  for (let at = 0; at < length; at++) {
    const value = indexUsdPerMwh![at];
    if (!isWithin(MARKET_PRICE_RANGE, value) && !Number.isNaN(value))
      checkRange({ field: `indexUsdPerMwh[${at}]`, value, ...MARKET_PRICE_RANGE });
  }
}

function checkMonths(asked: {
  field: string;
  values: Readonly<Record<string, number>> | undefined;
  range: Range;
}): void {
  const { field, values = {}, range } = asked;
  for (const [month, value] of Object.entries(values))
    checkRange({ field: `${field}[${month}]`, value, ...range });
}
