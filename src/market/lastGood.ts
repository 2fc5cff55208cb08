import { z } from 'zod';
import type { KeyValue } from '../storage/keyValue.ts';
import type { Chain, Fees, ObservedHashrate } from './contract.ts';

/** A value as it was last accepted. */
export interface Good<T> {
  value: T;
  source: string;
  /** When a source last confirmed it, in Unix milliseconds. */
  observedAt: number;
  /** False for a price that one source alone gives or that sources disagree on. */
  confirmed: boolean;
}

/** The last good value of each quantity, as far as there is one. */
export interface LastGood {
  price?: Good<number>;
  chain?: Good<Chain>;
  fees?: Good<Fees>;
  hashrate?: Good<ObservedHashrate>;
}

/** How far a time may lie ahead of our clock and still be believed. */
export const CLOCK_TOLERANCE_MS = 5 * 60_000;

const KEY = 'last good readings';

const good = <T>(value: z.ZodType<T>) =>
  z
    .object({ value, source: z.string(), observedAt: z.number().positive(), confirmed: z.boolean() })
    .optional();

const schema = z.object({
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
});

/** Reads what was kept; what claims to be from the future is left out. Rejects when the store cannot be read. */
export async function loadLastGood({ store, now }: { store: KeyValue; now: number }): Promise<LastGood> {
  const kept = (await store.get(KEY, schema as z.ZodType<LastGood>)) ?? {};
  const trusted = Object.entries(kept).filter(([, one]) => one && one.observedAt <= now + CLOCK_TOLERANCE_MS);
  return Object.fromEntries(trusted);
}

export const saveLastGood = ({ store, lastGood }: { store: KeyValue; lastGood: LastGood }): Promise<void> =>
  store.set(KEY, lastGood);
