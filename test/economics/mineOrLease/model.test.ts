import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  assume,
  comparePivot,
  npv,
  type Overrides,
  type PivotCase,
  type Site,
  type Turns,
  withTariff,
} from '../../../src/economics/index.ts';
import { anyCase, asBefore, caseOf, plain, prairie, workedCase } from './fixtures.ts';
import { slowPivot } from './slowPivot.ts';

/** Sizes of the sums that were added up, so that a value near 0 is compared by what it is made of. */
const SCALE_USD = 1e8;
const near = (actual: number, expected: number) =>
  expect(Math.abs(actual - expected) / (Math.abs(expected) + SCALE_USD)).toBeLessThan(1e-9);

describe('comparePivot() by its definitions', () => {
  test('agrees with the slow, obvious form', () => {
    fc.assert(
      fc.property(anyCase, (asked) => {
        const { earliestEnergisation, ...site } = asked.site;
        const fast = comparePivot({ ...asked, site });
        const slow = slowPivot({ ...asked, site });
        near(fast.mining.npvUsd, slow.mining);
        near(fast.colocation.npvUsd, slow.colocation);
        near(fast.gpuCloud.npvUsd, slow.gpuCloud);
      }),
      { numRuns: 150 },
    );
  });

  test('splitting a site in two and adding up changes nothing', () => {
    const scaled = (asked: PivotCase, share: number): PivotCase => ({
      ...asked,
      site: part(asked.site, share),
    });
    const mw = (value: number | undefined, share: number) =>
      value === undefined ? undefined : value * share;
    const part = (site: Site, share: number): Site => ({
      ...site,
      fleet: site.fleet.map((item) => ({ ...item, count: item.count * share })),
      interconnectMw: mw(site.interconnectMw, share),
      energisedMw: mw(site.energisedMw, share),
      firmMw: mw(site.firmMw, share),
      otherOperatingUsdPerMonth: mw(site.otherOperatingUsdPerMonth, share),
    });
    fc.assert(
      fc.property(anyCase, fc.double({ min: 0.05, max: 0.95, noNaN: true }), (asked, share) => {
        const [whole, one, other] = [asked, scaled(asked, share), scaled(asked, 1 - share)].map((it) =>
          comparePivot(it),
        );
        near(one!.mining.npvUsd + other!.mining.npvUsd, whole!.mining.npvUsd);
        near(one!.colocation.npvUsd + other!.colocation.npvUsd, whole!.colocation.npvUsd);
        near(one!.gpuCloud.npvUsd + other!.gpuCloud.npvUsd, whole!.gpuCloud.npvUsd);
        near(one!.best.npvUsd + other!.best.npvUsd, whole!.best.npvUsd);
      }),
      { numRuns: 60 },
    );
  });

  test('more rent never lowers the lease, nor a higher hashprice mining, nor dearer power raises it', () => {
    fc.assert(
      fc.property(anyCase, fc.double({ min: 1.01, max: 2, noNaN: true }), (asked, factor) => {
        const { assumptions, hashprice, site } = asked;
        const at = comparePivot(asked);
        const rentUsdPerKwMonth = Math.min(1000, assumptions.rentUsdPerKwMonth * factor);
        const dearer = comparePivot({ ...asked, assumptions: { ...assumptions, rentUsdPerKwMonth } });
        expect(dearer.colocation.npvUsd).toBeGreaterThanOrEqual(at.colocation.npvUsd);
        const usdPerPhDay = hashprice.usdPerPhDay * factor;
        // Where the price of machines follows hashprice, a buyer of machines may be worse off for a while.
        const priced = { ...asked, machinePrice: 'fixed' as const };
        const richer = comparePivot({ ...priced, hashprice: { ...hashprice, usdPerPhDay } });
        expect(richer.mining.npvUsd).toBeGreaterThanOrEqual(comparePivot(priced).mining.npvUsd);
        const powerPriceUsdPerMwh = site.powerPriceUsdPerMwh * factor;
        const costlier = comparePivot({ ...asked, site: { ...site, powerPriceUsdPerMwh } });
        expect(costlier.mining.npvUsd).toBeLessThanOrEqual(at.mining.npvUsd);
      }),
      { numRuns: 40 },
    );
  });

  test('at the breakeven hashprice and the breakeven rent neither use is worth more', () => {
    const nearest = ({ below, above }: Turns) => (below ?? above)!;
    const asked = caseOf();
    const { breakevens } = comparePivot(asked);
    const usdPerPhDay = nearest(breakevens.hashprice.constant);
    const held = { ...asked, path: 'constant' as const, hashprice: { ...asked.hashprice, usdPerPhDay } };
    expect(Math.abs(comparePivot(held).colocation.gainUsd)).toBeLessThan(1);
    const falling = { ...asked, path: 'falling' as const };
    const onPath = nearest(comparePivot(falling).breakevens.hashprice.onPath);
    const above = { ...falling, hashprice: { ...asked.hashprice, usdPerPhDay: onPath } };
    expect(Math.abs(comparePivot(above).colocation.gainUsd)).toBeLessThan(1);
    const atRent = caseOf({}, { rentUsdPerKwMonth: breakevens.price! });
    expect(Math.abs(comparePivot(atRent).colocation.gainUsd)).toBeLessThan(1);
  });

  test('monthly escalation and discounting come to the yearly formula when months shrink into years', () => {
    // Rent at year ends is worth the yearly annuity; monthly payment is worth more by the interest within a year.
    const { colocation } = comparePivot(workedCase({ escalatorPercentPerYear: 0, buildMonths: 0 }));
    const rentUsd = (1e5 / 1.4) * 140 * 0.85;
    const i = 1.1 ** (1 / 12) - 1;
    const yearly = ((rentUsd * 12 * (1 - 1.1 ** -15)) / 0.1) * (0.1 / (12 * i));
    const capexUsd = ((100 / 1.4) * 9e6) / (1 + i);
    expect(colocation.npvUsd / (yearly - capexUsd)).toBeCloseTo(1, 10);
  });
});

