import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { crossingsOf } from '../../../src/alerts/reading/crossings.ts';
import { breakevenPowerAt, marginAt, siteLine } from '../../../src/alerts/reading/siteLine.ts';
import { measureSite } from '../../../src/alerts/reading/siteMeasure.ts';
import type { Condition, SiteCondition } from '../../../src/alerts/rules/rule.ts';
import { hasRecovered, holds } from '../../../src/alerts/rules/state.ts';
import { hashprice, siteEconomics } from '../../../src/economics/index.ts';
import { anySite } from './sites.ts';

const market = fc
  .record({
    priceUsd: fc.double({ min: 5_000, max: 500_000, noNaN: true }),
    feesBtcPerBlock: fc.double({ min: 0, max: 5, noNaN: true }),
  })
  .map((part) => hashprice({ subsidyBtc: 3.125, difficulty: 1.2e14, ...part }));

const close = (value: number, expected: number) =>
  expect(Math.abs(value - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)) + 1e-6);

it('siteLine() says of margins and breakevens what the calculation core says', async () => {
  await fc.assert(
    fc.property(anySite, market, (site, paid) => {
      const line = siteLine(site);
      const payout = line.subsidyOnly ? paid.usdPerPhDay * paid.subsidyShare : paid.usdPerPhDay;
      const core = siteEconomics({ site, hashprice: paid });
      close(marginAt(line, payout), core.marginUsdPerDay);
      close(breakevenPowerAt(line, payout), core.breakevenPowerPriceUsdPerMwh);
      for (const [at, one] of core.classes.entries())
        close(marginAt(line.classes[at]!, payout), one.marginUsdPerDay);
    }),
  );
});

const side = fc.constantFrom('below' as const, 'above' as const);
const conditions: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    kind: fc.constant('site' as const),
    site: fc.constant('Rockdale'),
    metric: fc.constantFrom('margin' as const, 'marginPercent' as const, 'headroom' as const),
    side,
    limit: fc.double({ min: -80, max: 90, noNaN: true }),
  }),
  fc.record({ kind: fc.constant('breakeven' as const), site: fc.constant('Rockdale') }),
);

it('crossingsOf() leaves no payout at which a condition turns or recovers unseen', async () => {
  await fc.assert(
    fc.property(
      anySite,
      conditions,
      fc.option(fc.double({ min: -50, max: 150, noNaN: true }), { nil: undefined }),
      fc.double({ min: 1, max: 200, noNaN: true }),
      fc.double({ min: 1, max: 200, noNaN: true }),
      (site, any, power, one, other) => {
        const unprofitable = {
          kind: 'unprofitable' as const,
          site: 'Rockdale',
          machine: siteLine(site).classes[0]!.machine,
        };
        for (const condition of [any as SiteCondition, unprofitable]) {
          const now = { line: siteLine(site), ...(power === undefined ? {} : { power }) };
          const roots = crossingsOf({ condition, site: now });
          const [low, high] = [Math.min(one, other), Math.max(one, other)];
          const at = (payout: number) => {
            const read = {
              ...measureSite({ condition, site: now, payouts: { all: payout, subsidyOnly: payout } })!,
              dataMs: 0,
            };
            return [holds(read), hasRecovered(read)];
          };
          // A value that differs by rounding alone may lie on either side of a root that it is at.
          const between = roots.some((root) => root >= low * (1 - 1e-9) && root <= high * (1 + 1e-9));
          if (!between) expect(at(one)).toEqual(at(other));
        }
      },
    ),
    { numRuns: 2000 },
  );
});

it('crossingsOf() finds the hashprice at which the calculation core puts the breakeven', async () => {
  await fc.assert(
    fc.property(anySite, market, (site, paid) => {
      const condition = {
        kind: 'site' as const,
        site: 'x',
        metric: 'margin' as const,
        side: 'below' as const,
        limit: 0,
      };
      const core = siteEconomics({ site, hashprice: paid }).breakevenHashpriceUsdPerPhDay;
      const [root] = crossingsOf({ condition, site: { line: siteLine(site) } });
      const payout = site.poolScheme === 'PPS' ? core * paid.subsidyShare : core;
      if (payout > 0) close(root!, payout);
      else expect(root === undefined || root > 0).toBe(true);
    }),
  );
});
