import { describe, expect, it } from 'vitest';
import type { PastRetarget } from '../../src/market/contract.ts';
import { joinByDay, longRunSecondsPerBlock, mergeHistory } from '../../src/market/history.ts';
import { historyStore } from '../../src/market/historyStore.ts';
import { testDatabase } from '../support/database/testDatabase.ts';
import { testMarket } from '../support/testMarket.ts';

const at = (text: string) => Date.parse(text);
const now = at('2026-02-01T00:00:00Z');
/** The last four retargets of January 2026, as in the block headers. */
const retargets: PastRetarget[] = [
  {
    height: 933_408,
    time: at('2026-01-22T19:31:22Z'),
    difficulty: 141_668_107_417_558.25,
    changePercent: -3.280111,
  },
  {
    height: 931_392,
    time: at('2026-01-08T08:05:43Z'),
    difficulty: 146_472_570_619_930.78,
    changePercent: -1.204561,
  },
];

describe('joinByDay', () => {
  it('has the last price of the day, the difficulty at its end and the mean of its fees', () => {
    const { rows } = joinByDay({
      now,
      retargets,
      prices: [
        { time: at('2026-01-22T23:00:00Z'), priceUsd: 89_000 },
        { time: at('2026-01-22T01:00:00Z'), priceUsd: 90_000 },
      ],
      fees: [
        { time: at('2026-01-22T06:00:00Z'), height: 933_330, btcPerBlock: 0.02 },
        { time: at('2026-01-22T18:00:00Z'), height: 933_400, btcPerBlock: 0.03 },
      ],
    });
    expect(rows).toEqual([
      {
        day: '2026-01-22',
        priceUsd: 89_000,
        difficulty: 141_668_107_417_558.25,
        feesBtcPerBlock: 0.025,
        hashpriceBtcPerPhDay: expect.closeTo(0.00044729, 7),
        hashpriceUsdPerPhDay: expect.closeTo(39.81, 2),
      },
    ]);
  });

  it('leaves absent what nobody knows or what cannot be', () => {
    const { rows } = joinByDay({
      now,
      retargets,
      prices: [
        { time: at('2026-01-10T00:00:00Z'), priceUsd: -1 },
        { time: at('2026-01-11T00:00:00Z'), priceUsd: 91_000 },
        { time: at('2026-01-02T00:00:00Z'), priceUsd: 90_000 },
        { time: at('2026-01-11T00:00:00Z') * 1000, priceUsd: 92_000 },
      ],
      fees: [{ time: at('2026-01-10T12:00:00Z'), height: 931_700, btcPerBlock: 2_000_000 }],
    });
    expect(rows).toEqual([
      { day: '2026-01-02', priceUsd: 90_000 },
      { day: '2026-01-11', priceUsd: 91_000, difficulty: 146_472_570_619_930.78 },
    ]);
  });

  it('pays the subsidy of the height', () => {
    const day = (height: number) =>
      joinByDay({
        now,
        retargets,
        prices: [{ time: at('2026-01-11T00:00:00Z'), priceUsd: 90_000 }],
        fees: [{ time: at('2026-01-11T12:00:00Z'), height, btcPerBlock: 0 }],
      }).rows[0]!.hashpriceBtcPerPhDay!;
    expect(day(839_999) / day(840_000)).toBeCloseTo(2, 12);
  });
});

describe('mergeHistory', () => {
  it('prefers the news, keeps what only the old had with its source and time, and forgets after three years', () => {
    const before = { source: 'mempool at a', observedAt: now - 86_400_000 };
    const kept = {
      rows: [
        { day: '2022-01-01', priceUsd: 47_000, ...before },
        { day: '2026-01-29', priceUsd: 1_000, ...before },
        { day: '2026-01-30', priceUsd: 1_000, feesBtcPerBlock: 0.02, ...before },
      ],
      retargets: [retargets[1]!],
    };
    const rows = [
      { day: '2026-01-29', priceUsd: 82_000 },
      { day: '2026-01-30', priceUsd: 84_000 },
    ];
    const from = { source: 'mempool.space', observedAt: now };
    expect(mergeHistory({ kept, news: { rows, retargets, ...from }, now })).toEqual({
      rows: [
        { day: '2026-01-29', priceUsd: 82_000, ...from },
        {
          day: '2026-01-30',
          priceUsd: 84_000,
          feesBtcPerBlock: 0.02,
          source: 'mempool at a, mempool.space',
          observedAt: now - 86_400_000,
        },
      ],
      retargets,
      updatedAt: now,
    });
  });
});

