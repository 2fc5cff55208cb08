import { z } from 'zod';
import type { KeyValue } from '../storage/keyValue.ts';
import type { Chain, Fees, Grade, ObservedHashrate } from './contract.ts';

/** A value as it was last accepted. */
export interface Good<T> {
  value: T;
  source: string;
  /** When a source last confirmed it, in Unix milliseconds. */
  observedAt: number;
  /** False for a price that one source alone gives, and for what nothing bears out against what was known. */
  confirmed: boolean;
  grade?: Grade;
  /** Where one source alone said it: what had been accepted up to an hour before, which it has to continue too. */
  anchor?: Anchor<T>;
}

/** A value accepted before; small steps that each continue the last may not lead far from it within its hour. */
export type Anchor<T> = Pick<Good<T>, 'value' | 'observedAt'>;

/** The last good value of each quantity, as far as there is one. */
export interface LastGood {
  price?: Good<number>;
  chain?: Good<Chain>;
  fees?: Good<Fees>;
  hashrate?: Good<ObservedHashrate>;
}

/** How far a time may lie ahead of our clock and still be believed. */
export const CLOCK_TOLERANCE_MS = 5 * 60_000;

const good = <T>(value: z.ZodType<T>) =>
  z.object({
    value,
    source: z.string(),
    observedAt: z.number().positive(),
    confirmed: z.boolean(),
    grade: z.enum(['proved', 'agreed', 'single']).optional(),
    anchor: z.object({ value, observedAt: z.number().positive() }).optional(),
  });

const schemas = {
  price: good(z.number().positive()),
  chain: good(
    z.object({
      height: z.number().int().positive(),
      tipTime: z.number().positive(),
      difficulty: z.number().positive(),
      periodStartHeight: z.number().int().nonnegative(),
      periodStartTime: z.number().positive(),
      previousRetargetPercent: z.number(),
      block504Time: z.number().positive().optional(),
    }),
  ),
  fees: good(z.object({ btcPerBlock: z.number().nonnegative() })),
  hashrate: good(z.object({ ehPerS: z.number().positive(), window: z.string() })),
};

/** Each quantity under a key of its own: a process that knows a newer price may know an older chain. */
const keyOf = (quantity: keyof LastGood) => `last good ${quantity}`;

/** What was kept of a quantity, by whichever process; what claims to be from the future is left out. Rejects when the store cannot be read. */
export async function loadLastGood<Q extends keyof LastGood>(asked: {
  store: KeyValue;
  quantity: Q;
  now: number;
}): Promise<LastGood[Q]> {
  const { store, quantity, now } = asked;
  const kept = await store.get(
    keyOf(quantity),
    schemas[quantity] as unknown as z.ZodType<NonNullable<LastGood[Q]>>,
  );
  return kept && kept.observedAt <= now + CLOCK_TOLERANCE_MS ? kept : undefined;
}

export const saveLastGood = (asked: {
  store: KeyValue;
  quantity: keyof LastGood;
  good: Good<unknown>;
}): Promise<void> => asked.store.set(keyOf(asked.quantity), asked.good);
