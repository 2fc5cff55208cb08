import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as economics from '../../src/economics/index.ts';
import { dispatchFunctions } from './dispatch/finiteCases.ts';
import { machine, market, rockdale } from './fixtures.ts';
import { pivotFunctions, pivotWithout } from './mineOrLease/finiteCases.ts';
import { tariffFunctions } from './tariff/finiteCases.ts';

const price = economics.hashprice(market);
const s21xp = machine('s21xp');
const now = Date.parse('2026-01-31T23:57:31Z');
const chain = {
  height: 934_541,
  now,
  periodStartTime: now - 7e8,
  previousRetargetPercent: -3.28,
  block504Time: now - 3e8,
};

/** Any double: ordinary sizes, every bit pattern, and those that break arithmetic. */
const anyNumber = fc.oneof(
  fc.double(),
  fc.double({ min: -1e6, max: 1e6, noNaN: true }),
  fc.integer({ min: 0, max: 2 ** 32 }),
  fc.constantFrom(Number.NaN, Infinity, -Infinity, -0, 0, 5e-324, Number.MAX_VALUE, 1e-300, -1, 0.5, 1, now),
);

/** Every public function, each number of its input replaced by any double, alone or all together. */
const functions: Record<string, { valid: object; run: (input: never) => unknown }> = {
  subsidySats: { valid: { height: 1 }, run: economics.subsidySats },
  subsidyBtc: { valid: { height: 1 }, run: economics.subsidyBtc },
  nextHalving: { valid: { height: 1 }, run: economics.nextHalving },
  targetFromBits: { valid: { bits: 0x1701e2a0 }, run: economics.targetFromBits },
  difficultyFromBits: { valid: { bits: 0x1701e2a0 }, run: economics.difficultyFromBits },
  targetFromDifficulty: { valid: { difficulty: 1e14 }, run: economics.targetFromDifficulty },
  retarget: {
    valid: { bits: 0x1701e2a0, firstBlockTimeSeconds: 1_764_206_208, lastBlockTimeSeconds: 1_765_424_841 },
    run: economics.retarget,
  },
  estimateNextRetarget: { valid: chain, run: economics.estimateNextRetarget },
  estimateBlockTime: {
    valid: { height: 934_541, now, blocksLeft: 883, currentSecondsPerBlock: 590 },
    run: economics.estimateBlockTime,
  },
  estimateHalving: {
    valid: { height: 934_541, now, currentSecondsPerBlock: 590, longRunSecondsPerBlock: 591 },
    run: economics.estimateHalving,
  },
  hashprice: { valid: market, run: economics.hashprice },
  revenueUsdPerMwh: { valid: { usdPerPhDay: 40, efficiencyJPerTh: 17 }, run: economics.revenueUsdPerMwh },
  attributeHashpriceChange: {
    valid: {
      before: { usdPerPhDay: 40, priceUsd: 8e4, difficulty: 1.4e14 },
      after: { usdPerPhDay: 38, priceUsd: 8.2e4, difficulty: 1.5e14 },
    },
    run: economics.attributeHashpriceChange,
  },
  networkHashrateFromDifficulty: {
    valid: { difficulty: 1e14 },
    run: economics.networkHashrateFromDifficulty,
  },
  networkHashrateFromWork: {
    valid: { difficulties: [1e14, 1e14], windowSeconds: 1200 },
    run: economics.networkHashrateFromWork,
  },
  convertHashrate: { valid: { value: 1, from: 'ZH/s', to: 'H/s' }, run: economics.convertHashrate },
  convertPowerPrice: {
    valid: { value: 1, from: 'USD/kWh', to: 'USD/MWh' },
    run: economics.convertPowerPrice,
  },
  convertHashprice: {
    valid: { value: 1, from: 'USD/TH/day', to: 'USD/EH/day' },
    run: economics.convertHashprice,
  },
  customMachine: { valid: { hashrateThPerS: 234, powerW: 3510 }, run: economics.customMachine },
  machinesForMegawatts: {
    valid: { meterMw: 10, pue: 1.05, machine: s21xp, efficiencyJPerTh: 14 },
    run: economics.machinesForMegawatts,
  },
  checkSite: { valid: rockdale, run: economics.checkSite },
  siteEconomics: { valid: { site: rockdale, hashprice: price }, run: economics.siteEconomics },
  afterRetarget: { valid: { hashprice: price, changePercent: 3 }, run: economics.afterRetarget },
  afterHalving: { valid: { hashprice: price }, run: economics.afterHalving },
  withHashprice: { valid: { hashprice: price, usdPerPhDay: 40 }, run: economics.withHashprice },
  applyScenario: {
    valid: { site: rockdale, market, changes: { site: { pue: 1.1 }, hashpriceUsdPerPhDay: 40 } },
    run: economics.applyScenario,
  },
  whatIf: {
    valid: { site: rockdale, market, changes: { market: { priceUsd: 9e4 }, hashpriceUsdPerPhDay: 40 } },
    run: economics.whatIf,
  },
  ...dispatchFunctions,
  ...tariffFunctions,
};

/** Where the numbers of a value are kept, in the order of its keys. */
function numberSlots(holder: object): { holder: Record<string, unknown>; key: string }[] {
  return Object.entries(holder).flatMap(([key, value]) => {
    if (typeof value === 'number') return [{ holder: holder as Record<string, unknown>, key }];
    return typeof value === 'object' && value !== null ? numberSlots(value) : [];
  });
}

/** A copy of the value with the numbers at these slots replaced. */
function replaced(value: object, changes: { slot: number; number: number }[]): never {
  const copy = structuredClone(value);
  const slots = numberSlots(copy);
  for (const { slot, number } of changes) slots[slot]!.holder[slots[slot]!.key] = number;
  return copy as never;
}

function expectFiniteOrRefused(run: () => unknown): void {
  try {
    const numbers = numberSlots({ result: run() }).map(({ holder, key }) => holder[key]);
    expect(numbers.filter((number) => !Number.isFinite(number))).toEqual([]);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    expect(error.message).toMatch(/^\S.* must .*(between|of|1 to) .+, read .+/);
  }
}

describe('a finite result or a RangeError with field, range and value', () => {
  test.each(Object.entries(functions))('%s()', (_name, { valid, run }) => {
    expect(() => run(valid as never)).not.toThrow();
    const slots = numberSlots(valid).length;
    const change = fc.record({ slot: fc.nat({ max: slots - 1 }), number: anyNumber });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        expectFiniteOrRefused(() => run(replaced(valid, changes)));
      }),
      { numRuns: 2000 },
    );
  });

  test('difficultyFromTarget() and bitsFromTarget()', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(1n << 300n), max: 1n << 300n }), (target) => {
        expectFiniteOrRefused(() => economics.difficultyFromTarget({ target }));
        expectFiniteOrRefused(() => economics.bitsFromTarget({ target }));
      }),
    );
  });

  test('every public function that takes numbers is among these', () => {
    const without = [
      'OutOfRangeError',
      'announcedMachine',
      'checkRange',
      'halvingSchedule',
      'machineEvidence',
      'watts',
      'exactMachine',
      'findMachine',
      'machineLabel',
      'difficultyFromTarget',
      'bitsFromTarget',
    ];
    const exported = Object.entries(economics).filter(([, value]) => typeof value === 'function');
    const known = [functions, pivotFunctions].flatMap((some) => Object.keys(some));
    expect(exported.map(([name]) => name).sort()).toEqual([...known, ...without, ...pivotWithout].sort());
  });
});
