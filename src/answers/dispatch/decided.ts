import {
  compareInformation,
  type DispatchPlan,
  type InformationLevel,
  type PlanScore,
  type RestartRules,
  schedule,
  scorePlan,
} from '../../economics/index.ts';
import type { PowerPrice } from '../../power/index.ts';
import type { SiteCase } from '../site/question.ts';
import type { Contracts } from './contracts.ts';
import { cameIn, type MeterDay, onMarket, slotsOf } from './meterDay.ts';
import { type TypedMode, unitsOf } from './units.ts';

const HOUR_MS = 3_600_000;

/** What a day's plan is made of. */
export interface DispatchDay extends MeterDay {
  of: SiteCase;
  rules: RestartRules;
  /** Of machines that can run in others than the one they are rated in. */
  modes?: readonly TypedMode[];
  contracts?: Contracts;
  /** As power was reported for when it is used, one after the other; what is said of the time after `now` has not come. */
  reports?: { live: readonly PowerPrice[]; now: number };
}

/** What is decided for one class of machines, or for one step of its modes. */
export interface DecidedClass {
  label: string;
  strikeUsdPerMwh: number;
  /** At the meter, as it draws with the uptime of the site. */
  meanLoadMw: number;
  plan: DispatchPlan;
  /** On the prices that it was decided on. */
  score: PlanScore;
  /** On the prices that came, by what is known when a plan is made; undefined where none were reported, or none move what is paid. */
  came?: Record<InformationLevel, PlanScore>;
}

/** Each class against the prices of the day. RangeError without prices. */
export function decide(asked: DispatchDay): DecidedClass[] {
  const { of, reports, tariff, rules, modes = [] } = asked;
  const prices = slotsOf(asked);
  const realTime = reports && onMarket(asked) ? cameIn({ slots: prices, tariff, ...reports }) : [];
  return unitsOf({ of, modes }).map(({ label, powerDrawMw, strikeUsdPerMwh }) => {
    const terms = { strikeUsdPerMwh, rules };
    const plan = schedule({ ...terms, prices });
    return {
      label,
      strikeUsdPerMwh,
      meanLoadMw: powerDrawMw * of.question.site.uptime,
      plan,
      score: scorePlan({ ...terms, plan }),
      ...(realTime.length > 0 && { came: compareInformation({ ...terms, dayAhead: prices, realTime }) }),
    };
  });
}

/** Stretches of time in which a class is off, one after the other. */
export function offRuns({ prices, on }: DispatchPlan): { start: number; end: number }[] {
  const runs: { start: number; end: number }[] = [];
  prices.forEach(({ start, end }, slot) => {
    if (on[slot] === 1) return;
    const last = runs.at(-1);
    if (last?.end === start) last.end = end;
    else runs.push({ start, end });
  });
  return runs;
}

export const hoursOf = (runs: readonly { start: number; end: number }[]): number =>
  runs.reduce((sum, { start, end }) => sum + (end - start), 0) / HOUR_MS;

/** Whether prices are known from the day's first moment to its last. */
export const isWhole = (day: MeterDay): boolean =>
  Math.abs(hoursOf(slotsOf(day)) - (day.to - day.from) / HOUR_MS) < 1e-9;
