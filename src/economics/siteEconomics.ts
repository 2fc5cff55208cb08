import { siteBreakevens } from './breakeven.ts';
import { type ClassEconomics, classEconomics, volumetricUsdPerMwh } from './classEconomics.ts';
import { type CostLevel, costPerBtc } from './costPerBtc.ts';
import { type Hashprice, MARKET_RANGES } from './hashprice.ts';
import { isWithin, outOfRange, type Range } from './range.ts';
import { checkSiteNumbers, type Site } from './site.ts';
import { perDay } from './units.ts';

/** A day of a site. Cash costs that were not given cost nothing here; `costPerBtc` says which are missing. */
export interface SiteEconomics {
  classes: ClassEconomics[];
  /** Mean over the day, uptime applied. */
  hashratePhPerS: number;
  /** After pool fee. */
  btcPerDay: number;
  /** At full operation. */
  itPowerMw: number;
  /** At the meter at full operation: IT × PUE. */
  powerDrawMw: number;
  energyMwhPerDay: number;
  /** ΣW ÷ ΣTH/s. */
  fleetEfficiencyJPerTh: number;
  /** Before pool fee. */
  revenueUsdPerDay: number;
  poolFeeUsdPerDay: number;
  energyCostUsdPerDay: number;
  /** On the peak draw, not scaled by uptime. */
  demandChargeUsdPerDay: number;
  /** Energy and demand charge. */
  powerCostUsdPerDay: number;
  /** Per MWh and per month together. */
  otherOperatingUsdPerDay: number;
  sgaUsdPerDay: number;
  interestUsdPerDay: number;
  /** Power, other operating, SG&A and interest; the pool fee is not among them. */
  cashCostUsdPerDay: number;
  /** Revenue less pool fee and cash costs. */
  marginUsdPerDay: number;
  marginPercent: number;
  /** Where the margin is 0, all cash costs covered; hashprice is the market's, subsidy and fees. */
  breakevenPowerPriceUsdPerMwh: number;
  breakevenHashpriceUsdPerPhDay: number;
  breakevenBtcPriceUsd: number;
  /** Where revenue after pool fee covers the energy alone. */
  breakevenPowerPriceEnergyOnlyUsdPerMwh: number;
  breakevenHashpriceEnergyOnlyUsdPerPhDay: number;
  breakevenBtcPriceEnergyOnlyUsd: number;
  /** How far hashprice can fall before the margin is 0; negative when it is lost already. */
  headroomPercent: number;
  costPerBtc: { direct: CostLevel; cash: CostLevel; allIn: CostLevel };
}

const KW_PER_MW = 1000;
const W_PER_MW = 1e6;
const TH_PER_PH = 1000;
const BTC_PER_PH_DAY_RANGE = { min: 1e-20, max: 1e15, unit: 'BTC/PH/day' };
const USD_PER_PH_DAY_RANGE = { min: 1e-12, max: 1e15, unit: 'USD/PH/day' };
const PAYOUT_SHARE_RANGE = { min: 1e-6, max: 1, unit: '' };

/**
 * What a site earns and spends in a day at a hashprice, by machine class and in all, and where it breaks even.
 * @throws RangeError when a number of the site or of the hashprice cannot be computed with.
 */
export function siteEconomics({ site, hashprice }: { site: Site; hashprice: Hashprice }): SiteEconomics {
  checkSiteNumbers(site);
  const payoutShare = payoutShareOf({ site, hashprice });
  const payoutUsd = hashprice.usdPerPhDay * payoutShare;
  const classes = site.fleet.map((item) => classEconomics({ item, site, hashprice, payoutUsd }));
  return whole({ site, hashprice, payoutShare, classes });
}

/** The share of the hashprice that the pool pays before its fee: a PPS pool keeps the transaction fees. */
function payoutShareOf({ site, hashprice }: { site: Site; hashprice: Hashprice }): number {
  const { priceUsd, btcPerPhDay, usdPerPhDay, subsidyShare } = hashprice;
  const share = site.poolScheme === 'PPS' ? subsidyShare : 1;
  check('hashprice.priceUsd', priceUsd, MARKET_RANGES.priceUsd);
  check('hashprice.btcPerPhDay', btcPerPhDay, BTC_PER_PH_DAY_RANGE);
  check('hashprice.usdPerPhDay', usdPerPhDay, USD_PER_PH_DAY_RANGE);
  check('share of the hashprice that the pool pays', share, PAYOUT_SHARE_RANGE);
  return share;
}

function check(field: string, value: number, range: Range): void {
  if (!isWithin(range, value)) throw outOfRange({ field, value, ...range });
}

interface Parts {
  site: Site;
  hashprice: Hashprice;
  payoutShare: number;
  classes: ClassEconomics[];
}

