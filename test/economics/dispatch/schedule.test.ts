import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type RestartRules, schedule, scorePlan } from '../../../src/economics/index.ts';
import { slots } from './prices.ts';

type Given = { values: number[]; strikeUsdPerMwh: number; hours: number; rules: Required<RestartRules> };

/** What a course of ons and offs earns, told hour by hour; undefined where it breaks the rules. */
function slowMargin(on: boolean[], { values, strikeUsdPerMwh, hours, rules }: Given): number | undefined {
  let usd = 0;
  let off = 0;
  let up = Infinity;
  for (const [slot, runs] of on.entries()) {
    if (!runs) {
      off += hours;
      continue;
    }
    if (off > 0) {
      if (off < rules.minimumOffHours) return undefined;
      usd -= rules.restartUsdPerMw;
      up = 0;
    }
    off = 0;
    usd += (strikeUsdPerMwh - values[slot]!) * meanLoad(up, rules.rampHours, hours) * hours;
    up += hours;
  }
  return off > 0 && rules.paidAtEnd ? usd - rules.restartUsdPerMw : usd;
}

/** The mean of an evenly rising load over a slot that begins `up` hours after the start, by steps that a ramp ends between. */
function meanLoad(up: number, rampHours: number, hours: number): number {
  const steps = 4;
  const at = (step: number) => up + (hours * (step + 0.5)) / steps;
  const load = (time: number) => (rampHours === 0 ? 1 : Math.min(1, time / rampHours));
  return up >= rampHours
    ? 1
    : Array.from({ length: steps }, (_, step) => load(at(step))).reduce((a, b) => a + b) / steps;
}

test('schedule() earns what the best of all courses earns, ramps and minimum off time included', () => {
  const given: fc.Arbitrary<Given> = fc.record({
    values: fc.array(fc.integer({ min: -50, max: 150 }), { minLength: 1, maxLength: 9 }),
    strikeUsdPerMwh: fc.integer({ min: 20, max: 80 }),
    hours: fc.constantFrom(0.25, 1),
    rules: fc.record({
      minimumOffHours: fc.constantFrom(0, 0.6, 1, 2, 3),
      restartUsdPerMw: fc.constantFrom(0, 10, 60),
      rampHours: fc.constantFrom(0, 0, 0.5, 1.5),
      paidAtEnd: fc.boolean(),
    }),
  });
  const run = (one: Given) => {
    const { values, hours, strikeUsdPerMwh, rules } = one;
    const plan = schedule({ prices: slots({ values, hours }), strikeUsdPerMwh, rules });
    const on = [...plan.on].map(Boolean);
    const courses = Array.from({ length: 2 ** values.length }, (_, bits) =>
      values.map((_, slot) => ((bits >> slot) & 1) === 1),
    );
    const best = Math.max(...courses.map((course) => slowMargin(course, one) ?? -Infinity));
    expect(slowMargin(on, one)).toBeCloseTo(best, 6);
    expect(scorePlan({ plan, strikeUsdPerMwh, rules }).marginUsdPerMw).toBeCloseTo(best, 6);
  };
  fc.assert(fc.property(given, run), { numRuns: 120 });
});
