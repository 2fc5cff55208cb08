import type { Notification } from '../cards/notification.ts';
import type { ChainCounters } from '../reading/chainEvents.ts';
import { type Circumstances, type Measurement, measure } from '../reading/measure.ts';
import { type AlertEvent, type State, step } from '../rules/state.ts';
import type { StoredRule } from '../rules/storedRule.ts';

/** What rules are evaluated with. */
export interface EvaluationContext {
  now: number;
  circumstances: Circumstances;
  counters: ChainCounters;
  /** The data clock of a series; undefined while it has no data. */
  dataMs(series: string): number | undefined;
}

/** What the evaluation of a rule has found. */
export interface Evaluation {
  state: State;
  lastSeen?: number;
  series?: string;
  /** There is a site and a rule but no data: it has to be evaluated again. */
  waiting: boolean;
  notification?: Notification;
}

/** Evaluates one rule that watches `series`; undefined when what it is about is gone. */
export function evaluate(
  stored: StoredRule,
  series: string | undefined,
  context: EvaluationContext,
): Evaluation | undefined {
  if (stored.rule.paused !== undefined || series === undefined) return undefined;
  const { condition } = stored.rule;
  if (condition.kind === 'chainEvent')
    return evaluateChainEvent(stored, context.counters[condition.what], context);
  const measurement = measure({ condition, tenant: stored.tenant, now: context.circumstances });
  const dataMs = context.dataMs(series);
  const comparison = measurement && dataMs !== undefined ? { ...measurement, dataMs } : undefined;
  const state = series === stored.series ? stored.state : withoutDataTimes(stored.state);
  const next = step({ rule: stored.rule, state, comparison, now: context.now });
  const told = next.event && measurement && tell({ stored, measurement, event: next.event });
  return {
    state: next.state,
    series,
    waiting: comparison === undefined,
    ...(told && { notification: told }),
  };
}

function tell(asked: { stored: StoredRule; measurement: Measurement; event: AlertEvent }): Notification {
  const { stored, measurement, event } = asked;
  const { kind, since } = event;
  const { number, rule } = stored;
  return { number, rule, kind, since, measurement };
}

/** A counter that has grown is something to say; the first one seen is where it begins. */
function evaluateChainEvent(
  { rule, number, state, lastSeen }: StoredRule,
  counter: number | undefined,
  { now }: EvaluationContext,
): Evaluation {
  const rest = { state, ...(lastSeen === undefined ? {} : { lastSeen }) };
  if (counter === undefined) return { ...rest, waiting: true };
  if (lastSeen === undefined) return { state, lastSeen: counter, waiting: false };
  if (counter <= lastSeen) return { ...rest, waiting: false };
  const notification = { kind: 'happened' as const, since: now, number, rule };
  return { state, lastSeen: counter, waiting: false, notification };
}

/** Times on another data clock mean nothing: what was pending or recovering begins anew. */
function withoutDataTimes(state: State): State {
  if (state.is === 'pending') {
    const { since: _, ...rest } = state;
    return { ...rest, is: 'inactive' };
  }
  if (state.is !== 'firing') return state;
  const { recovering: _, ...firing } = state;
  return firing;
}
