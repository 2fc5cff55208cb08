import type { Address } from '../../chat/people.ts';
import { type QuietBook, quietBook } from './quietBook.ts';
import { type RuleBook, type RuleBookParts, ruleBook } from './ruleBook.ts';
import { type ValueBook, type ValueBookParts, valueBook } from './valueBook.ts';

/** A tenant's alerts by topic, for one person in one conversation. */
export interface AlertBook {
  /** The conversation that this is about. */
  address: Address;
  rules: RuleBook;
  values: ValueBook;
  quiet: QuietBook;
}

export type AlertBookParts = RuleBookParts & Omit<ValueBookParts, 'tenant'>;

export function alertBook(parts: AlertBookParts): AlertBook {
  const { address } = parts;
  return {
    address,
    rules: ruleBook(parts),
    values: valueBook({ ...parts, tenant: address.tenant }),
    quiet: quietBook(parts),
  };
}
