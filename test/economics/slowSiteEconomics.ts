import type { Hashprice, Site } from '../../src/economics/index.ts';

/** The definitions of a site's day, one after the other, in the plainest form. */
export function slowSiteEconomics({ site, hashprice }: { site: Site; hashprice: Hashprice }) {
  const perDay = (usdPerMonth = 0) => (usdPerMonth * 24) / 730;
  const sum = (of: (item: Site['fleet'][number]) => number) => site.fleet.map(of).reduce((a, b) => a + b);
  const wattsOf = ({ machine, efficiencyJPerTh }: Site['fleet'][number]) =>
    efficiencyJPerTh === undefined ? machine.powerW : efficiencyJPerTh * machine.hashrateThPerS;

  const itPowerMw = sum((item) => item.count * wattsOf(item)) / 1e6;
  const powerDrawMw = itPowerMw * site.pue;
  const energyMwhPerDay = powerDrawMw * 24 * site.uptime;
  const nameplateThPerS = sum((item) => item.count * item.machine.hashrateThPerS);
  const hashratePhPerS = (nameplateThPerS / 1000) * site.uptime;

  const paidShare =
    site.poolScheme === 'PPS' ? hashprice.subsidyBtc / (hashprice.subsidyBtc + hashprice.feesBtcPerBlock) : 1;
  const revenueUsdPerDay = hashratePhPerS * hashprice.btcPerPhDay * hashprice.priceUsd * paidShare;
  const poolFeeUsdPerDay = revenueUsdPerDay * site.poolFee;
  const btcPerDay = hashratePhPerS * hashprice.btcPerPhDay * paidShare * (1 - site.poolFee);

  const energyCostUsdPerDay = energyMwhPerDay * site.powerPriceUsdPerMwh;
  const demandChargeUsdPerDay = perDay(powerDrawMw * 1000 * (site.demandChargeUsdPerKwMonth ?? 0));
  const powerCostUsdPerDay = energyCostUsdPerDay + demandChargeUsdPerDay;
  const otherOperatingUsdPerDay =
    energyMwhPerDay * (site.otherOperatingUsdPerMwh ?? 0) + perDay(site.otherOperatingUsdPerMonth);
  const fixedUsdPerDay = perDay(site.sgaUsdPerMonth) + perDay(site.interestUsdPerMonth);
  // Power and other costs are added up per MWh: where they cancel, their sums by the day would have no digits left.
  const volumetricUsdPerDay =
    energyMwhPerDay * (site.powerPriceUsdPerMwh + (site.otherOperatingUsdPerMwh ?? 0));
  const cashCostUsdPerDay =
    volumetricUsdPerDay + demandChargeUsdPerDay + perDay(site.otherOperatingUsdPerMonth) + fixedUsdPerDay;
  const marginUsdPerDay = revenueUsdPerDay - poolFeeUsdPerDay - cashCostUsdPerDay;

  // Hashcost as the field defines it: cost per PH/s and day after the pool's fee, in the market's hashprice.
  const hashcost = (usdPerDay: number) => usdPerDay / (hashratePhPerS * (1 - site.poolFee) * paidShare);
  const kept = revenueUsdPerDay * (1 - site.poolFee);
  return {
    hashratePhPerS,
    btcPerDay,
    itPowerMw,
    powerDrawMw,
    energyMwhPerDay,
    fleetEfficiencyJPerTh: (itPowerMw * 1e6) / nameplateThPerS,
    revenueUsdPerDay,
    poolFeeUsdPerDay,
    energyCostUsdPerDay,
    demandChargeUsdPerDay,
    powerCostUsdPerDay,
    otherOperatingUsdPerDay,
    cashCostUsdPerDay,
    marginUsdPerDay,
    marginPercent: (100 * marginUsdPerDay) / revenueUsdPerDay,
    breakevenPowerPriceUsdPerMwh: (kept - cashCostUsdPerDay + energyCostUsdPerDay) / energyMwhPerDay,
    breakevenHashpriceUsdPerPhDay: hashcost(cashCostUsdPerDay),
    breakevenBtcPriceUsd: hashcost(cashCostUsdPerDay) / hashprice.btcPerPhDay,
    breakevenPowerPriceEnergyOnlyUsdPerMwh: kept / energyMwhPerDay,
    breakevenHashpriceEnergyOnlyUsdPerPhDay: hashcost(energyCostUsdPerDay),
    breakevenBtcPriceEnergyOnlyUsd: hashcost(energyCostUsdPerDay) / hashprice.btcPerPhDay,
    headroomPercent: 100 * (1 - hashcost(cashCostUsdPerDay) / hashprice.usdPerPhDay),
  };
}
