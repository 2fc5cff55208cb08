import type { PivotCase } from '../../../src/economics/index.ts';

/**
 * The same three answers without tax and debt, month by month in the plainest form: no legs, no shared series, one
 * machine class after the other. Sites without later energisation.
 */
export function slowPivot({
  site,
  hashprice,
  startMonth,
  halvingTimes,
  leaseForm,
  assumptions: a,
}: PivotCase) {
  const build = Math.round(site.retrofit ? a.retrofitBuildMonths : a.buildMonths);
  const months = build + Math.round(a.leaseTermYears * 12);
  const grossMw = site.grossMw ?? site.interconnectMw!;
  const poweredMw = Math.min(site.energisedMw ?? grossMw, grossMw);
  const letMw = Math.min(poweredMw, site.firmMw ?? grossMw);
  const criticalKw = (letMw / (site.grossToCritical ?? a.grossToCritical)) * 1000;
  const noi =
    (leaseForm === 'triple-net' ? a.noiMarginTripleNetPercent : a.noiMarginModifiedGrossPercent) / 100;
  const [startYear, startOfYear] = startMonth.split('-').map(Number) as [number, number];

  const discounted = (flow: (month: number) => number, percent: number) => {
    let sum = 0;
    for (let month = 1; month <= months; month++) sum += flow(month) / (1 + percent / 100) ** (month / 12);
    return sum;
  };
  const subsidy = (month: number) => {
    const from = Date.UTC(startYear, startOfYear - 1 + month - 1);
    const to = Date.UTC(startYear, startOfYear - 1 + month);
    let share = 1;
    for (const time of halvingTimes) {
      if (time <= from) share /= 2;
      else if (time < to) share *= 1 - (0.5 * (to - time)) / (to - from);
    }
    return hashprice.subsidyBtc * share;
  };
  const hashpriceIn = (month: number) => {
    const fees = site.poolScheme === 'PPS' ? 0 : hashprice.feesBtcPerBlock;
    const reward = (subsidy(month) + fees) / (hashprice.subsidyBtc + hashprice.feesBtcPerBlock);
    const price = (1 + a.btcPriceGrowthPercentPerYear / 100) ** ((month - 1) / 12);
    const difficulty = (1 + a.difficultyGrowthPercentPerYear / 100) ** ((month - 1) / 12);
    return (hashprice.usdPerPhDay * reward * price) / difficulty;
  };
  const powerIn = (month: number) =>
    site.powerPriceUsdPerMwh * (1 + a.powerEscalationPercentPerYear / 100) ** Math.floor((month - 1) / 12);
  const rentIn = (month: number) => {
    const rented = month - build;
    if (rented < 1) return 0;
    const halls = Math.min(1, rented / (a.rampMonths + 1));
    const year = Math.floor((rented - 1) / 12);
    return criticalKw * a.rentUsdPerKwMonth * halls * (1 + a.escalatorPercentPerYear / 100) ** year;
  };
  const buildIn = (month: number, usd: number) =>
    build === 0 ? (month === 1 ? usd : 0) : month <= build ? usd / build : 0;

  interface Machines {
    mw: number;
    jPerTh: number;
  }
  const fleet: Machines[] = site.fleet
    .map(({ machine, count }) => ({
      mw: ((count * machine.powerW) / 1e6) * site.pue,
      jPerTh: machine.powerW / machine.hashrateThPerS,
    }))
    .sort((one, other) => one.jPerTh - other.jPerTh);
  const allMw = fleet.reduce((sum, { mw }) => sum + mw, 0);
  const cut = (machines: Machines[], from: number, to: number): Machines[] => {
    let at = 0;
    return machines.flatMap(({ mw, jPerTh }) => {
      const inside = Math.max(0, Math.min(to, at + mw) - Math.max(from, at));
      at += mw;
      return inside > 0 ? [{ mw: inside, jPerTh }] : [];
    });
  };
  const thOf = ({ mw, jPerTh }: Machines) => ((mw / site.pue) * 1e6) / jPerTh;

  const mine = (machines: Machines[], lastMonth: number, refresh: boolean) => {
    const life = refresh ? Math.round(a.fleetLifeYears * 12) : lastMonth;
    const mw = machines.reduce((sum, one) => sum + one.mw, 0);
    return discounted((month) => {
      if (month > lastMonth) return 0;
      const generation = Math.floor((month - 1) / life);
      const fleetOf = (number: number): Machines[] => {
        if (number === 0 || mw === 0) return machines;
        const gain = (1 - a.efficiencyImprovementPercentPerYear / 100) ** ((number * life) / 12);
        return [{ mw, jPerTh: a.refreshEfficiencyJPerTh * gain }];
      };
      const running = fleetOf(generation);
      let usd = 0;
      for (const one of running) {
        const revenue =
          (thOf(one) / 1000) * site.uptime * (730 / 24) * hashpriceIn(month) * (1 - site.poolFee);
        const cost = one.mw * 730 * site.uptime * (powerIn(month) + (site.otherOperatingUsdPerMwh ?? 0));
        usd += Math.max(0, revenue - cost);
      }
      usd -= mw * 1000 * (site.demandChargeUsdPerKwMonth ?? 0);
      usd -= ((site.otherOperatingUsdPerMonth ?? 0) * mw) / allMw;
      usd += (mw * a.demandResponseUsdPerMwYear) / 12;
      const th = (number: number) => fleetOf(number).reduce((sum, one) => sum + thOf(one), 0);
      const lastOfLife = month === lastMonth || month % life === 0;
      if (lastOfLife) usd += (th(generation) * a.machinePriceUsdPerTh * a.salvagePercent) / 100;
      if (lastOfLife && month < lastMonth) usd -= th(generation + 1) * a.machinePriceUsdPerTh;
      return usd;
    }, a.miningDiscountPercent);
  };
  const best = (machines: Machines[]) =>
    Math.max(mine(machines, months, false), mine(machines, months, true));
  const demolition = Math.min(build, Math.round(a.demolitionAfterMonths));
  const beside =
    best(cut(fleet, 0, poweredMw - letMw)) +
    (demolition > 0 ? mine(cut(fleet, poweredMw - letMw, poweredMw), demolition, false) : 0);

  const capexUsdM = site.retrofit ? a.retrofitCapexUsdMPerCriticalMw : a.colocationCapexUsdMPerCriticalMw;
  const lease = discounted(
    (month) => rentIn(month) * noi - buildIn(month, criticalKw * 1000 * capexUsdM),
    a.colocationDiscountPercent,
  );

  const gpus = criticalKw / (a.gpuItKwPerGpu * (1 + a.gpuNetworkOverheadPercent / 100));
  const lastGpuMonth = Math.min(months, build + Math.round(a.gpuTermYears * 12));
  const gpuRevenueIn = (month: number) => {
    if (month <= build || month > lastGpuMonth) return 0;
    const price =
      a.gpuPriceUsdPerHour *
      (1 - a.gpuPriceDeclinePercentPerYear / 100) ** Math.floor((month - build - 1) / 12);
    return gpus * 730 * (a.gpuUtilisationPercent / 100) * price;
  };
  let contract = 0;
  for (let month = 1; month <= months; month++) contract += gpuRevenueIn(month);
  const gpuUsd = criticalKw * 1000 * a.gpuCapexUsdMPerCriticalMw;
  const cloud = discounted((month) => {
    const revenue = gpuRevenueIn(month);
    let usd = revenue * (1 - a.gpuOperatingPercent / 100 - a.gpuPrepaymentPercent / 100);
    if (month > build && month <= lastGpuMonth) usd -= letMw * 730 * powerIn(month);
    if (month > lastGpuMonth) usd += rentIn(month) * noi;
    if (month === Math.max(1, build)) usd += (contract * a.gpuPrepaymentPercent) / 100 - gpuUsd;
    if (month === lastGpuMonth) usd += (gpuUsd * a.gpuResidualPercent) / 100;
    return usd - buildIn(month, criticalKw * 1000 * a.colocationCapexUsdMPerCriticalMw);
  }, a.gpuCloudDiscountPercent);

  return { mining: best(cut(fleet, 0, poweredMw)), colocation: lease + beside, gpuCloud: cloud + beside };
}
