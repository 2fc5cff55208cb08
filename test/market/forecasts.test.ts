import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MarketSnapshot, ReadingState } from '../../src/market/contract.ts';
import { scoreNear } from '../../src/market/forecasts/forecast.ts';
import { forecastStore } from '../../src/market/forecasts/forecastStore.ts';
import type { ForecastScore } from '../../src/market/forecasts/score.ts';
import { reference } from '../../src/market/reference.ts';
import { testDatabase } from '../support/database/testDatabase.ts';
import { testMarket } from '../support/testMarket.ts';

const FIRST = 933_408;
const PERIOD_MS = 2016 * 600_000;
const START = Date.parse('2026-01-22T19:31:22Z');

/** The chain `blocks` after height 933,408, found at exactly 600 s each, with what the last retarget was. */
function snapshotAt(asked: { blocks: number; changePercent?: number; state?: ReadingState }): MarketSnapshot {
  const { blocks, changePercent = 0, state = 'confirmed' } = asked;
  const period = Math.floor(blocks / 2016);
  const now = START + blocks * 600_000;
  const reading = <T>(value: T) => ({ value, source: 'test', observedAt: now, state });
  return {
    now,
    basis: 'live',
    remarks: [],
    troubles: [],
    priceUsd: reading(80_000),
    fees: reading({ btcPerBlock: 0.02 }),
    chain: reading({
      ...reference.chain,
      height: FIRST + blocks,
      tipTime: now,
      periodStartHeight: FIRST + period * 2016,
      periodStartTime: START + period * PERIOD_MS,
      previousRetargetPercent: changePercent,
      block504Time: now - 504 * 600_000,
    }),
    history: [],
    retargets: [],
  };
}

const score = (of: Partial<ForecastScore>): ForecastScore => ({
  kind: 'retarget',
  position: 144,
  held: 1,
  among: 1,
  ...of,
});

describe('forecastStore()', () => {
  it('judges a forecast once its period has ended', async () => {
    const store = forecastStore({ database: testDatabase() });
    await store.record(snapshotAt({ blocks: 1008 }));
    expect(await store.scores()).toEqual([]);
    await store.record(snapshotAt({ blocks: 2016 + 50, changePercent: 0.3 }));
    expect(await store.scores()).toEqual([score({ position: 1008 })]);
  });

  it('says when a band did not hold', async () => {
    const store = forecastStore({ database: testDatabase() });
    await store.record(snapshotAt({ blocks: 1008 }));
    await store.record(snapshotAt({ blocks: 2016 + 50, changePercent: 30 }));
    expect(await store.scores()).toEqual([score({ position: 1008, held: 0 })]);
  });

  it('keeps the forecast first made at a position', async () => {
    const store = forecastStore({ database: testDatabase() });
    await store.record(snapshotAt({ blocks: 1010 }));
    const later = snapshotAt({ blocks: 1030 });
    later.chain.value.periodStartTime += 200_000_000;
    await store.record(later);
    await store.record(snapshotAt({ blocks: 2016 + 50, changePercent: 0.3 }));
    expect(await store.scores()).toEqual([score({ position: 1008 })]);
  });

  it('counts the last ten', async () => {
    const store = forecastStore({ database: testDatabase() });
    for (let period = 0; period < 13; period++) {
      await store.record(
        snapshotAt({ blocks: period * 2016 + 504, changePercent: period === 2 || period === 9 ? 40 : 0 }),
      );
    }
    const [early] = (await store.scores()).filter(({ position }) => position === 504);
    expect(early).toEqual(score({ position: 504, held: 9, among: 10 }));
  });

  it('judges the time of the block four retargets ahead', async () => {
    const store = forecastStore({ database: testDatabase() });
    for (let period = 0; period <= 4; period++) await store.record(snapshotAt({ blocks: period * 2016 + 3 }));
    expect(await store.scores()).toEqual([score({ kind: 'block time', position: 0 })]);
  });

  it('judges later by the history what came while the desk was off', async () => {
    const store = forecastStore({ database: testDatabase() });
    await store.record(snapshotAt({ blocks: 1008 }));
    const missed = { height: FIRST + 2016, time: START + PERIOD_MS, difficulty: 1e14, changePercent: 0.2 };
    const back = snapshotAt({ blocks: 3 * 2016 + 100, changePercent: 50 });
    await store.record(back);
    expect(await store.scores()).toEqual([]);
    await store.record({ ...back, retargets: [missed] });
    expect(await store.scores()).toEqual([score({ position: 1008 })]);
  });

  it.each([
    ['between positions', { blocks: 700 }],
    ['from stale data', { blocks: 1008, state: 'stale' as const }],
    ['from built-in data', { blocks: 1008, state: 'reference' as const }],
  ])('keeps none %s', async (_, at) => {
    const database = testDatabase();
    await forecastStore({ database }).record(snapshotAt(at));
    expect(await database.all('SELECT * FROM forecasts')).toEqual([]);
  });

  it('never counts more held than judged', async () => {
    const outcomes = fc.array(fc.double({ min: -70, max: 200, noNaN: true }), {
      minLength: 2,
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(outcomes, async (changes) => {
        const store = forecastStore({ database: testDatabase() });
        for (const [period, changePercent] of changes.entries())
          await store.record(snapshotAt({ blocks: period * 2016 + 1512, changePercent }));
        for (const { held, among } of await store.scores()) {
          expect(held).toBeLessThanOrEqual(among);
          expect(among).toBeLessThanOrEqual(10);
        }
      }),
      { numRuns: 10 },
    );
  });
});

it('scoreNear() is of the last position before, of the same kind', () => {
  const scores = [score({}), score({ position: 1008 }), score({ kind: 'block time', position: 0 })];
  expect(scoreNear({ scores, kind: 'retarget', blocks: 1007 })?.position).toBe(144);
  expect(scoreNear({ scores, kind: 'retarget', blocks: 1008 })?.position).toBe(1008);
  expect(scoreNear({ scores, kind: 'retarget', blocks: 100 })).toBeUndefined();
  expect(scoreNear({ scores, kind: 'block time', blocks: 0 })?.position).toBe(0);
});

it('refreshHistory() records forecasts, and snapshot() carries how they did', async () => {
  const kept: MarketSnapshot[] = [];
  const held = [score({ held: 8, among: 10 })];
  const forecasts = {
    record: async (of: MarketSnapshot) => void kept.push(of),
    scores: async () => held,
  };
  const { market } = await testMarket({ forecasts });
  await market.refreshHistory();
  expect(kept).toHaveLength(1);
  expect((await market.snapshot()).forecastScores).toEqual(held);
});
