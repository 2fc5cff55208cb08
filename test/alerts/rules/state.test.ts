import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type State, step, type TimedComparison } from '../../../src/alerts/rules/state.ts';

const MINUTE_MS = 60_000;
const plain = { forMs: 0, cooldownMs: 0, once: false };
type Policy = Parameters<typeof step>[0]['rule'];

interface Watched {
  rule?: Partial<Policy>;
  side?: TimedComparison['side'];
  limit?: number;
  band?: number;
}

/** One reading a minute; undefined is a minute without data. */
function run(
  readings: readonly (number | undefined)[],
  { rule, side = 'below', limit = 45, band = 0.9 }: Watched,
) {
  const policy = { ...plain, ...rule };
  let state: State = { is: 'inactive' };
  let dataMs = 0;
  return readings.map((value, minute) => {
    if (value !== undefined) dataMs += MINUTE_MS;
    const comparison = value === undefined ? undefined : { value, limit, side, band, dataMs };
    const next = step({ rule: policy, state, comparison, now: minute * MINUTE_MS });
    state = next.state;
    return { is: state.is, event: next.event };
  });
}

function timeline(text: string, watched: Watched = {}): string {
  const readings = text.split(' ').map((word) => (word === '_' ? undefined : Number(word)));
  return run(readings, watched)
    .map(({ is, event }) => (event ? `${is}(${event.kind})` : is))
    .join(' ');
}

describe('step(), one reading a minute, below 45', () => {
  const minutes = (n: number) => ({ forMs: n * MINUTE_MS });
  it.each<[string, Watched, string, string]>([
    ['fires at once without a `for`', {}, '46 44', 'inactive firing(fired)'],
    ['does not fire at the limit', {}, '45 45 44.99', 'inactive inactive firing(fired)'],
    [
      'fires when it has held for 3 minutes; a minute without data does not count',
      { rule: minutes(3) },
      '44 44 _ 44 44 45.5 46.5',
      'pending pending pending pending firing(fired) firing firing',
    ],
    [
      'starts over when it did not hold',
      { rule: minutes(2) },
      '44 44 45 44 44 44',
      'pending pending inactive pending pending firing(fired)',
    ],
    ['stays firing inside the band', {}, '44 45 45.8 45.9', 'firing(fired) firing firing inactive(resolved)'],
    [
      'resolves when the recovery has held as long as `for`',
      { rule: minutes(2) },
      '44 44 44 46 46 _ 46',
      'pending pending firing(fired) firing firing firing inactive(resolved)',
    ],
    [
      'a relapse into the band starts the recovery over',
      { rule: minutes(2) },
      '44 44 44 46 46 45.5 46 46 46',
      'pending pending firing(fired) firing firing firing firing firing inactive(resolved)',
    ],
    [
      'does not fire again during a cooldown, and does when it ends while the condition holds',
      { rule: { cooldownMs: 3 * MINUTE_MS } },
      '44 46 44 44 44 44',
      'firing(fired) inactive(resolved) pending pending firing(fired) firing',
    ],
    [
      'fires a single time when it is for once',
      { rule: { once: true } },
      '44 46 44 44',
      'firing(fired) inactive(resolved) inactive inactive',
    ],
    [
      'says it again as often as it is asked to',
      { rule: { remindMs: 2 * MINUTE_MS } },
      '44 44 44 44 44',
      'firing(fired) firing firing(reminded) firing firing(reminded)',
    ],
    [
      'says it when a mute ends and it still holds',
      { rule: { mutedUntil: 2 * MINUTE_MS } },
      '44 44 44 44',
      'firing(fired) firing firing(reminded) firing',
    ],
    [
      'says nothing without data',
      {},
      '_ _ 44 _ _ 46',
      'inactive inactive firing(fired) firing firing inactive(resolved)',
    ],
  ])('%s', (_, watched, readings, states) => {
    expect(timeline(readings, watched)).toBe(states);
  });

  it('fires above a limit as it does below one', () => {
    const watched: Watched = { side: 'above', limit: 60, band: 1.2 };
    expect(timeline('60 61 59 58.8', watched)).toBe('inactive firing(fired) firing inactive(resolved)');
  });
});

describe('step() over random walks', () => {
  const reading = fc.option(fc.double({ min: 40, max: 50, noNaN: true }), { nil: undefined });
  const policy = fc.record({
    forMs: fc.integer({ min: 0, max: 5 }).map((n) => n * MINUTE_MS),
    cooldownMs: fc.integer({ min: 0, max: 5 }).map((n) => n * MINUTE_MS),
    once: fc.boolean(),
    remindMs: fc.option(
      fc.integer({ min: 1, max: 5 }).map((n) => n * MINUTE_MS),
      { nil: undefined },
    ),
  });
  const walks = fc.array(reading, { maxLength: 200 });

  it('fires and resolves in turn, and never says anything without data', async () => {
    await fc.assert(
      fc.property(walks, policy, (readings, { remindMs, ...rest }) => {
        const rule = { ...rest, ...(remindMs === undefined ? {} : { remindMs }) };
        const steps = run(readings, { rule });
        steps.forEach(({ event }, minute) => {
          if (readings[minute] === undefined) expect(event).toBeUndefined();
        });
        const turns = steps.flatMap(({ event }) => (event && event.kind !== 'reminded' ? [event.kind] : []));
        turns.forEach((kind, at) => {
          expect(kind).toBe(at % 2 === 0 ? 'fired' : 'resolved');
        });
        if (rule.once) expect(turns.length).toBeLessThanOrEqual(2);
      }),
      { numRuns: 500 },
    );
  });

  it('is the same with the minutes without data left out', async () => {
    await fc.assert(
      fc.property(walks, fc.integer({ min: 0, max: 5 }), (readings, n) => {
        const rule = { forMs: n * MINUTE_MS };
        const kinds = (all: readonly (number | undefined)[]) =>
          run(all, { rule }).flatMap(({ event }) => (event ? [event.kind] : []));
        expect(kinds(readings)).toEqual(kinds(readings.filter((value) => value !== undefined)));
      }),
      { numRuns: 300 },
    );
  });

  it('fires only when the condition held at every reading for as long as asked', async () => {
    await fc.assert(
      fc.property(walks, fc.integer({ min: 0, max: 5 }), (readings, n) => {
        const present = readings.filter((value) => value !== undefined);
        run(present, { rule: { forMs: n * MINUTE_MS } }).forEach(({ event }, at) => {
          if (event?.kind !== 'fired') return;
          expect(at).toBeGreaterThanOrEqual(n);
          for (const value of present.slice(at - n, at + 1)) expect(value).toBeLessThan(45);
        });
      }),
      { numRuns: 300 },
    );
  });
});
