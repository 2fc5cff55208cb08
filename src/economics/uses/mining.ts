import type { Prepared } from '../case/case.ts';
import { monthlyDiscountFactor, presentValue } from '../finance/finance.ts';
import { watts } from '../site.ts';
import { HOURS_PER_MONTH } from '../units.ts';
import { type ClassMonths, cashFlowsUsd, type Leg, monthly, zeros } from './leg.ts';

const DAYS_PER_MONTH = HOURS_PER_MONTH / 24;
const W_PER_MW = 1e6;
const KW_PER_MW = 1000;
const TH_PER_PH = 1000;

/** Machines of one class: `meterMw` at full operation, `thPerS` nominal. */
export interface MiningClass {
  meterMw: number;
  thPerS: number;
}

/** The site's classes, the best efficiency first. */
export function miningClasses({ site }: Prepared): MiningClass[] {
  const classes = site.fleet.map((item) => ({
    meterMw: ((item.count * watts(item)) / W_PER_MW) * site.pue,
    thPerS: item.count * item.machine.hashrateThPerS,
  }));
  return classes.sort((a, b) => a.meterMw / a.thPerS - b.meterMw / b.thPerS);
}

export const meterMwOf = (classes: readonly MiningClass[]): number =>
  classes.reduce((sum, { meterMw }) => sum + meterMw, 0);

/** Splits a fleet at `meterMw`: the most efficient machines that fit, and the others. */
export function partition(asked: { classes: readonly MiningClass[]; meterMw: number }) {
  const kept: MiningClass[] = [];
  const leaving: MiningClass[] = [];
  let left = Math.max(0, asked.meterMw);
  for (const one of asked.classes) {
    const share = Math.min(1, left / one.meterMw);
    left = Math.max(0, left - one.meterMw);
    if (share > 0) kept.push(scaled(one, share));
    if (share < 1) leaving.push(scaled(one, 1 - share));
  }
  return { kept, leaving };
}

const scaled = ({ meterMw, thPerS }: MiningClass, share: number): MiningClass => ({
  meterMw: meterMw * share,
  thPerS: thPerS * share,
});

/** What to mine: these classes, the months 1 … `lastMonth`, the fleet renewed at the end of its life or not. */
interface Plan {
  given: Prepared;
  classes: readonly MiningClass[];
  lastMonth: number;
  refreshed: boolean;
}

/** Mining on as long as the horizon, with the fleet refresh that pays better. */
export function keepMining(asked: { given: Prepared; classes: readonly MiningClass[] }) {
  const plan = { ...asked, lastMonth: asked.given.months };
  const runOff = miningLeg({ ...plan, refreshed: false });
  const renewed = miningLeg({ ...plan, refreshed: true });
  const gainUsd = valueUsd(renewed) - valueUsd(runOff);
  return { leg: gainUsd > 0 ? renewed : runOff, refreshed: gainUsd > 0, refreshGainUsd: gainUsd };
}

/** Before tax: which fleet policy pays better does not hang on it. */
const valueUsd = (leg: Leg): number =>
  presentValue({ flowsUsd: cashFlowsUsd(leg), factor: monthlyDiscountFactor(leg) });

/** What being able to switch machines off while they lose money is worth today. */
export function switchOffValueUsd({ exposure, discountPercent }: Leg): number {
  const savedUsd = zeros(exposure.fixedUsd.length).map((_, month) =>
    exposure.classes.reduce((sum, one) => sum + Math.max(0, -marginUsd(one, month)), 0),
  );
  return presentValue({ flowsUsd: savedUsd, factor: monthlyDiscountFactor({ discountPercent }) });
}

const marginUsd = ({ revenueUsd, energyUsd, otherUsd }: ClassMonths, month: number): number =>
  revenueUsd[month]! - energyUsd[month]! - otherUsd[month]!;

/** A fleet mined month by month, each class switched off in the months in which it would lose money. */
export function miningLeg(plan: Plan): Leg {
  const { given, classes, lastMonth } = plan;
  const { months, assumptions, nothing } = given;
  const grossMw = meterMwOf(classes);
  const fleet = fleetMonths(plan);
  const fixedCostUsd = fixedMonths({ plan, grossMw });
  const revenueUsd = zeros(months);
  const noiUsd = monthly(months, (month) => -fixedCostUsd[month]!);
  for (const one of fleet.classes) {
    for (let month = 0; month < lastMonth; month++) {
      const margin = marginUsd(one, month);
      if (margin <= 0) continue;
      noiUsd[month]! += margin;
      revenueUsd[month]! += one.revenueUsd[month]!;
    }
  }
  const { capexUsd, proceedsUsd, depreciationUsd } = fleet;
  const fixedUsd = monthly(months, (month) => proceedsUsd[month]! - capexUsd[month]! - fixedCostUsd[month]!);
  return {
    use: 'mining',
    grossMw,
    discountPercent: assumptions.miningDiscountPercent,
    revenueUsd,
    noiUsd,
    capexUsd,
    proceedsUsd,
    depreciationUsd,
    exposure: {
      classes: fleet.classes,
      marketRentUsd: nothing,
      gpuUsd: nothing,
      powerUsd: nothing,
      fixedUsd,
    },
  };
}

