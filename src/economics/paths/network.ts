import type { Assumptions } from '../case/assumptions.ts';

const HOURS_PER_DAY_PER_KILO = 24 / 1000;
const DAYS_PER_MONTH = 365 / 12;
const TH_PER_PH = 1000;

/** The levels of hashprice between which the network neither shrinks nor grows, USD/PH/day. */
export interface NetworkBand {
  /** What the marginal machine pays for its energy. */
  exitUsdPerPhDay: number;
  /** What pays the energy and, within the payback that entry asks for, the price of a new machine. */
  entryUsdPerPhDay: number;
}

/** USD per PH/day of energy at J/TH and USD/MWh. */
export const energyUsdPerPhDay = (asked: { jPerTh: number; usdPerMwh: number }): number =>
  asked.jPerTh * asked.usdPerMwh * HOURS_PER_DAY_PER_KILO;

/** The band `years` from now. Machines get cheaper by the TH as they get better: their price by the watt stays. */
export function networkBand({
  assumptions,
  years,
}: {
  assumptions: Assumptions;
  years: number;
}): NetworkBand {
  const gained = (1 - assumptions.networkEfficiencyGainPercentPerYear / 100) ** years;
  const usdPerMwh = assumptions.networkPowerUsdPerMwh;
  const exit = energyUsdPerPhDay({ jPerTh: assumptions.networkEfficiencyJPerTh * gained, usdPerMwh });
  const energy = energyUsdPerPhDay({ jPerTh: newJPerTh({ assumptions, years }), usdPerMwh });
  const machineUsd = (assumptions.machinePriceUsdPerTh * gained * TH_PER_PH) / DAYS_PER_MONTH;
  const entry = energy + machineUsd / assumptions.machinePaybackMonths;
  return { exitUsdPerPhDay: exit, entryUsdPerPhDay: Math.max(exit, entry) };
}

/** The best machine that can be bought `years` from now. */
export function newJPerTh({ assumptions, years }: { assumptions: Assumptions; years: number }): number {
  const { refreshEfficiencyJPerTh, efficiencyImprovementPercentPerYear } = assumptions;
  return refreshEfficiencyJPerTh * (1 - efficiencyImprovementPercentPerYear / 100) ** years;
}

/** Shares of a gap that hashrate closes in a month, 0…1: fast on the way out, slow on the way in. */
export function responses({ hashrateResponsePerYear, hashrateEntryPerYear }: Assumptions) {
  return {
    exit: -Math.expm1(-hashrateResponsePerYear / 12),
    entry: -Math.expm1(-hashrateEntryPerYear / 12),
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
