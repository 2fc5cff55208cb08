import { assumptions } from '../src/economics/index.ts';
import { type Knob, type Knobs, knob, PERCENT, unit } from './knobs.ts';

/** What only mine or lease needs, in one piece that is fetched when it is asked. */

export { default as delay } from '../commands/delay.ts';
export { default as offer } from '../commands/offer.ts';
export { default as pivot } from '../commands/pivot.ts';
export { default as sensitivity } from '../commands/sensitivity.ts';
export { default as split } from '../commands/split.ts';
export { checkLease } from '../src/sheet/lease.ts';
export { Assumptions } from './view/Assumptions.tsx';

const assumed =
  (name: keyof typeof assumptions): Knob['now'] =>
  ({ assumedOfSite, assumed }) =>
    assumedOfSite?.[name] ?? assumed?.[name] ?? assumptions[name].value;

/** The knobs of a lease. */
export const knobs: Knobs = {
  term: knob({
    units: [unit('years', (value) => `${value}y`)],
    slide: [3, 25, 1],
    now: assumed('leaseTermYears'),
  }),
  escalator: knob({ units: PERCENT, slide: [0, 6, 0.25], now: assumed('escalatorPercentPerYear') }),
  build: knob({
    units: [unit('months', (value) => `${value} months`)],
    slide: [3, 60, 1],
    now: assumed('buildMonths'),
  }),
  tax: knob({ units: PERCENT, slide: [0, 40, 1], now: assumed('taxPercent') }),
};