/** One literal without spreads: this is the hot path, and spreading costs more than the arithmetic. */
function whole({ site, hashprice, payoutShare, classes }: Parts): SiteEconomics {
  const sums = sumOf(classes);
  const costs = cashCosts({ site, sums });
  const { powerCostUsdPerDay, cashCostUsdPerDay } = costs;
  const itPowerMw = sums.powerDrawMw / site.pue;
  const netRevenueUsd = sums.revenueUsdPerDay - sums.poolFeeUsdPerDay;
  const marginUsdPerDay = netRevenueUsd - cashCostUsdPerDay;
  const btcPerDay = sums.hashratePhPerS * hashprice.btcPerPhDay * payoutShare * (1 - site.poolFee);
  const breakevens = siteBreakevens({
    day: {
      netRevenueUsd,
      energyMwh: sums.energyMwhPerDay,
      energyCostUsd: sums.energyCostUsdPerDay,
      otherCostUsd: cashCostUsdPerDay - sums.energyCostUsdPerDay,
      cashCostUsd: cashCostUsdPerDay,
    },
    hashprice,
  });
  return {
    classes,
    hashratePhPerS: sums.hashratePhPerS,
    btcPerDay,
    itPowerMw,
    powerDrawMw: sums.powerDrawMw,
    energyMwhPerDay: sums.energyMwhPerDay,
    fleetEfficiencyJPerTh: (itPowerMw * W_PER_MW * site.uptime) / (sums.hashratePhPerS * TH_PER_PH),
    revenueUsdPerDay: sums.revenueUsdPerDay,
    poolFeeUsdPerDay: sums.poolFeeUsdPerDay,
    energyCostUsdPerDay: sums.energyCostUsdPerDay,
    demandChargeUsdPerDay: costs.demandChargeUsdPerDay,
    powerCostUsdPerDay,
    otherOperatingUsdPerDay: costs.otherOperatingUsdPerDay,
    sgaUsdPerDay: costs.sgaUsdPerDay,
    interestUsdPerDay: costs.interestUsdPerDay,
    cashCostUsdPerDay,
    marginUsdPerDay,
    marginPercent: (marginUsdPerDay / sums.revenueUsdPerDay) * 100,
    breakevenPowerPriceUsdPerMwh: breakevens.powerPriceUsdPerMwh,
    breakevenHashpriceUsdPerPhDay: breakevens.hashpriceUsdPerPhDay,
    breakevenBtcPriceUsd: breakevens.btcPriceUsd,
    breakevenPowerPriceEnergyOnlyUsdPerMwh: breakevens.powerPriceEnergyOnlyUsdPerMwh,
    breakevenHashpriceEnergyOnlyUsdPerPhDay: breakevens.hashpriceEnergyOnlyUsdPerPhDay,
    breakevenBtcPriceEnergyOnlyUsd: breakevens.btcPriceEnergyOnlyUsd,
    headroomPercent: breakevens.headroomPercent,
    costPerBtc: costPerBtc({
      site,
      day: { btc: btcPerDay, powerUsd: powerCostUsdPerDay, cashUsd: cashCostUsdPerDay },
    }),
  };
}

/** The costs of the classes and those that belong to the site as a whole. */
function cashCosts({ site, sums }: { site: Site; sums: Sums }) {
  const demandChargeUsdPerMonth = sums.powerDrawMw * KW_PER_MW * (site.demandChargeUsdPerKwMonth ?? 0);
  const demandChargeUsdPerDay = perDay({ perMonth: demandChargeUsdPerMonth });
  const powerCostUsdPerDay = sums.energyCostUsdPerDay + demandChargeUsdPerDay;
  const fixedOtherUsdPerDay = perDay({ perMonth: site.otherOperatingUsdPerMonth });
  const otherOperatingUsdPerDay = sums.volumetricOtherUsdPerDay + fixedOtherUsdPerDay;
  const sgaUsdPerDay = perDay({ perMonth: site.sgaUsdPerMonth });
  const interestUsdPerDay = perDay({ perMonth: site.interestUsdPerMonth });
  return {
    demandChargeUsdPerDay,
    powerCostUsdPerDay,
    otherOperatingUsdPerDay,
    sgaUsdPerDay,
    interestUsdPerDay,
    cashCostUsdPerDay:
      sums.energyMwhPerDay * volumetricUsdPerMwh(site) +
      (demandChargeUsdPerDay + fixedOtherUsdPerDay + sgaUsdPerDay + interestUsdPerDay),
  };
}

type Sums = ReturnType<typeof sumOf>;

function sumOf(classes: ClassEconomics[]) {
  const sums = {
    hashratePhPerS: 0,
    powerDrawMw: 0,
    energyMwhPerDay: 0,
    revenueUsdPerDay: 0,
    poolFeeUsdPerDay: 0,
    energyCostUsdPerDay: 0,
    volumetricOtherUsdPerDay: 0,
  };
  for (const item of classes) {
    sums.hashratePhPerS += item.hashratePhPerS;
    sums.powerDrawMw += item.powerDrawMw;
    sums.energyMwhPerDay += item.energyMwhPerDay;
    sums.revenueUsdPerDay += item.revenueUsdPerDay;
    sums.poolFeeUsdPerDay += item.poolFeeUsdPerDay;
    sums.energyCostUsdPerDay += item.powerCostUsdPerDay;
    sums.volumetricOtherUsdPerDay += item.otherOperatingUsdPerDay;
  }
  return sums;
}
