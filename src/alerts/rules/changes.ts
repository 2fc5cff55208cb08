import type { Address } from '../../chat/people.ts';
import { INITIAL, reminder } from './state.ts';
import type { RuleChange, StoredRule } from './storedRule.ts';
import type { Asked } from './words.ts';

/** Changes of a rule that touch where it stands, for `RuleBook.change`. */

/** Says or watches something else; a reminder that changes counts from now, and what was for once is not over. */
export function edited({ rule, state }: StoredRule, asked: Partial<Asked>, now: number): RuleChange {
  const next = { ...rule, ...asked };
  if (state.is === 'firing' && next.remindMs !== rule.remindMs) {
    const { remindAt: _, ...firing } = state;
    return { rule: next, state: { ...firing, ...reminder({ rule: next, now }) } };
  }
  const over = state.is === 'inactive' && state.done && !next.once;
  return { rule: next, state: over ? INITIAL : state };
}

/** Says nothing until `end`; what still fires then is said. */
export function muted({ rule, state }: StoredRule, end: number | 'recovered'): RuleChange {
  const next = { ...rule, mutedUntil: end };
  if (state.is !== 'firing') return { rule: next, state };
  const { remindAt: _, ...firing } = state;
  return { rule: next, state: end === 'recovered' ? firing : { ...firing, remindAt: end } };
}

export function unmuted({ rule, state }: StoredRule): RuleChange {
  const { mutedUntil: _, ...rest } = rule;
  return { rule: rest, state };
}

/** No reminders until it has recovered. */
export function acknowledged({ rule, state }: StoredRule): RuleChange {
  if (state.is !== 'firing') return { rule, state };
  const { remindAt: _, ...firing } = state;
  return { rule, state: firing };
}

/** Posts again, in another conversation; what holds is said there. */
export function resumed({ rule }: StoredRule, address: Address): RuleChange {
  const { paused: _, ...rest } = rule;
  return { rule: { ...rest, address }, state: INITIAL };
}
