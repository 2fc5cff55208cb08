import type { PivotCase } from '../../../src/economics/index.ts';
import { slowPath } from './slowPath.ts';

/**
 * The same three answers without tax and debt, month by month in the plainest form: no legs, no shared series, every
 * month of closing and of renewal tried. Sites without later energisation, begun now, machines that are there.
 */
export function slowPivot(asked: PivotCase) {
  const {
    site,
    hashprice,
    leaseForm,
    assumptions: a,
    leaseEnd = 'renewal',
    machinePrice = 'payback',
  } = asked;
  const { mayMine = ['closing', 'renewal'], signed = false } = asked;
  const build = Math.round(site.retrofit ? a.retrofitBuildMonths : a.buildMonths) + Math.round(a.lateMonths);
  const term = Math.round(a.leaseTermYears * 12);
  const beyond = leaseEnd === 'renewal' ? Math.round(a.renewalTermYears * 12) : 0;
  const months = build + term + beyond;
  const grossMw = site.grossMw ?? site.interconnectMw!;
  const poweredMw = Math.min(site.energisedMw ?? grossMw, grossMw);
  const letMw = Math.min(poweredMw, site.firmMw ?? grossMw);
  const criticalMw = letMw / (site.grossToCritical ?? a.grossToCritical);
  const noi =
    (leaseForm === 'triple-net' ? a.noiMarginTripleNetPercent : a.noiMarginModifiedGrossPercent) / 100;
  const landUsd = (mw: number) => mw * a.landUsdMPerMw * 1e6;
  const path = slowPath(asked, months);
  const present = (usd: number, month: number, percent: number) => usd / (1 + percent / 100) ** (month / 12);
  const discounted = (flow: (month: number) => number, percent: number) => {
    let sum = 0;
    for (let month = 1; month <= months; month++) sum += present(flow(month), month, percent);
    return sum;
  };
  const rising = (month: number, percent: number) => (1 + percent / 100) ** Math.floor((month - 1) / 12);
  const powerIn = (month: number) =>
    site.powerPriceUsdPerMwh * rising(month, a.powerEscalationPercentPerYear);

  // Mining
  interface Machines {
    mw: number;
    th: number;
  }
  const newest = (bought: number) =>
    a.refreshEfficiencyJPerTh * (1 - a.efficiencyImprovementPercentPerYear / 100) ** (bought / 12);
  const priced = new Map<number, number>();
  const machineUsdPerTh = (month: number) => {
    if (!priced.has(month)) priced.set(month, pricedIn(month));
    return priced.get(month)!;
  };
  const pricedIn = (month: number) => {
    if (machinePrice === 'fixed') return a.machinePriceUsdPerTh;
    const energy = 0.024 * newest(month - 1) * a.networkPowerUsdPerMwh;
    let counted = 0;
    const span = Math.max(1, Math.round(a.machinePaybackMonths));
    const to = Math.min(months, month + span - 1);
    for (let ahead = month; ahead <= to; ahead++) counted += path.usdIn(ahead) / (to - month + 1);
    const margin = ((counted - energy) * (365 / 12)) / 1000;
    return Math.max(a.machineLowestPriceUsdPerTh, a.machinePaybackMonths * margin);
  };
  const allMw = site.fleet.reduce(
    (sum, { machine, count }) => sum + count * machine.powerW * 1e-6 * site.pue,
    0,
  );
  const earned = (machines: Machines[], month: number) => {
    const fees = site.poolScheme === 'PPS' ? 0 : hashprice.feesBtcPerBlock;
    const paid = (path.subsidyIn(month) + fees) / path.rewardIn(month);
    const dearer = rising(month, a.costEscalationPercentPerYear);
    let usd = 0;
    for (const { mw, th } of machines) {
      const phDays = (th / 1000) * site.uptime * (730 / 24);
      const revenue = phDays * path.usdIn(month) * paid * (1 - site.poolFee);
      const cost = mw * 730 * site.uptime * (powerIn(month) + (site.otherOperatingUsdPerMwh ?? 0) * dearer);
      usd += Math.max(0, revenue - cost);
      usd -= mw * 1000 * (site.demandChargeUsdPerKwMonth ?? 0) * dearer;
      usd -= ((site.otherOperatingUsdPerMonth ?? 0) * mw * dearer) / allMw;
      usd += (mw * a.demandResponseUsdPerMwYear) / 12;
    }
    return usd;
  };
  const mine = (fleet: Machines[], lastMonth: number, land: number) => {
    const rate = a.miningDiscountPercent;
    const mw = fleet.reduce((sum, one) => sum + one.mw, 0);
    if (lastMonth === 0) return 0;
    if (mw === 0) return present(land, mayMine.includes('closing') ? 1 : lastMonth, rate);
    const bought = (after: number) => [{ mw, th: (mw * 1e6) / site.pue / newest(after) }];
    const resale = (machines: Machines[], month: number) =>
      machines.reduce((sum, { th }) => sum + th, 0) * machineUsdPerTh(month) * (a.salvagePercent / 100);
    const known = new Map<number, number>();
    const best = (machines: Machines[], after: number): number => {
      let usd = 0;
      let most = Number.NEGATIVE_INFINITY;
      for (let month = after + 1; month <= lastMonth; month++) {
        usd += present(earned(machines, month), month, rate);
        const sold = usd + present(resale(machines, month), month, rate);
        if (mayMine.includes('closing') || month === lastMonth)
          most = Math.max(most, sold + present(land, month, rate));
        if (mayMine.includes('renewal') && month < lastMonth) {
          if (!known.has(month)) known.set(month, best(bought(month), month));
          const price = bought(month)[0]!.th * machineUsdPerTh(month);
          most = Math.max(most, sold - present(price, month, rate) + known.get(month)!);
        }
      }
      return most;
    };
    return best(fleet, 0);
  };
  const fleet: Machines[] = site.fleet
    .map(({ machine, count }) => ({
      mw: count * machine.powerW * 1e-6 * site.pue,
      th: count * machine.hashrateThPerS,
    }))
    .sort((one, other) => one.mw / one.th - other.mw / other.th);
  const cut = (from: number, to: number): Machines[] => {
    let at = 0;
    return fleet.flatMap(({ mw, th }) => {
      const inside = Math.max(0, Math.min(to, at + mw) - Math.max(from, at));
      at += mw;
      return inside > 0 ? [{ mw: inside, th: (th * inside) / mw }] : [];
    });
  };
  const demolition = Math.min(build, Math.round(a.demolitionAfterMonths));
  const leaving = cut(poweredMw - letMw, poweredMw);
  const soldAtOnce =
    leaving.reduce((sum, { th }) => sum + th, 0) * machineUsdPerTh(1) * (a.salvagePercent / 100);
  const beside =
    mine(cut(0, poweredMw - letMw), months, landUsd(poweredMw - letMw)) +
    (demolition > 0 ? mine(leaving, demolition, 0) : present(soldAtOnce, 1, a.miningDiscountPercent));

  // Letting
  const buildIn = (month: number, usdM: number) => {
    const usd = criticalMw * usdM * 1e6 * (1 + a.capexOverrunPercent / 100);
    return build === 0 ? (month === 1 ? usd : 0) : month <= build ? usd / build : 0;
  };
  const rentUsd = criticalMw * 1000 * a.rentUsdPerKwMonth;
  const escalated = (since: number) => (1 + a.escalatorPercentPerYear / 100) ** Math.floor((since - 1) / 12);
  const firstTermIn = (month: number) => {
    const since = month - build;
    if (since < 1 || since > term) return 0;
    const unsigned = signed ? 1 : 1 + a.unsignedRentPercent / 100;
    return rentUsd * unsigned * Math.min(1, since / (a.rampMonths + 1)) * escalated(since);
  };
  const marketIn = (month: number) =>
    rentUsd * (1 + a.marketRentGrowthPercentPerYear / 100) ** ((month - 1) / 12);
  const last = build + term + beyond;
  /** NOI of halls that stand empty from the end of month `after` on, let to the next tenant. */
  const reletIn = (month: number, after: number) => {
    const empty = Math.max(1, Math.round(a.reletMonths));
    const paying = month > after && month <= after + empty;
    const cost = paying ? (criticalMw * a.reletCostUsdMPerCriticalMw * 1e6) / empty : 0;
    const from = after + Math.round(a.reletMonths);
    if (month <= from || month > last) return month > months ? 0 : -cost;
    return marketIn(from + 1) * (1 + a.reletRentPercent / 100) * escalated(month - from) * noi - cost;
  };
  const renewedIn = (month: number, after: number) =>
    month <= after || month > last ? 0 : marketIn(after + 1) * escalated(month - after) * noi;
  const endIn = (month: number) => {
    if (month !== last) return 0;
    if (leaseEnd !== 'cap') return landUsd(letMw);
    return (marketIn(build + term + 1) * 12 * noi) / (a.capRatePercent / 100);
  };
  const capexUsdM = site.retrofit ? a.retrofitCapexUsdMPerCriticalMw : a.colocationCapexUsdMPerCriticalMw;
  const again = a.renewalPercent / 100;
  const lease = discounted((month) => {
    let usd = firstTermIn(month) * noi - buildIn(month, capexUsdM) + endIn(month);
    if (beyond > 0) {
      usd += again * renewedIn(month, build + term);
      if (again < 1) usd += (1 - again) * reletIn(month, build + term);
    }
    return usd;
  }, a.colocationDiscountPercent);

  // GPU cloud
  const gpus = (criticalMw * 1000) / (a.gpuItKwPerGpu * (1 + a.gpuNetworkOverheadPercent / 100));
  const lastGpuMonth = build + Math.min(term, Math.round(a.gpuTermYears * 12));
  const soldMonth = Math.max(lastGpuMonth, build + Math.min(term, Math.round(a.gpuLifeYears * 12)));
  /** What is sold at spot once the contract is over, where it pays the power. */
  const spotIn = (month: number) => {
    if (month <= lastGpuMonth || month > soldMonth) return 0;
    const price =
      a.gpuPriceUsdPerHour * (1 + a.gpuSpotChangePercentPerYear / 100) ** ((month - build - 1) / 12);
    const income = gpus * 730 * (a.gpuUtilisationPercent / 100) * price * (1 - a.gpuOperatingPercent / 100);
    return Math.max(0, income - letMw * 730 * powerIn(month));
  };
  const gpuRevenueIn = (month: number) => {
    if (month <= build || month > lastGpuMonth) return 0;
    const yearly = 1 - a.gpuPriceDeclinePercentPerYear / 100;
    const price = a.gpuPriceUsdPerHour * yearly ** Math.floor((month - build - 1) / 12);
    return gpus * 730 * (a.gpuUtilisationPercent / 100) * price;
  };
  let contract = 0;
  for (let month = 1; month <= months; month++) contract += gpuRevenueIn(month);
  const gpuUsd = criticalMw * 1e6 * a.gpuCapexUsdMPerCriticalMw;
  const cloud = discounted((month) => {
    let usd = gpuRevenueIn(month) * (1 - a.gpuOperatingPercent / 100 - a.gpuPrepaymentPercent / 100);
    if (month > build && month <= lastGpuMonth) usd -= letMw * 730 * powerIn(month);
    if (month > lastGpuMonth) usd += spotIn(month);
    if (month > soldMonth) usd += reletIn(month, soldMonth);
    if (month === Math.max(1, build)) usd += (contract * a.gpuPrepaymentPercent) / 100 - gpuUsd;
    if (month === soldMonth) usd += (gpuUsd * a.gpuResidualPercent) / 100;
    return usd - buildIn(month, capexUsdM) + endIn(month);
  }, a.gpuCloudDiscountPercent);

  return {
    mining: mine(cut(0, poweredMw), months, landUsd(poweredMw)),
    colocation: lease + beside,
    gpuCloud: cloud + beside,
  };
}
