import type { Prepared } from '../case/case.ts';
import { yearlySteps } from '../elementary/powers.ts';
import { oncePer } from '../once.ts';
import { energyUsdPerPhDay, newJPerTh } from '../paths/network.ts';
import { watts } from '../site.ts';
import { HOURS_PER_MONTH } from '../units.ts';

const W_PER_MW = 1e6;
const KW_PER_MW = 1000;
const TH_PER_PH = 1000;
const DAYS_PER_MONTH = HOURS_PER_MONTH / 24;

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

export const thPerSOf = (classes: readonly MiningClass[]): number =>
  classes.reduce((sum, { thPerS }) => sum + thPerS, 0);

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

/** Nominal hashrate of the best machines on sale so many months from now, per MW at the meter, by month. */
export const newThPerMw = oncePer(({ site, assumptions, months }: Prepared) =>
  newJPerTh({ assumptions, months }).map((jPerTh) => W_PER_MW / site.pue / jPerTh),
);

/** What mining pays and costs, month by month, by what it is charged on. */
export interface MiningRates {
  /** Paid for a TH/s of machines, uptime and pool fee taken off. */
  revenueUsdPerTh: Float64Array;
  /** Of machines that draw a MW at the meter. */
  energyUsdPerMw: Float64Array;
  /** Charged per MWh, as energy, but at no market's price. */
  otherUsdPerMw: Float64Array;
  /** Whether machines run or not, less demand-response income. */
  fixedUsdPerMw: Float64Array;
}

export const miningRates = oncePer((given: Prepared): MiningRates => {
  const { site, hashprice, paidShare, powerUsdPerMwh, assumptions } = given;
  const { demandChargeUsdPerKwMonth = 0, otherOperatingUsdPerMonth = 0, otherOperatingUsdPerMwh = 0 } = site;
  const mwh = HOURS_PER_MONTH * site.uptime;
  const fullUsd = (site.uptime * DAYS_PER_MONTH * hashprice.usdPerPhDay) / TH_PER_PH;
  const fixedUsd =
    KW_PER_MW * demandChargeUsdPerKwMonth + otherOperatingUsdPerMonth / meterMwOf(miningClasses(given));
  const factor = 1 + assumptions.costEscalationPercentPerYear / 100;
  const dearer = yearlySteps({ factor, months: paidShare.length });
  return {
    revenueUsdPerTh: paidShare.map((share) => fullUsd * share),
    energyUsdPerMw: powerUsdPerMwh.map((usd) => mwh * usd),
    otherUsdPerMw: dearer.map((factor) => mwh * otherOperatingUsdPerMwh * factor),
    fixedUsdPerMw: dearer.map((factor) => fixedUsd * factor - assumptions.demandResponseUsdPerMwYear / 12),
  };
});

/** The price of new machines as hashprice moves: `margin` is what a TH/s earns in a month at a hashprice. */
export interface MachinePrice {
  paybackMonths: number;
  lowestUsdPerTh: number;
  /** By month: energy of the machines then on sale, at the network's power price. */
  energyUsdPerPhDay: Float64Array;
}

/** Undefined where the price stays as it is. */
export function machinePrice(given: Prepared): MachinePrice | undefined {
  const { assumptions, months } = given;
  if (given.machinePrice === 'fixed') return undefined;
  const { networkPowerUsdPerMwh: usdPerMwh } = assumptions;
  return {
    paybackMonths: assumptions.machinePaybackMonths,
    lowestUsdPerTh: assumptions.machineLowestPriceUsdPerTh,
    energyUsdPerPhDay: newJPerTh({ assumptions, months }).map((jPerTh) =>
      energyUsdPerPhDay({ jPerTh, usdPerMwh }),
    ),
  };
}

/** The price of a TH/s in a month at a hashprice: what its margin pays back in time, and no less than makers ask. */
export function usdPerTh(asked: { price: MachinePrice; month: number; usdPerPhDay: number }): number {
  const { price, month, usdPerPhDay } = asked;
  const margin = ((usdPerPhDay - price.energyUsdPerPhDay[month]!) * DAYS_PER_MONTH) / TH_PER_PH;
  return Math.max(price.lowestUsdPerTh, margin * price.paybackMonths);
}

/** The price by month on the path that is assumed. */
export function pricesUsdPerTh(given: Prepared): Float64Array {
  const price = machinePrice(given);
  const { nothing, assumptions } = given;
  if (price === undefined) return nothing.map(() => assumptions.machinePriceUsdPerTh);
  return priceBasis(given).map((usdPerPhDay, month) => usdPerTh({ price, month, usdPerPhDay }));
}

/** Hashprice that buyers count on in a month, USD/PH/day: the mean of the path over the payback that they ask for. */
export function priceBasis({ hashprice, market, months, assumptions }: Prepared): Float64Array {
  const span = Math.max(1, Math.round(assumptions.machinePaybackMonths));
  const sums = new Float64Array(months + 1);
  for (let month = 0; month < months; month++) sums[month + 1] = sums[month]! + market.hashprice[month]!;
  return market.hashprice.map((_, month) => {
    const to = Math.min(months, month + span);
    return ((sums[to]! - sums[month]!) / (to - month)) * hashprice.usdPerPhDay;
  });
}
