import type { Measurement } from '../reading/measure.ts';
import type { Rule } from '../rules/rule.ts';

/** One thing that a message says about one rule. */
export interface Notification {
  number: number;
  rule: Rule;
  kind: 'fired' | 'reminded' | 'resolved' | 'happened';
  /** When it began, in Unix milliseconds. */
  since: number;
  /** Undefined for what happens and is over. */
  measurement?: Measurement;
  /** The value furthest beyond the limit while it fired. */
  extreme?: number;
}
