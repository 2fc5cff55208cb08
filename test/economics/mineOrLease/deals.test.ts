import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  assumptions,
  checkDeal,
  type Deal,
  dealMedians,
  dealRent,
  deals,
  firstYearRent,
  matchedRent,
  rentPercentile,
  type SaidRent,
  selectDeals,
} from '../../../src/economics/index.ts';

const deal = (landlord: string, site: RegExp): Deal =>
  deals.find((one) => one.landlord === landlord && site.test(one.site))!;

describe('dealRent() against published figures', () => {
  test('TeraWulf–Fluidstack: $3.7B, 10 years, 200 critical MW are $1.85M per MW-year', () => {
    const rent = dealRent(deal('TeraWulf', /CB-3/))!;
    expect(Math.abs(rent.averageUsdMPerMwYear / 1.85 - 1)).toBeLessThan(0.003);
    expect(rent.averageUsdPerKwMonth).toBeCloseTo(154.2, 1);
  });

  test('Cipher–AWS: $5.5B for 300 MW are $18.3M per MW, which are gross', () => {
    const rent = dealRent(deal('Cipher', /Black Pearl/))!;
    expect(Math.abs(rent.contractUsdMPerMw / 18.3 - 1)).toBeLessThan(0.003);
    expect(rent.basis).toBe('gross');
  });

  test('Hut 8 River Bend begins with $376.4M a year', () => {
    const rent = dealRent(deal('Hut 8', /River Bend/))!;
    expect(Math.abs((rent.firstYearUsdPerKwMonth * 12 * 245) / 1000 - 376.4)).toBeLessThan(0.1);
  });

  // As printed by those who announced or tabulated them, to three digits.
  test.each([
    ['Core Scientific', /first 200/, 1.458],
    ['Galaxy', /Phase I$/, 2.256],
    ['Applied Digital', /two leases/, 1.867],
    ['Cipher', /^Barber Lake$/, 1.786],
    ['TeraWulf (51% JV)', /Abernathy/, 2.262],
    ['IREN', /Horizon/, 9.7],
    ['Riot', /Rockdale/, 1.244],
    ['Hut 8', /Beacon/, 1.856],
    ['IREN', /air-cooled/, 11.333],
    ['Applied Digital', /Delta Forge 2/, 1.651],
    ['Applied Digital', /Polaris Forge 3/, 1.667],
    ['Applied Digital', /third lease/, 1.778],
    ['Galaxy', /Helios II, III/, 1.781],
    ['WhiteFiber (Bit Digital)', /NC-1/, 2.163],
    ['Bitzero', /Namsskogan/, 1.576],
    ['Hyperscale Data', /Michigan/, 6],
  ])('%s %s is %d $M per MW-year', (landlord, site, published) => {
    expect(dealRent(deal(landlord, site))!.averageUsdMPerMwYear).toBeCloseTo(published, 2);
  });

  test('is undefined where the source lacks megawatts or total', () => {
    expect(dealRent(deal('Bitdeer', /Tydal/))).toBeUndefined();
    expect(dealRent(deal('Cipher', /Stingray/))).toBeUndefined();
  });
});

describe('dealMedians()', () => {
  const medians = dealMedians(deals);
  const of = (structure: string, basis: string) =>
    medians.find((one) => one.structure === structure && one.basis === basis);

  test('leaves out what is cumulative, conditional, inferred or recalled', () => {
    const counted = medians.reduce((sum, { count }) => sum + count, 0);
    expect(counted).toBe(deals.filter(({ status }) => status === 'signed').length);
    const changed = dealMedians(
      deals.map((one) => ({ ...one, contractUsdM: one.status === 'signed' ? one.contractUsdM! : 1e5 })),
    );
    expect(changed).toEqual(medians);
  });

  test('keeps critical and gross megawatts apart', () => {
    expect(of('lease', 'gross')).toMatchObject({ count: 1, few: true });
    expect(of('lease', 'gross')!.averageUsdPerKwMonth).toBeCloseTo(101.9, 1);
  });

  test('an odd number has its middle deal, an even number the mean of two, fewer than three say so', () => {
    const yearOne = (landlord: string, site: RegExp) =>
      dealRent(deal(landlord, site))!.firstYearUsdPerKwMonth;
    expect(of('triple-net', 'critical')).toMatchObject({ count: 3, few: false });
    expect(of('triple-net', 'critical')!.firstYearUsdPerKwMonth).toBe(yearOne('Hut 8', /River Bend/));
    const middle = (yearOne('TeraWulf', /CB-3/) + yearOne('TeraWulf', /CB-5/)) / 2;
    expect(of('modified gross', 'critical')!.firstYearUsdPerKwMonth).toBeCloseTo(middle, 9);
    expect(of('hosting', 'critical')).toMatchObject({ count: 2, few: true });
  });

  test('leaves out what is three times any other, though it was signed', () => {
    expect(deal('Hyperscale Data', /Michigan/).status).toBe('outlier');
  });
});

