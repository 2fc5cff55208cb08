import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  customMachine,
  hashprice,
  type Site,
  siteEconomics,
  withHashprice,
} from '../../src/economics/index.ts';
import { anyHashprice, anySite, machine, market, rockdale } from './fixtures.ts';
import { slowSiteEconomics } from './slowSiteEconomics.ts';

/** Equal but for rounding: `scale` is the size of the numbers that were added up. */
function expectNear(actual: number, expected: number, scale = Math.abs(expected)): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-9 * Math.max(scale, 1e-9));
}

const miner = (site: Partial<Site>): Site => ({
  name: 'Miner',
  timeZone: 'UTC',
  powerPriceUsdPerMwh: 100,
  pue: 1,
  uptime: 1,
  poolFee: 0.01,
  poolScheme: 'FPPS',
  fleet: [{ machine: customMachine({ hashrateThPerS: 100, powerW: 3250 }), count: 1 }],
  ...site,
});

describe('siteEconomics() against published numbers', () => {
  test('a published calculator: 100 TH/s, 3,250 W, $0.10/kWh, 1 % fee lose $3.65 a day', () => {
    const price = hashprice({ subsidyBtc: 3.125, feesBtcPerBlock: 0, difficulty: 9e13, priceUsd: 60_000 });
    expect(
      Math.abs(siteEconomics({ site: miner({}), hashprice: price }).marginUsdPerDay + 3.65),
    ).toBeLessThan(0.005);
  });

  test('F2Pool, March 2020: a PPS pool pays an S19 Pro 0.00167102 BTC a day, whatever the fees', () => {
    const price = hashprice({
      subsidyBtc: 12.5,
      feesBtcPerBlock: 0.4,
      difficulty: 16_552_923_967_337,
      priceUsd: 6000,
    });
    const site = miner({ poolScheme: 'PPS', poolFee: 0, fleet: [{ machine: machine('s19pro'), count: 1 }] });
    expect(Math.abs(siteEconomics({ site, hashprice: price }).btcPerDay / 0.00167102 - 1)).toBeLessThan(1e-5);
  });
});

const price = hashprice(market);
const economics = siteEconomics({ site: rockdale, hashprice: price });

