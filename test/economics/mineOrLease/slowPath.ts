import type { PivotCase } from '../../../src/economics/index.ts';

/** Hashprice by month, USD/PH/day before pool fees, in the plainest form. Without forwards. */
export function slowPath(asked: PivotCase, months: number) {
  const { hashprice, startMonth, halvingTimes, assumptions: a, path = 'network' } = asked;
  const [startYear, startOfYear] = startMonth.split('-').map(Number) as [number, number];
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
  const reward = (month: number) => subsidy(month) + hashprice.feesBtcPerBlock;
  const price = (month: number) => (1 + a.btcPriceGrowthPercentPerYear / 100) ** ((month - 1) / 12);
  /** Earned when difficulty is this many times today's. */
  const at = (month: number, difficulty: number) =>
    (hashprice.usdPerPhDay * (reward(month) / reward(0)) * price(month)) / difficulty;

  const usd: number[] = [];
  let difficulty = 1;
  for (let month = 1; month <= months; month++) {
    const years = (month - 1) / 12;
    if (path === 'constant') usd.push(hashprice.usdPerPhDay);
    else if (path === 'falling') {
      usd.push(at(month, (1 + a.difficultyGrowthPercentPerYear / 100) ** years));
    } else {
      const now = at(month, difficulty);
      usd.push(now);
      const better = (1 - a.networkEfficiencyGainPercentPerYear / 100) ** years;
      const leave = 0.024 * a.networkEfficiencyJPerTh * better * a.networkPowerUsdPerMwh;
      const newest = a.refreshEfficiencyJPerTh * (1 - a.efficiencyImprovementPercentPerYear / 100) ** years;
      const perPhDay = (a.machinePriceUsdPerTh * better * 1000) / (a.machinePaybackMonths * (365 / 12));
      const come = Math.max(leave, 0.024 * newest * a.networkPowerUsdPerMwh + perPhDay);
      const out = Math.exp(-a.hashrateResponsePerYear / 12);
      const into = Math.exp(-a.hashrateEntryPerYear / 12);
      if (now < leave) difficulty *= (now / leave) ** (1 - out);
      if (now > come) difficulty *= (now / come) ** (1 - into);
    }
  }
  return { usdIn: (month: number) => usd[month - 1]!, subsidyIn: subsidy, rewardIn: reward };
}