describe('comparePivot() on what the field argues about', () => {
  const base = comparePivot(caseOf());

  test('the horizon has the halvings on their months', () => {
    const none = comparePivot(caseOf({ halvingTimes: [] }));
    expect(none.mining.npvUsd).toBeGreaterThan(base.mining.npvUsd);
    const late = comparePivot(caseOf({ halvingTimes: [Date.parse('2090-01-01')] }));
    expect(late.mining.npvUsd).toBeCloseTo(none.mining.npvUsd, 3);
  });

  test('what mining may do is worth what mining without it would lose, and never below 0', () => {
    fc.assert(
      fc.property(anyCase, (asked) => {
        const { options, mining } = comparePivot(asked);
        expect(Math.min(options.idlingUsd, options.closingUsd, options.renewalUsd)).toBeGreaterThanOrEqual(0);
        const mayMine = (asked.mayMine ?? []).filter((one) => one !== 'closing');
        const open = comparePivot({ ...asked, mayMine });
        near(mining.npvUsd - options.closingUsd, open.mining.npvUsd);
      }),
      { numRuns: 25 },
    );
  });

  test('idling is worth what running at a loss would have cost', () => {
    const asked = caseOf(asBefore, plain);
    const { options, mining } = comparePivot({ ...asked, mayMine: [] });
    const forced = mining.mining[0].noiUsd.map(
      (usd, month) => usd - mining.mining[0].savedByIdlingUsd[month]!,
    );
    expect(options.idlingUsd).toBeGreaterThan(0);
    const { noiUsd } = mining.mining[0];
    const value = (flowsUsd: Float64Array) => npv({ flowsUsd, discountPercent: 10 });
    expect(value(noiUsd) - value(forced)).toBeCloseTo(options.idlingUsd, 3);
  });

  test('by a tariff an idle machine saves what one more MWh costs, and GPU halls pay all of the bill', () => {
    const years = { path: 'constant' as const, halvingTimes: [] };
    const { demandChargeUsdPerKwMonth: _, ...site } = prairie;
    const at = (allInUsdPerMwh: number, volumetricUsdPerMwh: number) => {
      const byMwh = { ...site, powerPriceUsdPerMwh: allInUsdPerMwh };
      const byBill = withTariff({ site, price: { allInUsdPerMwh, volumetricUsdPerMwh } });
      const halls = { hallPowerUsdPerMwh: allInUsdPerMwh };
      return {
        byMwh: comparePivot(caseOf({ ...years, site: byMwh }, plain)),
        byBill: comparePivot(caseOf({ ...years, site: byBill, ...halls }, plain)),
      };
    };
    // Where no machine ever stands still the two come to the same.
    const cheap = at(35, 25);
    expect(cheap.byMwh.options.idlingUsd).toBe(0);
    near(cheap.byBill.mining.npvUsd, cheap.byMwh.mining.npvUsd);
    near(cheap.byBill.gpuCloud.npvUsd, cheap.byMwh.gpuCloud.npvUsd);
    // The old machines cannot pay all of the bill, and can pay one more MWh.
    const dear = at(70, 25);
    expect(dear.byMwh.options.idlingUsd).toBeGreaterThan(0);
    expect(dear.byBill.options.idlingUsd).toBe(0);
    expect(dear.byBill.mining.npvUsd).toBeLessThan(dear.byMwh.mining.npvUsd);
    near(dear.byBill.gpuCloud.npvUsd, dear.byMwh.gpuCloud.npvUsd);
  });

  test('a fleet that is worth renewing is renewed, and one that is not runs on', () => {
    const at = (machinePriceUsdPerTh: number) =>
      comparePivot(caseOf({ path: 'constant', machinePrice: 'fixed' }, { machinePriceUsdPerTh }));
    expect(at(0.5).renews).toBe(true);
    expect(at(400).renews).toBe(false);
    expect(at(400).options.renewalUsd).toBe(0);
  });

  test('demand-response income counts for mining and is given up by a lease', () => {
    const paid = comparePivot(caseOf({}, { demandResponseUsdPerMwYear: 20_000 }));
    const gained = paid.mining.npvUsd - base.mining.npvUsd;
    expect(gained).toBeGreaterThan(0);
    expect(paid.colocation.npvUsd - base.colocation.npvUsd).toBeLessThan(gained);
  });

  test('debt changes the owner’s figures and nothing else', () => {
    const free = comparePivot(caseOf({}, { loanToCostPercent: 0 })).colocation;
    const value = base.colocation.conversionValue!;
    expect(value.npvUsd).toBe(free.conversionValue!.npvUsd);
    expect(value.peakEquityUsd).toBeLessThan(free.conversionValue!.peakEquityUsd);
    expect(free.conversionValue!.equityNpvUsd).toBe(free.conversionValue!.npvUsd);
    expect(value.debt!.flowsUsd.some((usd) => usd !== 0)).toBe(true);
    expect(value.equityFlowsUsd).not.toEqual(value.flowsUsd);
  });

  test('debt at its fair rate adds no value without tax, whatever its rate and share', () => {
    for (const overrides of [{ debtRatePercent: 4 }, { debtRatePercent: 12, loanToCostPercent: 50 }]) {
      const { npvUsd, equityNpvUsd } = comparePivot(caseOf({}, overrides)).colocation.conversionValue!;
      expect(equityNpvUsd).toBeCloseTo(npvUsd, 4);
    }
  });

  test('contract only is after tax as the gain is: what comes after the term does not move it', () => {
    const contractOnly = (overrides: Overrides) =>
      comparePivot(caseOf({}, { taxPercent: 21, ...overrides })).colocation.contractOnlyGainUsd;
    const usd = contractOnly({});
    for (const overrides of [
      { renewalPercent: 0 },
      { reletRentPercent: -50 },
      { marketRentGrowthPercentPerYear: 4 },
    ])
      expect(contractOnly(overrides) / usd).toBeCloseTo(1, 9);
    const ending = { leaseEnd: 'none' as const, mayMine: [] };
    const { colocation } = comparePivot(caseOf(ending, { taxPercent: 21, landUsdMPerMw: 0 }));
    expect(colocation.contractOnlyGainUsd).toBeCloseTo(colocation.gainUsd, 3);
  });

  test('GPUs that outlast their contract are let at spot, at a price that falls by the year, and then sold', () => {
    const months = (overrides: Overrides) => {
      const [leg] = comparePivot(caseOf({ signed: true }, { gpuTermYears: 3, ...overrides })).gpuCloud
        .converted;
      return leg!;
    };
    const { revenueUsd, proceedsUsd, beyondTermUsd } = months({ gpuLifeYears: 5 });
    const first = revenueUsd.findIndex((usd) => usd > 0);
    for (const since of [36, 47, 59])
      expect(revenueUsd[first + since]! / revenueUsd[first]!).toBeCloseTo(0.75 ** (since / 12), 9);
    const capexUsd = (100 / 1.4) * 28e6;
    expect(proceedsUsd[first + 59]).toBeCloseTo(capexUsd * 0.1, 0);
    expect(beyondTermUsd[first + 35]).toBeCloseTo(0, 6);
    expect(beyondTermUsd[first + 36]).toBeGreaterThan(0);
    const steep = months({ gpuLifeYears: 5, gpuSpotChangePercentPerYear: -90 });
    // Below what its power costs nothing is sold.
    expect(steep.revenueUsd[first + 40]).toBe(0);
    expect(months({ gpuLifeYears: 3 }).revenueUsd[first + 36]).toBe(0);
  });

  test('tax takes its share of profit, after depreciation', () => {
    const taxed = comparePivot(caseOf({}, { taxPercent: 25 }));
    const lost = base.colocation.conversionValue!.npvUsd - taxed.colocation.conversionValue!.npvUsd;
    expect(lost).toBeGreaterThan(0);
    const noi = npv({ flowsUsd: base.colocation.converted[0]!.noiUsd, discountPercent: 10 });
    expect(lost).toBeLessThan(0.25 * noi);
  });

  test('retrofit, lease form and ramp change what they should', () => {
    const retrofit = comparePivot(caseOf({ site: { ...prairie, retrofit: true } }));
    expect(retrofit.months).toBe(12 + 2 + 180 + 120);
    expect(retrofit.colocation.npvUsd).toBeGreaterThan(base.colocation.npvUsd);
    const gross = comparePivot(caseOf({ leaseForm: 'modified gross', leaseEnd: 'none' }));
    expect(gross.colocation.conversionValue!.noiMarginPercent).toBeCloseTo(85, 9);
    const slow = comparePivot(caseOf({}, { rampMonths: 24 }));
    expect(slow.colocation.npvUsd).toBeLessThan(base.colocation.npvUsd);
  });

  test('a lease that ends before the horizon of the GPU contract is no concern of the others', () => {
    const short = comparePivot(caseOf({}, { leaseTermYears: 3 }));
    expect(short.gpuCloud.npvUsd).toBeLessThan(base.gpuCloud.npvUsd);
    expect(Number.isFinite(short.gpuCloud.npvUsd)).toBe(true);
  });
});

