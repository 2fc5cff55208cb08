import { describe, expect, test } from 'vitest';
import {
  type Deal,
  dealMedians,
  dealRent,
  deals,
  rentPercentile,
  selectDeals,
} from '../../../src/economics/index.ts';

const deal = (landlord: string, site: RegExp): Deal =>
  deals.find((one) => one.landlord === landlord && site.test(one.site))!;

describe('dealRent() against published figures', () => {
  test('TeraWulf–Fluidstack: $3.7B, 10 years, 200 critical MW are $1.85M per MW-year', () => {
    const rent = dealRent(deal('TeraWulf', /CB-3/))!;
    expect(Math.abs(rent.rentUsdMPerMwYear / 1.85 - 1)).toBeLessThan(0.003);
    expect(rent.rentUsdPerKwMonth).toBeCloseTo(154.2, 1);
  });

  test('Cipher–AWS: $5.5B for 300 MW are $18.3M per MW, which are gross', () => {
    const rent = dealRent(deal('Cipher', /Black Pearl/))!;
    expect(Math.abs(rent.contractUsdMPerMw / 18.3 - 1)).toBeLessThan(0.003);
    expect(rent.basis).toBe('gross');
  });

  test('Hut 8 River Bend begins with $376.4M a year', () => {
    const rent = dealRent(deal('Hut 8', /River Bend/))!;
    expect(Math.abs(rent.firstYearUsdMPerMw! * 245 - 376.4)).toBeLessThan(0.1);
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
  ])('%s %s is %d $M per MW-year', (landlord, site, published) => {
    expect(dealRent(deal(landlord, site))!.rentUsdMPerMwYear).toBeCloseTo(published, 2);
  });

  test('is undefined where the source lacks megawatts or total', () => {
    expect(dealRent(deal('Bitdeer', /Tydal/))).toBeUndefined();
    expect(dealRent(deal('Cipher', /third campus/))).toBeUndefined();
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
    expect(of('lease', 'gross')!.rentUsdMPerMwYear).toBeCloseTo(1.222, 3);
  });

  test('an odd number has its middle deal, an even number the mean of two, fewer than three say so', () => {
    expect(of('triple-net', 'critical')).toMatchObject({ count: 3, few: false });
    expect(of('triple-net', 'critical')!.rentUsdMPerMwYear).toBeCloseTo(7000 / 245 / 15, 9);
    expect(of('modified gross', 'critical')!.rentUsdMPerMwYear).toBeCloseTo((1.85 + 1.875) / 2, 9);
    expect(of('hosting', 'critical')).toMatchObject({ count: 2, few: true });
  });
});

describe('rentPercentile() and selectDeals()', () => {
  test('ranks a rent among the signed leases on critical megawatts', () => {
    const at = (averageRentUsdPerMwYear: number) => rentPercentile({ averageRentUsdPerMwYear, deals })!;
    expect(at(1)).toEqual({ percent: 0, among: 13 });
    expect(at(1e8).percent).toBe(100);
    expect(at(1.85e6).percent).toBeGreaterThanOrEqual(at(1.84e6).percent);
    expect(rentPercentile({ averageRentUsdPerMwYear: 1e6, deals: [] })).toBeUndefined();
  });

  test('finds deals by company, tenant or structure however written, and since a month', () => {
    expect(selectDeals({ deals, words: 'hut8' })).toHaveLength(2);
    expect(selectDeals({ deals, words: 'coreweave' }).length).toBeGreaterThan(5);
    expect(selectDeals({ deals, words: 'Triple Net' }).every((it) => it.structure === 'triple-net')).toBe(
      true,
    );
    const leased = selectDeals({ deals, structure: 'modified gross', words: 'cipher' });
    expect(leased.map(({ site }) => site.slice(0, 11))).toEqual(['Barber Lake', 'Barber Lake']);
    expect(selectDeals({ deals, since: '2026' }).every(({ date }) => date >= '2026')).toBe(true);
  });
});
