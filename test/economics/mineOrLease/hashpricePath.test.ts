import { describe, expect, test } from 'vitest';
import { prepare } from '../../../src/economics/case/case.ts';
import { assume, assumptions, comparePivot, type Overrides } from '../../../src/economics/index.ts';
import { hashpricePath } from '../../../src/economics/paths/hashpricePath.ts';
import { caseOf } from './fixtures.ts';
import { slowPath } from './slowPath.ts';

/** Difficulty in T at heights 628,992 … 633,024 and 840,672 … 850,752, from the headers of the chain. */
const FELL_2020 = 13_732_352_106_018.336 / 16_104_807_485_529.383 - 1;
const FELL_2024 = 79_495_195_323_031.48 / 88_104_191_118_793.16 - 1;

/** The subsidy of a day over that of 2020 or 2024, difficulty, mean fees and price of the weeks after: recalled. */
const replay = (asked: {
  subsidyBtc: number;
  feesBtc: number;
  priceUsd: number;
  difficulty: number;
  marginal: Overrides;
  speed?: number;
}) => {
  const { subsidyBtc, feesBtc, priceUsd, difficulty, marginal, speed } = asked;
  const ehPerS = (difficulty * 2 ** 32) / 600 / 1e18;
  const usdPerPhDay = ((subsidyBtc + feesBtc) * 144 * priceUsd) / (ehPerS * 1000);
  const flat: Overrides = { btcPriceGrowthPercentPerYear: 0, hashrateResponsePerYear: speed };
  return hashpricePath({
    path: 'network',
    forwards: [],
    assumptions: assume(marginal, flat),
    startMonth: '2026-01',
    usdPerPhDay,
    reward: new Float64Array(4).fill(1),
  }).difficulty;
};
/** Antminer S9 at 98 J/TH and $45/MWh; the S17 class at 42 J/TH and $55/MWh all in. */
const in2020 = (speed?: number) =>
  replay({
    subsidyBtc: 6.25,
    feesBtc: 1,
    priceUsd: 9000,
    difficulty: 16_104_807_485_529.383,
    marginal: { networkEfficiencyJPerTh: 98, networkPowerUsdPerMwh: 45 },
    ...(speed === undefined ? {} : { speed }),
  })[1]! - 1;
const in2024 = (speed?: number) => {
  const difficulty = replay({
    subsidyBtc: 3.125,
    feesBtc: 0.3,
    priceUsd: 64_000,
    difficulty: 88_104_191_118_793.16,
    marginal: { networkEfficiencyJPerTh: 42, networkPowerUsdPerMwh: 55 },
    ...(speed === undefined ? {} : { speed }),
  });
  // Eleven weeks are two and a half months.
  return Math.sqrt(difficulty[2]! * difficulty[3]!) - 1;
};

describe('the network’s path', () => {
  test('replays the falls of difficulty after two halvings to ±5 points', () => {
    expect(FELL_2020).toBeCloseTo(-0.147, 3);
    expect(FELL_2024).toBeCloseTo(-0.098, 3);
    expect(Math.abs(in2020() - FELL_2020)).toBeLessThan(0.05);
    expect(Math.abs(in2024() - FELL_2024)).toBeLessThan(0.05);
  });

  test('hashrateResponsePerYear is the fit to both', () => {
    const missed = (speed: number) => (in2020(speed) - FELL_2020) ** 2 + (in2024(speed) - FELL_2024) ** 2;
    const speeds = Array.from({ length: 120 }, (_, step) => (step + 1) / 2);
    const best = speeds.reduce((one, other) => (missed(other) < missed(one) ? other : one));
    expect(best).toBe(assumptions.hashrateResponsePerYear.value);
  });

  test('agrees with the slow form, and so do the others', () => {
    for (const path of ['network', 'constant', 'falling'] as const) {
      const given = prepare(caseOf({ path }));
      const slow = slowPath(caseOf({ path }), given.months);
      for (let month = 0; month < given.months; month++) {
        expect(given.hashprice.usdPerPhDay * given.market.hashprice[month]!).toBeCloseTo(
          slow.usdIn(month + 1),
          8,
        );
      }
    }
  });

  test('stays near its band: no year below half of what the marginal machine pays for energy', () => {
    const { market } = prepare(caseOf());
    for (let month = 12; month < market.hashprice.length; month++) {
      expect(market.hashprice[month]! / market.low[month]!).toBeGreaterThan(0.5);
    }
  });

  test('says the difficulty it implies: hashprice × difficulty is reward × price', () => {
    const asked = caseOf({ halvingTimes: [] }, { btcPriceGrowthPercentPerYear: 7 });
    for (const point of comparePivot(asked).path) {
      const product = (point.hashpriceUsdPerPhDay * point.difficulty) / asked.hashprice.difficulty;
      expect(product / asked.hashprice.usdPerPhDay).toBeCloseTo(1.07 ** point.years, 9);
    }
  });
});

describe('forwards', () => {
  const forwards = [
    { month: '2026-08', usdPerPhDay: 40 },
    { month: '2027-02', usdPerPhDay: 34 },
  ];
  const asked = caseOf({ path: 'forward', forwards });

  test('fix hashprice up to the last, and the network takes over', () => {
    const { market, hashprice } = prepare(asked);
    expect(hashprice.usdPerPhDay * market.hashprice[6]!).toBeCloseTo(40, 9);
    expect(hashprice.usdPerPhDay * market.hashprice[9]!).toBeCloseTo(Math.sqrt(40 * 34), 9);
    expect(hashprice.usdPerPhDay * market.hashprice[12]!).toBeCloseTo(34, 9);
    expect(market.fixedMonths).toBe(13);
  });

  test('revenue fixed at forwards is discounted at the contracted rate', () => {
    const at = (contractedDiscountPercent: number) =>
      comparePivot(caseOf({ path: 'forward', forwards, mayMine: [] }, { contractedDiscountPercent })).mining;
    const [same, contracted] = [at(15), at(5)];
    const [leg] = contracted.mining;
    let gain = 0;
    for (let month = 0; month < 13; month++) {
      const usd = leg.contractedUsd[month]!;
      gain += usd / 1.05 ** ((month + 1) / 12) - usd / 1.15 ** ((month + 1) / 12);
    }
    expect(contracted.npvUsd - same.npvUsd).toBeCloseTo(gain, 3);
  });

  test.each([
    [{ path: 'forward' as const }, /forwards.length must be between 1 and 120 points, read 0/],
    [{ forwards }, /forwards.length must be between 0 and 0 points, read 2/],
    [
      { path: 'forward' as const, forwards: [{ month: '2025-01', usdPerPhDay: 40 }] },
      /forwards.month must be a whole number between 1 and 600 months after 2026-02, read -13/,
    ],
  ])('refuses %o', (choices, message) => {
    expect(() => comparePivot(caseOf(choices))).toThrow(message);
  });
});
