import type { Assumptions } from '../case/assumptions.ts';
import { expm1 } from '../elementary/exp.ts';
import { yearlyPowers } from '../elementary/powers.ts';

const HOURS_PER_DAY_PER_KILO = 24 / 1000;
const DAYS_PER_MONTH = 365 / 12;
const TH_PER_PH = 1000;

/** The levels of hashprice between which the network neither shrinks nor grows, USD/PH/day, by month. */
export interface NetworkBand {
  /** What the marginal machine pays for its energy. */
  exitUsdPerPhDay: Float64Array;
  /** What pays the energy and, within the payback that entry asks for, the price of a new machine. */
  entryUsdPerPhDay: Float64Array;
}

/** USD per PH/day of energy at J/TH and USD/MWh. */
export const energyUsdPerPhDay = (asked: { jPerTh: number; usdPerMwh: number }): number =>
  asked.jPerTh * asked.usdPerMwh * HOURS_PER_DAY_PER_KILO;

/** The band of so many months. Machines get cheaper by the TH as they get better: their price by the watt stays. */
export function networkBand({ assumptions, months }: Ahead): NetworkBand {
  const {
    networkEfficiencyJPerTh,
    networkPowerUsdPerMwh: usdPerMwh,
    machinePriceUsdPerTh,
    machinePaybackMonths,
  } = assumptions;
  const factor = 1 - assumptions.networkEfficiencyGainPercentPerYear / 100;
  const gained = yearlyPowers({ factor, months });
  const best = newJPerTh({ assumptions, months });
  const exitUsdPerPhDay = new Float64Array(months);
  const entryUsdPerPhDay = new Float64Array(months);
  for (let month = 0; month < months; month++) {
    const exit = energyUsdPerPhDay({ jPerTh: networkEfficiencyJPerTh * gained[month]!, usdPerMwh });
    const energy = energyUsdPerPhDay({ jPerTh: best[month]!, usdPerMwh });
    const machineUsd = (machinePriceUsdPerTh * gained[month]! * TH_PER_PH) / DAYS_PER_MONTH;
    exitUsdPerPhDay[month] = exit;
    entryUsdPerPhDay[month] = Math.max(exit, energy + machineUsd / machinePaybackMonths);
  }
  return { exitUsdPerPhDay, entryUsdPerPhDay };
}

interface Ahead {
  assumptions: Assumptions;
  months: number;
}

/** The best machine that can be bought so many months from now, by month. */
export function newJPerTh({ assumptions, months }: Ahead): Float64Array {
  const { refreshEfficiencyJPerTh, efficiencyImprovementPercentPerYear } = assumptions;
  const factor = 1 - efficiencyImprovementPercentPerYear / 100;
  return yearlyPowers({ factor, months }).map((power) => refreshEfficiencyJPerTh * power);
}

/** Shares of a gap that hashrate closes in a month, 0…1: fast on the way out, slow on the way in. */
export function responses({ hashrateResponsePerYear, hashrateEntryPerYear }: Assumptions) {
  return {
    exit: -expm1(-hashrateResponsePerYear / 12),
    entry: -expm1(-hashrateEntryPerYear / 12),
  };
}

/** What hashrate does in a month, in logarithms, where hashprice and the ends of the band are logarithms. */
export function networkMove(asked: {
  hashprice: number;
  low: number;
  high: number;
  exit: number;
  entry: number;
}): number {
  const { hashprice, low, high, exit, entry } = asked;
  if (hashprice < low) return exit * (hashprice - low);
  return hashprice > high ? entry * (hashprice - high) : 0;
}
