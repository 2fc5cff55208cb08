import type { Reading } from './contract.ts';
import { CLOCK_TOLERANCE_MS, type Good } from './lastGood.ts';
import { reference } from './reference.ts';

/** A value that no source has confirmed for this long is stale. */
const STALE_AFTER_MS = 15 * 60_000;

/** Whether a time is past by less than `ms`. A time ahead of a clock that was set back tells nothing: it is not. */
export function isWithin({ time, ms, now }: { time: number; ms: number; now: number }): boolean {
  return time <= now + CLOCK_TOLERANCE_MS && now - time < ms;
}

export const isStale = (good: Good<unknown>, now: number): boolean =>
  !isWithin({ time: good.observedAt, ms: STALE_AFTER_MS, now });

/** A last good value as people may read it now. */
export function toReading<T>(good: Good<T>, now: number): Reading<T> {
  const { value, source, observedAt, confirmed, grade } = good;
  const state = isStale(good, now) ? 'stale' : confirmed ? 'confirmed' : 'unconfirmed';
  return { value, source, observedAt, state, ...(grade && { grade }) };
}

/** A built-in value, for want of a better one. */
export const referenceReading = <T>(value: T): Reading<T> => ({
  value,
  source: reference.source,
  observedAt: reference.observedAt,
  state: 'reference',
});
