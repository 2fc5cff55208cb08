import { breakevenPowerPrice, costShare } from './breakeven.ts';
import type { Hashprice } from './hashprice.ts';
import type { Machine } from './machines/machines.ts';
import { type FleetItem, type Site, watts } from './site.ts';

const W_PER_MW = 1e6;
const TH_PER_PH = 1000;
const HOURS_PER_DAY = 24;

/** A machine class of a site by its avoidable costs: what switching it off would lose and save. */
export interface ClassEconomics {
  machine: Machine;
  count: number;
  /** W ÷ TH/s as used: the override, or nameplate. */
  efficiencyJPerTh: number;
  /** Mean over the day, uptime applied. */
  hashratePhPerS: number;
  /** At the meter at full operation, uptime not applied. */
  powerDrawMw: number;
  energyMwhPerDay: number;
  /** Before pool fee. */
  revenueUsdPerDay: number;
  poolFeeUsdPerDay: number;
  /** Energy only. */
  powerCostUsdPerDay: number;
  /** The part that is charged per MWh. */
  otherOperatingUsdPerDay: number;
  marginUsdPerDay: number;
  marginPercent: number;
  /** Where the class margin is 0. */
  breakevenPowerPriceUsdPerMwh: number;
  breakevenHashpriceUsdPerPhDay: number;
  losesMoney: boolean;
}

/**
 * What every MWh costs, power and other. Where power is paid for to be taken, the two may come to next to nothing: added
 * up per MWh they lose no digits, as costs of a day they would.
 */
export const volumetricUsdPerMwh = ({ powerPriceUsdPerMwh, otherOperatingUsdPerMwh = 0 }: Site): number =>
  powerPriceUsdPerMwh + otherOperatingUsdPerMwh;

/**
 * A day of one class. `payoutUsd` is what the pool pays per PH/s and day before its fee; `hashprice` the market's.
 * The site has been checked.
 */
export function classEconomics(given: {
  item: FleetItem;
  site: Site;
  hashprice: Hashprice;
  payoutUsd: number;
}): ClassEconomics {
  const { item, site, hashprice, payoutUsd } = given;
  const { machine, count } = item;
  const machineW = watts(item);
  const hashratePhPerS = ((count * machine.hashrateThPerS) / TH_PER_PH) * site.uptime;
  const powerDrawMw = ((count * machineW) / W_PER_MW) * site.pue;
  const energyMwhPerDay = powerDrawMw * HOURS_PER_DAY * site.uptime;
  const revenueUsdPerDay = hashratePhPerS * payoutUsd;
  const poolFeeUsdPerDay = revenueUsdPerDay * site.poolFee;
  const powerCostUsdPerDay = energyMwhPerDay * site.powerPriceUsdPerMwh;
  const otherOperatingUsdPerDay = energyMwhPerDay * (site.otherOperatingUsdPerMwh ?? 0);
  const day = {
    netRevenueUsd: revenueUsdPerDay - poolFeeUsdPerDay,
    energyMwh: energyMwhPerDay,
    energyCostUsd: powerCostUsdPerDay,
    otherCostUsd: otherOperatingUsdPerDay,
    cashCostUsd: energyMwhPerDay * volumetricUsdPerMwh(site),
  };
  const marginUsdPerDay = day.netRevenueUsd - day.cashCostUsd;
  return {
    machine,
    count,
    efficiencyJPerTh: machineW / machine.hashrateThPerS,
    hashratePhPerS,
    powerDrawMw,
    energyMwhPerDay,
    revenueUsdPerDay,
    poolFeeUsdPerDay,
    powerCostUsdPerDay,
    otherOperatingUsdPerDay,
    marginUsdPerDay,
    marginPercent: (marginUsdPerDay / revenueUsdPerDay) * 100,
    breakevenPowerPriceUsdPerMwh: breakevenPowerPrice(day),
    breakevenHashpriceUsdPerPhDay: hashprice.usdPerPhDay * costShare(day),
    losesMoney: marginUsdPerDay < 0,
  };
}
