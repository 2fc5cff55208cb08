import type { Rule } from './rule.ts';
import type { State } from './state.ts';

/** A rule as it is kept, with where it stands. */
export interface StoredRule {
  /** Unique in the database. */
  id: number;
  tenant: string;
  /** What people call it, unique within the tenant and never used again. */
  number: number;
  rule: Rule;
  state: State;
  /** The counter of a chain event that was told last. */
  lastSeen?: number;
  /** The key of the series on whose data clock the times in `state` are read. */
  series?: string;
  /** Grows with every message. */
  messageNumber: number;
  /** Grows with every change of the rule. */
  version: number;
}

/** What a change makes of a rule. */
export interface RuleChange {
  rule: Rule;
  state: State;
}