/** The classes month by month through the refreshes of the fleet, and what refreshing costs. */
function fleetMonths({ given, classes, lastMonth, refreshed }: Plan) {
  const { assumptions, months } = given;
  const capexUsd = zeros(months);
  const proceedsUsd = zeros(months);
  const depreciationUsd = zeros(months);
  const lifeMonths = Math.round(assumptions.fleetLifeYears * 12);
  const lives: ClassMonths[] = [];
  let machines = classes;
  for (let from = 0; from < lastMonth; from += refreshed ? lifeMonths : lastMonth) {
    const to = refreshed ? Math.min(from + lifeMonths, lastMonth) : lastMonth;
    if (from > 0) {
      machines = renewed({ given, classes, month: from });
      const usd = thPerSOf(machines) * assumptions.machinePriceUsdPerTh;
      // Bought at the end of the month before, so that they run from this one on.
      capexUsd[from - 1]! += usd;
      for (let month = from; month < to; month++) depreciationUsd[month]! += usd / lifeMonths;
    }
    lives.push(...machines.map((one) => classMonths({ given, one, from, to })));
    if (to > 0) proceedsUsd[to - 1]! += thPerSOf(machines) * salvageUsdPerTh(given);
  }
  return { classes: lives, capexUsd, proceedsUsd, depreciationUsd };
}

const thPerSOf = (classes: readonly MiningClass[]): number =>
  classes.reduce((sum, { thPerS }) => sum + thPerS, 0);

const salvageUsdPerTh = ({ assumptions }: Prepared): number =>
  (assumptions.machinePriceUsdPerTh * assumptions.salvagePercent) / 100;

/** The machines that can be bought `month` months from now, on the same megawatts. */
function renewed(asked: { given: Prepared; classes: readonly MiningClass[]; month: number }): MiningClass[] {
  const { site, assumptions } = asked.given;
  const meterMw = meterMwOf(asked.classes);
  const { refreshEfficiencyJPerTh, efficiencyImprovementPercentPerYear } = assumptions;
  const jPerTh =
    refreshEfficiencyJPerTh * (1 - efficiencyImprovementPercentPerYear / 100) ** (asked.month / 12);
  return meterMw > 0 ? [{ meterMw, thPerS: ((meterMw / site.pue) * W_PER_MW) / jPerTh }] : [];
}

function classMonths(asked: { given: Prepared; one: MiningClass; from: number; to: number }): ClassMonths {
  const { given, one, from, to } = asked;
  const { hashprice, paidShare, powerUsdPerMwh, months } = given;
  const { uptime, otherOperatingUsdPerMwh = 0 } = given.site;
  const fullUsd = (one.thPerS / TH_PER_PH) * uptime * DAYS_PER_MONTH * hashprice.usdPerPhDay;
  const mwh = one.meterMw * HOURS_PER_MONTH * uptime;
  const during = (usd: (month: number) => number) => {
    const series = zeros(months);
    for (let month = from; month < to; month++) series[month] = usd(month);
    return series;
  };
  return {
    revenueUsd: during((month) => fullUsd * paidShare[month]!),
    energyUsd: during((month) => mwh * powerUsdPerMwh[month]!),
    otherUsd: during(() => mwh * otherOperatingUsdPerMwh),
  };
}

/** Costs less demand-response income that come whether machines run or not, in proportion to the megawatts. */
function fixedMonths({ plan, grossMw }: { plan: Plan; grossMw: number }): Float64Array {
  const { given, lastMonth } = plan;
  const { demandChargeUsdPerKwMonth = 0, otherOperatingUsdPerMonth = 0 } = given.site;
  const share = grossMw / meterMwOf(miningClasses(given));
  const usd =
    grossMw * (KW_PER_MW * demandChargeUsdPerKwMonth - given.assumptions.demandResponseUsdPerMwYear / 12) +
    otherOperatingUsdPerMonth * share;
  return zeros(given.months).fill(usd, 0, Math.min(lastMonth, given.months));
}
