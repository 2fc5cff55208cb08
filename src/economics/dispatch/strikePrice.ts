import { revenueUsdPerMwh } from '../hashprice.ts';
import { checkRange } from '../range.ts';
import { SITE_RANGES } from '../site.ts';

const ADDERS_RANGE = {
  ...SITE_RANGES.otherOperatingUsdPerMwh,
  min: -SITE_RANGES.otherOperatingUsdPerMwh.max,
};

/**
 * The price of energy at the meter (USD/MWh) above which a machine must not run: what it earns with a MWh at the meter,
 * less all else that a MWh costs (`addersUsdPerMwh`: delivery, losses, taxes, other operating; 0 where nothing is given).
 * Of a class of a site it is `breakevenPowerPriceUsdPerMwh`, which knows the pool's scheme, less what the tariff adds.
 * @throws RangeError
 */
export function strikePrice(machine: {
  usdPerPhDay: number;
  efficiencyJPerTh: number;
  /** Share of revenue, 0…0.5. */
  poolFee: number;
  /** Meter power ÷ IT power, 1…3. */
  pue: number;
  addersUsdPerMwh?: number;
}): number {
  const { poolFee, pue, addersUsdPerMwh = 0 } = machine;
  checkRange({ field: 'poolFee', value: poolFee, ...SITE_RANGES.poolFee });
  checkRange({ field: 'pue', value: pue, ...SITE_RANGES.pue });
  checkRange({ field: 'addersUsdPerMwh', value: addersUsdPerMwh, ...ADDERS_RANGE });
  return (revenueUsdPerMwh(machine) * (1 - poolFee)) / pue - addersUsdPerMwh;
}
