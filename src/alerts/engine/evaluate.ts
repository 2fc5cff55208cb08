import type { Said } from '../cards/message.ts';
import type { Marks } from '../reading/chainEvents.ts';
import type { Depth } from '../reading/extremes.ts';
import { type Circumstances, type LevelCondition, measure, type Reading } from '../reading/measure.ts';
import { type State, step } from '../rules/state.ts';
import type { StoredRule } from './rows.ts';

/** What a rule is looked at with. */
export interface Look {
  now: number;
  circumstances: Circumstances;
  marks: Marks;
  /** The data clock of a series; undefined while it has no data. */
  dataMs(series: string): number | undefined;
  depth: Depth;
}

/** What a look at a rule has found. */
export interface Found {
  state: State;
  mark?: number;
  clock?: string;
  /** There is a site and a rule but no data: it has to be looked at again. */
  waiting: boolean;
  said?: Said;
}

/** A look at one rule whose series is `clock`; undefined when what it is about is gone. */
export function evaluate(stored: StoredRule, clock: string | undefined, look: Look): Found | undefined {
  if (stored.rule.paused !== undefined || clock === undefined) return undefined;
  const { condition } = stored.rule;
  if (condition.kind === 'happening') return happened(stored, look.marks[condition.what], look);
  const reading = measure({ condition, tenant: stored.tenant, now: look.circumstances });
  const dataMs = look.dataMs(clock);
  const observation = reading && dataMs !== undefined ? { ...reading, dataMs } : undefined;
  const state = clock === stored.clock ? stored.state : withoutMarks(stored.state);
  const next = step({ rule: stored.rule, state, observation, now: look.now });
  const said = next.event &&
    reading && { ...next.event, reading, ...depthOf({ stored, reading, condition, next, look }) };
  return {
    state: next.state,
    clock,
    waiting: observation === undefined,
    ...(said && { said: { number: stored.number, rule: stored.rule, ...said } }),
  };
}

function depthOf(asked: {
  stored: StoredRule;
  reading: Reading;
  condition: LevelCondition;
  next: ReturnType<typeof step>;
  look: Look;
}): { deepest?: number } {
  const { reading, condition, next, look } = asked;
  if (next.event?.kind !== 'resolved') return {};
  const deepest = look.depth({ condition, reading, since: next.event.since });
  return deepest === undefined ? {} : { deepest };
}

/** A counter that has grown is something to say; the first one seen is where it begins. */
function happened(
  { rule, number, state, mark }: StoredRule,
  counter: number | undefined,
  { now }: Look,
): Found {
  const rest = { state, ...(mark === undefined ? {} : { mark }) };
  if (counter === undefined) return { ...rest, waiting: true };
  if (mark === undefined) return { state, mark: counter, waiting: false };
  if (counter <= mark) return { ...rest, waiting: false };
  return { state, mark: counter, waiting: false, said: { kind: 'happened', since: now, number, rule } };
}

/** Marks on another clock mean nothing: what was pending or recovering begins anew. */
function withoutMarks(state: State): State {
  if (state.is === 'pending') {
    const { since: _, ...rest } = state;
    return { ...rest, is: 'inactive' };
  }
  if (state.is !== 'firing') return state;
  const { recovering: _, ...firing } = state;
  return firing;
}
