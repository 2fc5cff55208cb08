import { describe, expect, test } from 'vitest';
import { comparePivot, hashprice, type Site, splitSite } from '../../../src/economics/index.ts';
import { market } from '../fixtures.ts';
import { asBefore, caseOf, plain, prairie } from './fixtures.ts';

describe('leasable megawatts', () => {
  const limits = (site: Partial<Site>) => comparePivot(caseOf({ site: { ...prairie, ...site } })).leasable;

  test.each([
    ['gross', 100, {}],
    ['gross', 140, { grossMw: 140 }],
    ['energised', 60, { energisedMw: 60 }],
    ['firm', 70, { firmMw: 70 }],
    ['firm', 50, { firmMw: 50, energisedMw: 60 }],
    ['gross', 100, { energisedMw: 60, earliestEnergisation: '2027-09' }],
  ] as const)('%s binds at %d MW', (binding, leasableMw, site) => {
    expect(limits(site)).toMatchObject({ binding, leasableMw });
  });

  test('the critical megawatts follow from the site’s ratio, or from the assumed one', () => {
    expect(limits({ grossToCritical: 1.25 }).criticalMw).toBe(80);
    expect(limits({}).criticalMw).toBeCloseTo(100 / 1.4, 12);
  });

  test('megawatts energised later are let later, and worth less for it', () => {
    const at = (earliestEnergisation: string) =>
      comparePivot(caseOf({ site: { ...prairie, energisedMw: 60, earliestEnergisation } })).colocation;
    const [soon, late, never] = [at('2027-01'), at('2031-01'), at('2060-01')];
    expect(late.npvUsd).toBeLessThan(soon.npvUsd);
    expect(never.converted).toHaveLength(1);
    expect(soon.converted).toHaveLength(1);
    expect(late.converted).toHaveLength(2);
  });
});

describe('splitSite()', () => {
  test('the best split is on its curve, which begins at mining and ends at all that is leasable', () => {
    const { best, curve } = splitSite(caseOf({ site: { ...prairie, firmMw: 80 } }));
    expect(curve[0]).toMatchObject({ use: 'mining', convertedMw: 0 });
    expect(curve.at(-1)!.convertedMw).toBe(80);
    expect(Math.max(...curve.map(({ npvUsd }) => npvUsd))).toBe(best.npvUsd);
  });

  test('keeps the machines that earn more than a lease pays and converts the others', () => {
    const asked = caseOf(
      { ...asBefore, hashprice: hashprice({ ...market, priceUsd: 160_000 }) },
      { ...plain },
    );
    const { best } = splitSite(asked);
    const { mining, colocation } = comparePivot(asked);
    expect(best.use).not.toBe('mining');
    expect(best.convertedMw).toBeLessThan(100);
    expect(best.npvUsd).toBeGreaterThan(mining.npvUsd);
    expect(best.npvUsd).toBeGreaterThan(colocation.npvUsd);
  });
});