describe('firstYearRent()', () => {
  const over15 = { termYears: 15, escalatorPercentPerYear: 3 };

  test('turns an average of 154.672 over 15 years at 3 % into 124.74', () => {
    expect(firstYearRent({ rent: { basis: 'average', usdPerKwMonth: 154.672 }, ...over15 })).toBeCloseTo(
      124.74,
      2,
    );
  });

  test('turns River Bend, $7.0B over 15 years on 245 MW, into 128.0', () => {
    const rent = { basis: 'total' as const, usd: 7e9 };
    expect(firstYearRent({ rent, criticalMw: 245, ...over15 })).toBeCloseTo(128, 1);
  });

  test('needs the megawatts of a total', () => {
    expect(() => firstYearRent({ rent: { basis: 'total', usd: 7e9 }, ...over15 })).toThrow(
      /criticalMw must be between/,
    );
  });

  test('is the rent whose years, added one by one, are the total', () => {
    const whole = fc.record({
      termYears: fc.integer({ min: 1, max: 40 }),
      escalatorPercentPerYear: fc.double({ min: -5, max: 10, noNaN: true }),
      criticalMw: fc.double({ min: 10, max: 1000, noNaN: true }),
      usd: fc.double({ min: 1e6, max: 1e9, noNaN: true }),
    });
    fc.assert(
      fc.property(whole, ({ usd, ...lease }) => {
        const first = firstYearRent({ rent: { basis: 'total', usd }, ...lease });
        let paid = 0;
        for (let year = 0; year < lease.termYears; year++) {
          paid += first * (1 + lease.escalatorPercentPerYear / 100) ** year * 12 * 1000 * lease.criticalMw;
        }
        expect(paid / usd).toBeCloseTo(1, 9);
        const average: SaidRent = {
          basis: 'average',
          usdPerKwMonth: usd / (lease.criticalMw * 12_000 * lease.termYears),
        };
        expect(firstYearRent({ rent: average, ...lease }) / first).toBeCloseTo(1, 9);
      }),
    );
  });
});

describe('matchedRent()', () => {
  test('is the median in year 1 of leases alike, which is the default rent', () => {
    const rent = matchedRent({ leaseForm: 'triple-net', retrofit: false })!;
    expect(rent).toEqual({
      firstYearUsdPerKwMonth: 128,
      count: 3,
      retrofit: false,
      widened: false,
      few: false,
      escalatorAssumedOf: 1,
    });
    expect(assumptions.rentUsdPerKwMonth.value).toBe(rent.firstYearUsdPerKwMonth);
  });

  test('sets no rent of new buildings on the capex of a retrofit: it widens by structure, and says how few', () => {
    const rent = matchedRent({ leaseForm: 'triple-net', retrofit: true })!;
    expect(rent).toMatchObject({ count: 1, widened: true, few: true });
    const [riot] = deals.filter(({ retrofit }) => retrofit);
    expect(rent.firstYearUsdPerKwMonth).toBeCloseTo(dealRent(riot!)!.firstYearUsdPerKwMonth, 0);
  });

  test('is not there where nothing matches', () => {
    expect(matchedRent({ leaseForm: 'triple-net', retrofit: false, deals: [] })).toBeUndefined();
  });
});

describe('checkDeal()', () => {
  test('accepts every public deal, and refuses a lease at three times any other', () => {
    for (const one of deals) expect(() => checkDeal(one)).not.toThrow();
    const dear = { ...deal('Hyperscale Data', /Michigan/), status: 'signed' as const };
    expect(() => checkDeal(dear)).toThrow('rentUsdPerKwMonth must be between 1 and 400 USD/kW-month');
  });
});

describe('rentPercentile() and selectDeals()', () => {
  const asked = { structure: 'triple-net' as const, termYears: 15, deals };

  test('ranks a rent of year 1 among signed leases of its structure and about its term', () => {
    const at = (firstYearUsdPerKwMonth: number) => rentPercentile({ ...asked, firstYearUsdPerKwMonth })!;
    expect(at(1)).toEqual({ percent: 0, among: 3 });
    expect(at(130).percent).toBeCloseTo(66.7, 1);
    expect(at(1000).percent).toBe(100);
  });

  test('ranks nothing where fewer than three are alike', () => {
    const rent = { ...asked, firstYearUsdPerKwMonth: 130 };
    expect(rentPercentile({ ...rent, deals: [] })).toBeUndefined();
    expect(rentPercentile({ ...rent, termYears: 10 })).toBeUndefined();
    expect(rentPercentile({ ...rent, structure: 'hosting' })).toBeUndefined();
  });

  test('finds deals by company, lessee or structure however written, of a year and since a month', () => {
    expect(selectDeals({ deals, words: 'hut8' })).toHaveLength(2);
    expect(selectDeals({ deals, words: '2025-11' }).map(({ date }) => date)).toEqual(
      deals.flatMap(({ date }) => (date.startsWith('2025-11') ? [date] : [])),
    );
    expect(selectDeals({ deals, words: '2025-11' })).toHaveLength(4);
    expect(selectDeals({ deals, words: 'coreweave' }).length).toBeGreaterThan(5);
    expect(selectDeals({ deals, words: 'Triple Net' }).every((it) => it.structure === 'triple-net')).toBe(
      true,
    );
    const leased = selectDeals({ deals, structure: 'modified gross', words: 'cipher' });
    expect(leased.map(({ site }) => site.slice(0, 11))).toEqual(['Barber Lake', 'Barber Lake']);
    const of2025 = selectDeals({ deals, year: '2025' });
    expect(of2025).toHaveLength(deals.filter(({ date }) => date.slice(0, 4) === '2025').length);
    expect(of2025.every(({ date }) => date.startsWith('2025-'))).toBe(true);
    expect(selectDeals({ deals, since: '2026' }).every(({ date }) => date >= '2026')).toBe(true);
  });
});