describe('siteEconomics() by its definitions', () => {
  test('agrees with the slow, obvious form', () => {
    fc.assert(
      fc.property(anySite, anyHashprice, (site, market) => {
        const fast = siteEconomics({ site, hashprice: market });
        const slow = slowSiteEconomics({ site, hashprice: market });
        const scale = slow.revenueUsdPerDay + Math.abs(slow.energyCostUsdPerDay) + slow.cashCostUsdPerDay;
        const sizes: Record<string, number> = {
          marginUsdPerDay: scale,
          cashCostUsdPerDay: scale,
          marginPercent: 100 * (1 + scale / slow.revenueUsdPerDay),
          headroomPercent: 100 * (1 + scale / slow.revenueUsdPerDay),
          breakevenPowerPriceUsdPerMwh: scale / slow.energyMwhPerDay,
        };
        for (const [metric, expected] of Object.entries(slow)) {
          expectNear(
            fast[metric as keyof typeof slow],
            expected,
            sizes[metric] ?? Math.abs(expected) + scale * 1e-3,
          );
        }
      }),
      { numRuns: 500 },
    );
  });

  test('uptime scales hashrate and energy alike, and neither the draw nor the demand charge', () => {
    const half = siteEconomics({ site: { ...rockdale, uptime: rockdale.uptime / 2 }, hashprice: price });
    expectNear(half.hashratePhPerS, economics.hashratePhPerS / 2);
    expectNear(half.energyMwhPerDay, economics.energyMwhPerDay / 2);
    expect(half.powerDrawMw).toBe(economics.powerDrawMw);
    expect(half.demandChargeUsdPerDay).toBe(economics.demandChargeUsdPerDay);
  });

  test('fleet efficiency is ΣW ÷ ΣTH/s with overrides, never the mean', () => {
    const watts = 1000 * 3645 + 2500 * 104 * 28;
    expectNear(economics.fleetEfficiencyJPerTh, watts / (1000 * 270 + 2500 * 104));
    expect(economics.classes.map(({ efficiencyJPerTh }) => efficiencyJPerTh)).toEqual([13.5, 28]);
  });

  test('a month is 730 hours', () => {
    expectNear(economics.sgaUsdPerDay, (30_000 / 730) * 24);
    expectNear(economics.demandChargeUsdPerDay, (economics.powerDrawMw * 1000 * 4 * 24) / 730);
  });

  test('what is shown adds up', () => {
    const costs = economics.energyCostUsdPerDay + economics.demandChargeUsdPerDay;
    expectNear(economics.powerCostUsdPerDay, costs);
    const { otherOperatingUsdPerDay, sgaUsdPerDay, interestUsdPerDay, poolFeeUsdPerDay } = economics;
    const cash = costs + otherOperatingUsdPerDay + sgaUsdPerDay + interestUsdPerDay;
    expectNear(economics.cashCostUsdPerDay, cash);
    expectNear(economics.marginUsdPerDay, economics.revenueUsdPerDay - poolFeeUsdPerDay - cash);
  });

  test('a class bears its avoidable costs only', () => {
    const [first] = economics.classes;
    const { revenueUsdPerDay, poolFeeUsdPerDay, powerCostUsdPerDay, otherOperatingUsdPerDay } = first!;
    expectNear(otherOperatingUsdPerDay, first!.energyMwhPerDay * 3);
    const margin = revenueUsdPerDay - poolFeeUsdPerDay - powerCostUsdPerDay - otherOperatingUsdPerDay;
    expectNear(first!.marginUsdPerDay, margin);
    expectNear(first!.breakevenPowerPriceUsdPerMwh, (revenueUsdPerDay * 0.98) / first!.energyMwhPerDay - 3);
  });

  test('says which classes lose money', () => {
    const site = { ...rockdale, powerPriceUsdPerMwh: 60 };
    expect(siteEconomics({ site, hashprice: price }).classes.map(({ losesMoney }) => losesMoney)).toEqual([
      false,
      true,
    ]);
  });

  test('PPS states the breakeven in the full hashprice of the market', () => {
    const rich = hashprice({ ...market, feesBtcPerBlock: 1 });
    const pps = { ...rockdale, poolScheme: 'PPS' as const };
    const { breakevenHashpriceUsdPerPhDay: usdPerPhDay, headroomPercent } = siteEconomics({
      site: pps,
      hashprice: rich,
    });
    const there = siteEconomics({ site: pps, hashprice: withHashprice({ hashprice: rich, usdPerPhDay }) });
    expectNear(there.marginUsdPerDay, 0, there.revenueUsdPerDay);
    expectNear(headroomPercent, (1 - usdPerPhDay / rich.usdPerPhDay) * 100);
  });

  test('refuses a PPS pool that would pay nothing', () => {
    const feesOnly = hashprice({ ...market, subsidyBtc: 0 });
    expect(() => siteEconomics({ site: { ...rockdale, poolScheme: 'PPS' }, hashprice: feesOnly })).toThrow(
      'share of the hashprice that the pool pays must be between 0.000001 and 1, read 0',
    );
  });
});

describe('costPerBtc', () => {
  const perBtc = (usdPerDay: number) => ({ usd: usdPerDay / economics.btcPerDay });

  test('direct is power, cash all cash costs, all-in with depreciation and stock compensation', () => {
    const { direct, cash, allIn } = economics.costPerBtc;
    const depreciationUsdPerDay = ((12_000_000 / (4 * 12)) * 24) / 730;
    expect(direct).toEqual(perBtc(economics.powerCostUsdPerDay));
    expect(cash).toEqual(perBtc(economics.cashCostUsdPerDay));
    const nonCash = depreciationUsdPerDay + (10_000 * 24) / 730;
    expectNear((allIn as { usd: number }).usd, perBtc(economics.cashCostUsdPerDay + nonCash).usd);
  });

  test('a level that lacks an input says which', () => {
    const { costPerBtc } = siteEconomics({ site: miner({ capexUsd: 1e6 }), hashprice: price });
    expect(costPerBtc.direct).toHaveProperty('usd');
    expect(costPerBtc.cash).toEqual({ missing: ['other operating cost', 'SG&A', 'interest'] });
    expect(costPerBtc.allIn).toEqual({
      missing: ['other operating cost', 'SG&A', 'interest', 'depreciation years', 'stock compensation'],
    });
  });

  test('a cost of 0 that was given is known', () => {
    const site = miner({ otherOperatingUsdPerMwh: 0, sgaUsdPerMonth: 0, interestUsdPerMonth: 0 });
    const { direct, cash } = siteEconomics({ site, hashprice: price }).costPerBtc;
    expect(cash).toEqual(direct);
  });
});