describe('refusals', () => {
  test.each([
    [{ rentUsdPerKwMonth: 14_000 }, /rentUsdPerKwMonth must be between 1 and 1000 USD\/kW-month, read 14000/],
    [{ gpuUtilisationPercent: 130 }, /gpuUtilisationPercent must be between 1 and 100 %, read 130/],
    [{ leaseTermYears: 0 }, /leaseTermYears must be between 1 and 40 years, read 0/],
  ])('assume() refuses %o with the range', (overrides, message) => {
    expect(() => assume(overrides)).toThrow(message);
  });

  test('assume() lets the later overrides win and keeps the defaults of what nobody gave', () => {
    const assumed = assume({ taxPercent: 20, rampMonths: 3 }, { taxPercent: 25, rampMonths: undefined });
    expect(assumed).toMatchObject({ taxPercent: 25, rampMonths: 3, leaseTermYears: 15 });
  });

  test('comparePivot() refuses a start that is no month and a site that is none', () => {
    expect(() => comparePivot(caseOf({ startMonth: '2026-13' }))).toThrow(/month must be between 2000-01/);
    expect(() => comparePivot(caseOf({ site: { ...prairie, firmMw: -1 } }))).toThrow(
      /firmMw must be between/,
    );
    expect(() => comparePivot(caseOf({ site: { ...prairie, earliestEnergisation: 'soon' } }))).toThrow(
      /earliestEnergisation must be a month between .+, read "soon"/,
    );
  });
});
