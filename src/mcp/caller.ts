import type { Right } from '../access/rights.ts';
import type { Token } from '../access/tokens.ts';
import type { Address, Person } from '../chat/people.ts';

/** The program that calls: what it may do, and in which conversation it does it. */
export interface Caller {
  person: Pick<Person, 'id' | 'name'>;
  /** `change` may read as well. */
  scope: Right;
  address: Address;
  /** Seals the questions that it is to take to its person; at least 32 characters that no other caller has. */
  key: string;
}

/** Whoever has the token with that text. */
export function callerOf({ token, text }: { token: Token; text: string }): Caller {
  const { name, scope, address } = token;
  return { person: { id: `token:${name}`, name: `${name} (assistant)` }, scope, address, key: text };
}
