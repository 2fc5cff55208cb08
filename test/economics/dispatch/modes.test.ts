import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { modeSteps } from '../../../src/economics/index.ts';

const rated = { name: 'full', hashrateThPerS: 270, powerW: 3_645 };

describe('modeSteps()', () => {
  it('is the strike price of the machine where it has one mode', () => {
    expect(modeSteps({ rated, modes: [], strikeUsdPerMwh: 90 })).toEqual([
      { name: 'full', strikeUsdPerMwh: 90, powerW: 3_645 },
    ]);
  });

  it('prices a further W by what it hashes more, and leaves out a mode that is never best', () => {
    const low = { name: 'low', hashrateThPerS: 200, powerW: 2_500 };
    const poor = { name: 'poor', hashrateThPerS: 120, powerW: 2_400 };
    const [first, second] = modeSteps({
      rated,
      modes: [poor, low],
      strikeUsdPerMwh: 90,
      addersUsdPerMwh: 10,
    });
    expect(first).toMatchObject({ name: 'low', powerW: 2_500 });
    expect(first!.strikeUsdPerMwh).toBeCloseTo((100 * (200 / 2_500)) / (270 / 3_645) - 10, 9);
    expect(second).toMatchObject({ name: 'full', powerW: 1_145 });
    expect(second!.strikeUsdPerMwh).toBeCloseTo((100 * (70 / 1_145)) / (270 / 3_645) - 10, 9);
  });

  it('earns, step by step, what the best mode of each price earns', () => {
    const mode = fc.record({
      name: fc.constant('some'),
      hashrateThPerS: fc.integer({ min: 1, max: 400 }),
      powerW: fc.integer({ min: 10, max: 6_000 }),
    });
    const given = fc.record({
      modes: fc.array(mode, { maxLength: 4 }),
      price: fc.integer({ min: -200, max: 400 }),
      strikeUsdPerMwh: fc.integer({ min: -20, max: 200 }).map((strike) => strike + 0.5),
    });
    fc.assert(
      fc.property(given, ({ modes, price, strikeUsdPerMwh }) => {
        const adders = 30;
        const usdPerTh = ((strikeUsdPerMwh + adders) * rated.powerW) / rated.hashrateThPerS;
        const earns = ({ hashrateThPerS, powerW }: typeof rated) =>
          hashrateThPerS * usdPerTh - powerW * (price + adders);
        const steps = modeSteps({ rated, modes, strikeUsdPerMwh, addersUsdPerMwh: adders });
        const taken = steps.filter((step) => price < step.strikeUsdPerMwh);
        const earned = taken.reduce(
          (sum, { strikeUsdPerMwh, powerW }) => sum + (strikeUsdPerMwh - price) * powerW,
          0,
        );
        // More than the highest step draws is worth it only where power is paid for to be taken beyond what hashing earns.
        const most = steps.reduce((sum, { powerW }) => sum + powerW, 0);
        const within = [rated, ...modes].filter(({ powerW }) => powerW <= most);
        expect(earned).toBeCloseTo(Math.max(0, ...within.map(earns)), 4);
      }),
      { numRuns: 300 },
    );
  });
});
