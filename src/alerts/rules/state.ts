import { z } from 'zod';
import type { Rule, Side } from './rule.ts';

/** A value beside its limit, at one moment. */
export interface Comparison {
  value: number;
  limit: number;
  side: Side;
  /** How far beyond the limit the value has to come back before the rule has recovered. */
  band: number;
}

/** A comparison with the time on the data clock, which stands still while there is no data: `for` is measured on it. */
export interface TimedComparison extends Comparison {
  /** Milliseconds. */
  dataMs: number;
}

const since = z.object({ at: z.number(), dataMs: z.number() });

/** Where a rule stands. Times `at` are Unix milliseconds. */
export const stateSchema = z.discriminatedUnion('is', [
  z.object({
    is: z.literal('inactive'),
    /** Until then it does not fire again. */
    coolUntil: z.number().optional(),
    /** A rule for one time that has had it. */
    done: z.literal(true).optional(),
  }),
  z.object({ is: z.literal('pending'), since, coolUntil: z.number().optional() }),
  z.object({
    is: z.literal('firing'),
    since,
    remindAt: z.number().optional(),
    /** Since when the value has been back beyond the band. */
    recovering: since.optional(),
  }),
]);
export type State = z.infer<typeof stateSchema>;

export const INITIAL: State = { is: 'inactive' };

/** What is worth saying. `since`: when the condition began to hold, in Unix milliseconds. */
export interface AlertEvent {
  kind: 'fired' | 'reminded' | 'resolved';
  since: number;
}

type Policy = Pick<Rule, 'forMs' | 'cooldownMs' | 'remindMs' | 'once' | 'mutedUntil'>;

interface StepInput {
  rule: Policy;
  state: State;
  /** Undefined: there is no data, which moves nothing. */
  comparison: TimedComparison | undefined;
  now: number;
}

/** The next state of a rule, and what there is to say about it. */
export function step(asked: StepInput): { state: State; event?: AlertEvent } {
  const { state, comparison } = asked;
  if (comparison === undefined) return { state };
  return state.is === 'firing'
    ? whileFiring({ ...asked, state, comparison })
    : untilFiring({ ...asked, state, comparison });
}

type Seen<S extends State['is']> = StepInput & {
  state: Extract<State, { is: S }>;
  comparison: TimedComparison;
};

function untilFiring({
  rule,
  state,
  comparison,
  now,
}: Seen<'inactive' | 'pending'>): ReturnType<typeof step> {
  if (state.is === 'inactive' && state.done) return { state };
  const coolUntil = cooling({ rule, state, now });
  const rest = coolUntil === undefined ? {} : { coolUntil };
  if (!holds(comparison)) return { state: { is: 'inactive', ...rest } };
  const here = { at: now, dataMs: comparison.dataMs };
  const since = state.is === 'pending' ? notAhead(state.since, here) : here;
  if (coolUntil !== undefined || comparison.dataMs - since.dataMs < rule.forMs)
    return { state: { is: 'pending', since, ...rest } };
  return {
    state: { is: 'firing', since, ...reminder({ rule, now }) },
    event: { kind: 'fired', since: since.at },
  };
}

function whileFiring({ rule, state, comparison, now }: Seen<'firing'>): ReturnType<typeof step> {
  const { recovering, ...firing } = state;
  if (!hasRecovered(comparison)) return repeated({ rule, state: firing, now });
  const here = { at: now, dataMs: comparison.dataMs };
  const back = recovering ? notAhead(recovering, here) : here;
  if (comparison.dataMs - back.dataMs < rule.forMs) return { state: { ...firing, recovering: back } };
  const coolUntil = rule.cooldownMs > 0 ? { coolUntil: now + rule.cooldownMs } : {};
  return {
    state: { is: 'inactive', ...(rule.once ? { done: true } : coolUntil) },
    event: { kind: 'resolved', since: state.since.at },
  };
}

function repeated({
  rule,
  state,
  now,
}: {
  rule: Policy;
  state: Extract<State, { is: 'firing' }>;
  now: number;
}) {
  const { remindAt, ...firing } = state;
  if (remindAt === undefined || now < remindAt) return { state };
  return {
    state: { ...firing, ...reminder({ rule, now }) },
    event: { kind: 'reminded' as const, since: state.since.at },
  };
}

/** The next time to say it again; what began while muted is said when the mute ends. */
export function reminder({ rule: { remindMs, mutedUntil }, now }: { rule: Policy; now: number }): {
  remindAt?: number;
} {
  if (typeof mutedUntil === 'number' && mutedUntil > now) return { remindAt: mutedUntil };
  return remindMs === undefined ? {} : { remindAt: now + remindMs };
}

/** A cooldown that would last longer than it may was begun before the clock was set back. */
function cooling({
  rule,
  state,
  now,
}: {
  rule: Policy;
  state: Exclude<State, { is: 'firing' }>;
  now: number;
}) {
  const { coolUntil } = state;
  return coolUntil !== undefined && coolUntil > now && coolUntil <= now + rule.cooldownMs
    ? coolUntil
    : undefined;
}

/** A time from a data clock that has been replaced begins anew. */
function notAhead(time: z.infer<typeof since>, here: z.infer<typeof since>) {
  return time.dataMs <= here.dataMs ? time : here;
}

/** Whether the condition is met. */
export function holds({ value, limit, side }: Omit<Comparison, 'band'>): boolean {
  return side === 'below' ? value < limit : value > limit;
}

/** The value at which a rule has recovered. */
export function recoveryLimit({ limit, side, band }: Omit<Comparison, 'value'>): number {
  return side === 'below' ? limit + band : limit - band;
}

/** Whether the value has come back beyond the band. */
export function hasRecovered(comparison: Comparison): boolean {
  const { value, side } = comparison;
  const end = recoveryLimit(comparison);
  return side === 'below' ? value >= end : value <= end;
}

/** When the rule has to be looked at again though nothing crosses: on the data clock, and on the wall's. */
export function due({ rule, state }: Pick<StepInput, 'rule' | 'state'>): { dataMs?: number; at?: number } {
  switch (state.is) {
    case 'inactive':
      return {};
    case 'pending':
      return {
        dataMs: state.since.dataMs + rule.forMs,
        ...(state.coolUntil === undefined ? {} : { at: state.coolUntil }),
      };
    case 'firing':
      return {
        ...(state.recovering ? { dataMs: state.recovering.dataMs + rule.forMs } : {}),
        ...(state.remindAt === undefined ? {} : { at: state.remindAt }),
      };
  }
}
