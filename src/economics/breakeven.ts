import type { Hashprice } from './hashprice.ts';

/** A day's flows of a site or a class, in which energy scales with the power price and revenue with hashprice. */
interface Day {
  /** After pool fee, USD. */
  netRevenueUsd: number;
  energyMwh: number;
  energyCostUsd: number;
  /** Costs besides energy that are to be covered too, USD. */
  otherCostUsd: number;
  /** Both together, USD, summed by whoever knows how without losing digits. */
  cashCostUsd: number;
}

/** The power price at which the day's margin is 0, everything else unchanged; negative when other costs eat it all. */
export function breakevenPowerPrice({ netRevenueUsd, energyMwh, otherCostUsd }: Day): number {
  return (netRevenueUsd - otherCostUsd) / energyMwh;
}

/**
 * Costs as a share of net revenue. Revenue is proportional to hashprice and to the BTC price, so that this share
 * of today's hashprice (or BTC price) is where the margin is 0.
 */
export function costShare({ netRevenueUsd, cashCostUsd }: Day): number {
  return cashCostUsd / netRevenueUsd;
}

/** The site's breakevens with all cash costs, and with energy alone beside them. */
export function siteBreakevens({ day, hashprice }: { day: Day; hashprice: Hashprice }) {
  const energyOnly = { ...day, otherCostUsd: 0, cashCostUsd: day.energyCostUsd };
  const share = costShare(day);
  const shareEnergyOnly = costShare(energyOnly);
  return {
    powerPriceUsdPerMwh: breakevenPowerPrice(day),
    hashpriceUsdPerPhDay: hashprice.usdPerPhDay * share,
    btcPriceUsd: hashprice.priceUsd * share,
    powerPriceEnergyOnlyUsdPerMwh: breakevenPowerPrice(energyOnly),
    hashpriceEnergyOnlyUsdPerPhDay: hashprice.usdPerPhDay * shareEnergyOnly,
    btcPriceEnergyOnlyUsd: hashprice.priceUsd * shareEnergyOnly,
    headroomPercent: (1 - share) * 100,
  };
}
