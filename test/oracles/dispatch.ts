import {
  type DispatchPlan,
  type PlanScore,
  type Slot,
  schedule,
  scorePlan,
  siteDispatch,
  strikePrice,
  thresholdPlan,
} from '../../src/economics/index.ts';
import type { Compared, Oracle } from './oracle.ts';

const HOUR_MS = 3_600_000;

/** Run or stop on ERCOT's hub south: 1 MW at $45/PH/day, pool fee 2 %, PUE 1.03, adders of $8/MWh. */
export const dispatchOnHubSouth: Oracle = { file: 'prices_ercot_hb_south_2024-25.csv', compare: dispatched };

function dispatched(text: string): Compared[] {
  const { dayAhead, realTime, quarters } = hubSouth(text);
  const strikeOf = (efficiencyJPerTh: number, addersUsdPerMwh = 8) =>
    strikePrice({ usdPerPhDay: 45, efficiencyJPerTh, poolFee: 0.02, pue: 1.03, addersUsdPerMwh });
  const [efficient, old] = [strikeOf(13.5), strikeOf(29.5)];
  const on = (
    prices: Slot[],
    strikeUsdPerMwh: number,
    plan: DispatchPlan = thresholdPlan({ prices, strikeUsdPerMwh }),
  ) => scorePlan({ plan, strikeUsdPerMwh });
  const hourly = { efficient: on(realTime, efficient), old: on(realTime, old) };
  const quarterly = { efficient: on(quarters, efficient), old: on(quarters, old) };
  const restarted = (restartUsdPerMw: number): PlanScore => {
    const rules = { minimumOffHours: 2, restartUsdPerMw };
    const plan = schedule({ prices: realTime, strikeUsdPerMwh: old, rules });
    return scorePlan({ plan, strikeUsdPerMwh: old, rules });
  };
  const strikeUsdPerMwh = strikeOf(13.5, 0);
  const block = siteDispatch({
    classes: [{ loadMw: 1, strikeUsdPerMwh, plan: thresholdPlan({ prices: realTime, strikeUsdPerMwh }) }],
    block: { blockMw: 1, blockUsdPerMwh: 40 },
  });
  const of = (what: string, ours: number, expected: number): Compared => ({
    ...{ what, ours, expected },
    within: { absolute: asWritten(expected) },
  });
  return [
    of('13.5 J/TH, breakeven at the meter', strikeUsdPerMwh, 132.14671),
    of('29.5 J/TH, breakeven at the meter', strikeOf(29.5, 0), 60.473918),
    of('13.5 J/TH, hourly, share on', hourly.efficient.onShare, 0.990523),
    of('13.5 J/TH, hourly, margin', hourly.efficient.marginUsdPerMw, 706_897.14),
    of('13.5 J/TH, always on', hourly.efficient.alwaysOnUsdPerMw, 693_789.6),
    of('29.5 J/TH, hourly, share on', hourly.old.onShare, 0.930314),
    of('29.5 J/TH, hourly, margin', hourly.old.marginUsdPerMw, 206_092.58),
    of('29.5 J/TH, always on', hourly.old.alwaysOnUsdPerMw, 179_537.32),
    of('13.5 J/TH, 15 minutes, share on', quarterly.efficient.onShare, 0.990314),
    of('13.5 J/TH, 15 minutes, margin', quarterly.efficient.marginUsdPerMw, 708_376.73),
    of('29.5 J/TH, 15 minutes, share on', quarterly.old.onShare, 0.930418),
    of('29.5 J/TH, 15 minutes, margin', quarterly.old.marginUsdPerMw, 207_525.04),
    of('13.5 J/TH, day ahead decides and is paid', on(dayAhead, efficient).marginUsdPerMw, 696_389.98),
    of('29.5 J/TH, day ahead decides and is paid', on(dayAhead, old).marginUsdPerMw, 195_074.08),
    of('29.5 J/TH, 2 h off, $40/MW a restart', restarted(40).marginUsdPerMw, 201_508.84),
    of('29.5 J/TH, 2 h off', restarted(0).marginUsdPerMw, 205_813.94),
    of('block of 1 MW at $40, hours on', block.usedMwh, 7_115),
    of('block of 1 MW at $40, credits', block.creditUsd, 20_519.64),
    of('block of 1 MW at $40, profit', block.profitUsd, 673_743.48),
    of('block of 1 MW at $40, net power, c/kWh used', block.netPowerUsdPerMwh! / 10, 3.7453),
  ];
}

const DIGITS = 7;

/** Half of the last digit that is written, at most of seven. */
function asWritten(expected: number): number {
  const [, decimals = ''] = String(expected).split('.');
  const lastDigit = 10 ** (Math.ceil(Math.log10(Math.abs(expected))) - DIGITS);
  return Math.max(10 ** -decimals.length, lastDigit) / 2 + 1e-9;
}

/** Hours with the day-ahead price, the mean of the four real-time prices, and these in quarters. */
function hubSouth(text: string): { dayAhead: Slot[]; realTime: Slot[]; quarters: Slot[] } {
  const [, ...lines] = text.trim().split('\n');
  const hours = lines.map((line) => {
    const [hour = '', dayAhead, ...quarters] = line.split(',');
    return { start: Date.parse(`${hour}:00Z`), dayAhead: Number(dayAhead), quarters: quarters.map(Number) };
  });
  const hour = (start: number, value: number): Slot => ({ start, end: start + HOUR_MS, value });
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    dayAhead: hours.map(({ start, dayAhead }) => hour(start, dayAhead)),
    realTime: hours.map(({ start, quarters }) => hour(start, mean(quarters))),
    quarters: hours.flatMap(({ start, quarters }) =>
      quarters.map((value, index) => {
        const at = start + (index * HOUR_MS) / 4;
        return { start: at, end: at + HOUR_MS / 4, value };
      }),
    ),
  };
}