describe('longRunSecondsPerBlock', () => {
  const evenly = (seconds: number, periods: number): PastRetarget[] =>
    Array.from({ length: periods + 1 }, (_, back) => ({
      ...retargets[0]!,
      height: 933_408 - back * 2016,
      time: now - back * 2016 * seconds * 1000,
    }));

  it('is the spacing between the first and the last retarget', () => {
    expect(longRunSecondsPerBlock(evenly(590.3, 78))).toBeCloseTo(590.3, 6);
  });

  it('is unknown with less than a year, and where the ends cannot be right', () => {
    expect(longRunSecondsPerBlock([])).toBeUndefined();
    expect(longRunSecondsPerBlock(evenly(590, 25))).toBeUndefined();
    expect(longRunSecondsPerBlock(evenly(499, 78))).toBeUndefined();
    expect(longRunSecondsPerBlock(evenly(701, 78))).toBeUndefined();
  });
});

describe('refreshHistory()', () => {
  it('fills three years of days from a mempool server', async () => {
    const { market, clock } = await testMarket();
    await market.refreshHistory();
    const { history, retargets: past, longRunSecondsPerBlock: spacing } = await market.snapshot();
    expect(history.length).toBeGreaterThan(1_090);
    expect(history.map(({ day }) => day)).toEqual(history.map(({ day }) => day).sort());
    const yesterday = history.find(({ day }) => day === '2026-04-19')!;
    expect(yesterday).toMatchObject({
      priceUsd: 91_194.5,
      feesBtcPerBlock: 0.022,
      difficulty: 135_594_876_535_256.58,
    });
    expect(yesterday.hashpriceUsdPerPhDay).toBeCloseTo(yesterday.hashpriceBtcPerPhDay! * 91_194.5, 9);
    expect(history.find(({ day }) => day === '2026-04-10')!.priceUsd).toBeUndefined();
    expect(past[0]).toMatchObject({ height: 945_504, changePercent: expect.closeTo(-2.426, 3) });
    expect(past[0]!.time).toBeLessThan(clock.now());
    expect(spacing).toBeCloseTo(595, 6);
  });

  it('asks at most every six hours, and keeps the history over a restart', async () => {
    const history = historyStore({ database: testDatabase() });
    const first = await testMarket({ history });
    await first.market.refreshHistory();
    const asked = first.server.state.requests.length;
    first.clock.advance(6 * 3_600_000 - 1);
    await first.market.refreshHistory();
    expect(first.server.state.requests).toHaveLength(asked);
    first.clock.advance(1);
    await first.market.refreshHistory();
    expect(first.server.state.requests).toHaveLength(2 * asked);

    const second = await testMarket({ history });
    expect((await second.market.snapshot()).history.length).toBeGreaterThan(1_090);
    expect(second.server.state.requests.join()).not.toContain('historical-price');
  });

  it('keeps what it has when the server fails, and does not try again at once', async () => {
    const { market, clock, server } = await testMarket();
    await market.refreshHistory();
    server.state.faults['/api/v1/historical-price'] = { body: '[]' };
    clock.advance(7 * 3_600_000);
    await market.refreshHistory();
    const asked = server.state.requests.length;
    await market.refreshHistory();
    expect(server.state.requests).toHaveLength(asked);
    expect((await market.snapshot()).history.length).toBeGreaterThan(1_090);
    expect(market.status()[0]!.lastError).toMatch(/historical-price: unreadable answer/);
  });
});