describe('siteEconomics() for any site', () => {
  const scaleOf = (site: Site, market: typeof price) => {
    const { revenueUsdPerDay, cashCostUsdPerDay, energyCostUsdPerDay } = siteEconomics({
      site,
      hashprice: market,
    });
    return revenueUsdPerDay + Math.abs(cashCostUsdPerDay) + Math.abs(energyCostUsdPerDay) * 2;
  };

  test('the margin at the breakeven power price is 0', () => {
    fc.assert(
      fc.property(anySite, anyHashprice, (site, market) => {
        const { breakevenPowerPriceUsdPerMwh: powerPriceUsdPerMwh } = siteEconomics({
          site,
          hashprice: market,
        });
        fc.pre(powerPriceUsdPerMwh >= -500 && powerPriceUsdPerMwh <= 1000);
        const there = siteEconomics({ site: { ...site, powerPriceUsdPerMwh }, hashprice: market });
        expectNear(there.marginUsdPerDay, 0, scaleOf(site, market));
      }),
    );
  });

  test('the margin at the breakeven hashprice and at the breakeven BTC price is 0', () => {
    fc.assert(
      fc.property(anySite, anyHashprice, (site, market) => {
        const { breakevenHashpriceUsdPerPhDay: usdPerPhDay, breakevenBtcPriceUsd: priceUsd } = siteEconomics({
          site,
          hashprice: market,
        });
        fc.pre(usdPerPhDay > 0.01 && usdPerPhDay < 1e6 && priceUsd < 1e9);
        for (const moved of [
          withHashprice({ hashprice: market, usdPerPhDay }),
          hashprice({ ...market, priceUsd }),
        ]) {
          const there = siteEconomics({ site, hashprice: moved });
          expectNear(there.marginUsdPerDay, 0, scaleOf(site, moved));
        }
      }),
    );
  });

  test('a class at its own breakevens has no margin', () => {
    fc.assert(
      fc.property(anySite, anyHashprice, (site, market) => {
        const powerPriceUsdPerMwh = siteEconomics({ site, hashprice: market }).classes[0]!
          .breakevenPowerPriceUsdPerMwh;
        fc.pre(powerPriceUsdPerMwh >= -500 && powerPriceUsdPerMwh <= 1000);
        const there = siteEconomics({ site: { ...site, powerPriceUsdPerMwh }, hashprice: market })
          .classes[0]!;
        expectNear(there.marginUsdPerDay, 0, there.revenueUsdPerDay * 10);
      }),
    );
  });

  test('headroom is exactly what hashprice can lose', () => {
    fc.assert(
      fc.property(anySite, anyHashprice, (site, market) => {
        const { headroomPercent, marginUsdPerDay, revenueUsdPerDay } = siteEconomics({
          site,
          hashprice: market,
        });
        fc.pre(Math.abs(marginUsdPerDay) > revenueUsdPerDay * 1e-9);
        expect(Math.sign(headroomPercent)).toBe(Math.sign(marginUsdPerDay));
      }),
    );
  });

  test('margin grows with the BTC price and falls with power price, PUE and difficulty', () => {
    fc.assert(
      fc.property(
        anySite,
        anyHashprice,
        fc.double({ min: 1.001, max: 2, noNaN: true }),
        (given, market, factor) => {
          const site = { ...given, powerPriceUsdPerMwh: Math.abs(given.powerPriceUsdPerMwh) + 1, pue: 1 };
          const margin = (s: Site, m: typeof market) =>
            siteEconomics({ site: s, hashprice: m }).marginUsdPerDay;
          const now = margin(site, market);
          expect(margin(site, hashprice({ ...market, priceUsd: market.priceUsd * factor }))).toBeGreaterThan(
            now,
          );
          expect(margin(site, hashprice({ ...market, difficulty: market.difficulty * factor }))).toBeLessThan(
            now,
          );
          expect(
            margin({ ...site, powerPriceUsdPerMwh: site.powerPriceUsdPerMwh * factor }, market),
          ).toBeLessThan(now);
          expect(margin({ ...site, pue: factor }, market)).toBeLessThan(now);
        },
      ),
    );
  });

  test('splitting a class changes nothing', () => {
    fc.assert(
      fc.property(
        anySite,
        anyHashprice,
        fc.double({ min: 0.1, max: 0.9, noNaN: true }),
        (site, market, part) => {
          const fleet = site.fleet.flatMap((item) => [
            { ...item, count: item.count * part },
            { ...item, count: item.count * (1 - part) },
          ]);
          const whole = siteEconomics({ site, hashprice: market });
          const split = siteEconomics({ site: { ...site, fleet }, hashprice: market });
          const scale = scaleOf(site, market);
          expectNear(split.marginUsdPerDay, whole.marginUsdPerDay, scale);
          expectNear(split.hashratePhPerS, whole.hashratePhPerS);
          expectNear(split.fleetEfficiencyJPerTh, whole.fleetEfficiencyJPerTh);
          expectNear(
            split.breakevenBtcPriceUsd,
            whole.breakevenBtcPriceUsd,
            market.priceUsd * (1 + scale / whole.revenueUsdPerDay),
          );
        },
      ),
    );
  });
});
