import { expect, it } from 'vitest';
import { crossingChart } from '../../../src/alerts/cards/crossing.ts';
import type { MessageContext } from '../../../src/alerts/cards/messageContext.ts';
import type { Notification } from '../../../src/alerts/cards/notification.ts';
import { measure, payoutsOf } from '../../../src/alerts/reading/measure.ts';
import { sampleOf } from '../../../src/alerts/reading/sample.ts';
import { siteLine } from '../../../src/alerts/reading/siteLine.ts';
import type { LevelCondition, Rule } from '../../../src/alerts/rules/rule.ts';
import { readRule } from '../../../src/alerts/rules/words.ts';
import { calmMarket, snapshotOf } from '../../support/alertDesk.ts';
import { testSite } from '../../support/testSite.ts';

const NOW = Date.parse('2026-04-20T12:00:00Z');
const site = { line: siteLine(testSite()) };
const known = { sites: [{ name: 'Rockdale', machines: [] }] };

/** The picture of a rule that fires at this hashprice (USD/PH/day), after days at 48. */
function drawn({ text, hashprice }: { text: string; hashprice: number }) {
  const from = { source: 'mempool.space', observedAt: NOW };
  const history = ['2026-04-17', '2026-04-18', '2026-04-19'].map((day) => {
    return { day, hashpriceUsdPerPhDay: 48, ...from };
  });
  const snapshot = { ...snapshotOf(calmMarket(hashprice), NOW), history };
  const sample = sampleOf(snapshot);
  const { condition } = readRule(text, known) as { condition: LevelCondition };
  const circumstances = {
    sample,
    past: () => undefined,
    troubledSources: [],
    site: () => site,
    sites: () => [site],
  };
  const measurement = measure({ condition, tenant: 't', now: circumstances });
  const one = {
    number: 1,
    kind: 'fired',
    since: NOW,
    rule: { condition } as Rule,
    measurement,
  } as Notification;
  const context = {
    now: NOW,
    snapshot,
    sample,
    from,
    payouts: payoutsOf(sample),
  } as unknown as MessageContext;
  return crossingChart({ notifications: [one], context });
}

it('crossingChart() draws what a market rule watches beside its limit', () => {
  const chart = drawn({ text: 'hashprice < 45', hashprice: 43 });
  expect(chart?.points.map(([, value]) => Math.round(value))).toEqual([48, 48, 48, 43]);
  expect(chart?.levels).toEqual([{ label: 'Limit', value: 45, text: '$45.00' }]);
  expect(chart?.alt).toBe('hashprice is $43.00/PH/day, below the limit of $45.00/PH/day.');
});

it('crossingChart() draws the hashprice at which a site is at its limit, the same margin there', () => {
  const chart = drawn({ text: 'rockdale margin < 100', hashprice: 10 });
  const [limit] = chart?.levels ?? [];
  expect(site.line.net * limit!.value - site.line.costUsdPerDay).toBeCloseTo(100, 6);
  expect(chart?.title).toBe('Hashprice and the limit of Rockdale, 30 days');
  expect(chart?.alt).toMatch(
    /^Rockdale margin is .*, below the limit of \$100.00\/day\. Hashprice is \$10\.00/,
  );
});

it('crossingChart() draws nothing of what has no course: a power price, a share of fees', () => {
  expect(drawn({ text: 'rockdale power > 20', hashprice: 40 })).toBeUndefined();
  expect(drawn({ text: 'fee share > 0', hashprice: 40 })).toBeUndefined();
});
