import { UserError } from '../../common/errors.ts';
import type { DailyRow } from '../../market/contract.ts';
import type { LevelCondition, Rule } from '../rules/rule.ts';
import { INITIAL, type State, step } from '../rules/state.ts';
import { type Circumstances, measure } from './measure.ts';
import { type MarketSample, sampleOfDay } from './sample.ts';

/** A stretch of days on which a rule would have been firing. */
export interface Episode {
  /** `2026-01-31`, the first day. */
  from: string;
  /** The day on which it recovered; undefined while it lasts. */
  to?: string;
  days: number;
  /** The value furthest beyond the limit. */
  extreme: number;
}

/** What a rule would have done over the days of `rows`. */
export interface Backtest {
  episodes: Episode[];
  /** Days that have a value, of those that the history holds. */
  days: number;
  /** The value of each, by the beginning of the day in Unix milliseconds. */
  points: [number, number][];
  /** The limit of every day; undefined where it moves with the market. */
  limit?: number | undefined;
  from?: string;
  to?: string;
}

const DAY_MS = 86_400_000;

/**
 * Replays daily history through the rule. A time that it has to hold counts in whole days.
 * @throws UserError for what a value a day cannot tell.
 */
export function backtest(asked: {
  rule: Pick<Rule, 'condition' | 'forMs' | 'cooldownMs'>;
  tenant: string;
  /** Oldest first. */
  rows: readonly DailyRow[];
  sites: Pick<Circumstances, 'site' | 'sites'>;
}): Backtest {
  const { rule, tenant, rows, sites } = asked;
  const condition = testable(rule);
  const byDay = new Map(rows.map((row) => [row.day, sampleOfDay(row)]));
  const policy = { ...rule, once: false };
  const found: Backtest = { episodes: [], days: 0, points: [] };
  let state: State = INITIAL;
  for (const { day } of rows) {
    const now = circumstancesOn(day, { byDay, sites });
    const measurement = measure({ condition, tenant, now });
    if (!measurement) continue;
    found.days++;
    found.from ??= day;
    found.to = day;
    const at = Date.parse(day);
    found.limit =
      found.points.length === 0 || found.limit === measurement.limit ? measurement.limit : undefined;
    found.points.push([at, measurement.value]);
    const next = step({
      rule: policy,
      state,
      comparison: { ...measurement, dataMs: found.days * DAY_MS },
      now: at,
    });
    state = next.state;
    note({
      found,
      day,
      kind: next.event?.kind,
      value: measurement.value,
      lower: measurement.side === 'below',
    });
  }
  return found;
}

function note(asked: {
  found: Backtest;
  day: string;
  kind: 'fired' | 'reminded' | 'resolved' | undefined;
  value: number;
  lower: boolean;
}): void {
  const { found, day, kind, value, lower } = asked;
  if (kind === 'fired') found.episodes.push({ from: day, days: 0, extreme: value });
  const open = found.episodes.at(-1);
  if (!open || open.to !== undefined) return;
  if (kind === 'resolved') open.to = day;
  else open.extreme = lower ? Math.min(open.extreme, value) : Math.max(open.extreme, value);
  open.days = (Date.parse(day) - Date.parse(open.from)) / DAY_MS + (kind === 'resolved' ? 0 : 1);
}

function testable({ condition }: Pick<Rule, 'condition'>): LevelCondition {
  const shortWindow = condition.kind === 'change' && condition.windowMs % DAY_MS !== 0;
  if (shortWindow)
    throw new UserError(
      'History holds one value a day: a change can be tested over whole days, such as in 24h or in 7 days.',
    );
  if (condition.kind === 'chainEvent' || condition.kind === 'sources')
    throw new UserError(
      'History holds the market, not events: test a limit or a change, such as hashprice < 40.',
    );
  if (condition.kind === 'stop')
    throw new UserError(
      'The history of the market does not hold prices of power: see how plans did with dispatch scores.',
    );
  if (condition.kind === 'market' && condition.metric === 'nextRetarget')
    throw new UserError(
      'History does not hold the estimates of retargets: test a limit of another metric, such as difficulty > 150T.',
    );
  return condition;
}

function circumstancesOn(
  day: string,
  { byDay, sites }: { byDay: Map<string, MarketSample>; sites: Pick<Circumstances, 'site' | 'sites'> },
): Circumstances {
  return {
    ...sites,
    sample: byDay.get(day)!,
    past: (ageMs) => byDay.get(new Date(Date.parse(day) - ageMs).toISOString().slice(0, 10)),
    troubledSources: [],
  };
}
