import { checkRange } from '../range.ts';
import type { Bill } from './bill.ts';
import { NEXT_TO_NONE } from './lines.ts';

const USD_RANGE = { min: -1e12, max: 1e12, unit: 'USD' };
const ENERGY_RANGE = { min: 0, max: 1e9, unit: 'MWh' };

/**
 * What a bill's blocks left unused and were sold back: Σ (block − used) × index where less than the block was used.
 * Negative USD where the index was; nothing of either without such a block. @throws RangeError
 */
export function soldBack({ lines }: Pick<Bill, 'lines'>): { usd: number; mwh: number } {
  let [usd, mwh] = [0, 0];
  for (const line of lines.filter((line) => line.soldBack)) {
    usd -= checkRange({ field: 'usd', value: line.usd, ...USD_RANGE });
    mwh += checkRange({ field: 'quantity', value: line.quantity, min: 0, max: 1e12, unit: 'kWh' }) / 1000;
  }
  return { usd: Math.round(usd * 100) / 100, mwh };
}

/**
 * What a MWh costs net of credits (USD/MWh): (power − credits) ÷ energy used, as Riot Platforms defines its cost of power
 * (quarterly reports, there per kWh). Negative where credits are more than power; undefined where nothing was used.
 * @throws RangeError
 */
export function netOfCreditsUsdPerMwh(month: {
  /** What the energy used cost before credits. */
  powerUsd: number;
  creditsUsd: number;
  usedMwh: number;
}): number | undefined {
  const { powerUsd, creditsUsd, usedMwh } = month;
  checkRange({ field: 'powerUsd', value: powerUsd, ...USD_RANGE });
  checkRange({ field: 'creditsUsd', value: creditsUsd, ...USD_RANGE });
  checkRange({ field: 'usedMwh', value: usedMwh, ...ENERGY_RANGE });
  return usedMwh < NEXT_TO_NONE ? undefined : (powerUsd - creditsUsd) / usedMwh;
}
