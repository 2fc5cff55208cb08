import { expect, it } from 'vitest';
import { backtestCard } from '../../../src/alerts/cards/backtest.ts';
import { backtest } from '../../../src/alerts/reading/backtest.ts';
import { siteLine } from '../../../src/alerts/reading/siteLine.ts';
import { readRule } from '../../../src/alerts/rules/words.ts';
import { renderPlain } from '../../../src/chat/show/plain.ts';
import type { DailyRow } from '../../../src/market/contract.ts';
import { testSite } from '../../support/testSite.ts';

const DAY_MS = 86_400_000;
const site = { line: siteLine(testSite()) };
const sites = { site: () => site, sites: () => [site] };
const known = { sites: [{ name: 'Rockdale', machines: [] }] };

/** One hashprice a day; undefined is a day that history does not hold. */
function rowsOf(values: readonly (number | undefined)[]): DailyRow[] {
  const difficulty = 1.4e14;
  const feesBtcPerBlock = 0.03;
  const hashpriceBtcPerPhDay = ((3.125 + feesBtcPerBlock) * 86_400 * 1e15) / (difficulty * 2 ** 32);
  return values.flatMap((value, at) => {
    const day = new Date(Date.parse('2026-01-01') + at * DAY_MS).toISOString().slice(0, 10);
    if (value === undefined) return [];
    const priceUsd = value / hashpriceBtcPerPhDay;
    const from = { source: 'mempool.space', observedAt: Date.parse('2026-06-01') };
    const paid = { hashpriceBtcPerPhDay, hashpriceUsdPerPhDay: value };
    return [{ day, priceUsd, difficulty, feesBtcPerBlock, ...paid, ...from }];
  });
}

const run = (text: string, values: readonly (number | undefined)[]) =>
  backtest({
    rule: { forMs: 0, cooldownMs: 0, ...readRule(text, known) },
    tenant: 't',
    rows: rowsOf(values),
    sites,
  });

it('backtest() tells when a rule would have fired, for how long and how deep', () => {
  const { episodes, days, from, to } = run('hashprice < 40', [45, 39, 38, 40.5, 41, 45, undefined, 39.5]);
  expect({ days, from, to }).toEqual({ days: 7, from: '2026-01-01', to: '2026-01-08' });
  expect(episodes.map(({ extreme, ...rest }) => ({ ...rest, extreme: Number(extreme.toFixed(6)) }))).toEqual([
    { from: '2026-01-02', to: '2026-01-05', days: 3, extreme: 38 },
    { from: '2026-01-08', days: 1, extreme: 39.5 },
  ]);
});

it('backtestCard() says which days have no value, and that sites are taken as they are now', () => {
  const said = (text: string) => {
    const result = run(text, [45, undefined, undefined, 39]);
    const { condition } = readRule(text, known);
    return renderPlain({ reply: backtestCard({ condition, result, now: 0 }), now: 0, width: 200 });
  };
  expect(said('hashprice < 40')).toContain('the longest for 1 day. 2 of these days have no value.');
  expect(said('hashprice < 40')).not.toContain('as they are now');
  expect(said('rockdale margin < 0')).toContain('Sites and their power prices are taken as they are now.');
});

it('backtest() counts a time to hold in days', () => {
  expect(run('hashprice < 40 for 2 days', [45, 39, 39, 45, 39, 39, 39, 45]).episodes).toMatchObject([
    { from: '2026-01-07' },
  ]);
});

it('backtest() tests changes over days, and sites', () => {
  expect(run('hashprice drops 10% in 24h', [50, 46, 41, 41, 41]).episodes).toMatchObject([
    { from: '2026-01-03' },
  ]);
  expect(run('rockdale margin < 0', [48, 12, 48]).episodes).toMatchObject([
    { from: '2026-01-02', to: '2026-01-03' },
  ]);
});

it.each(['price moves 5% in 1h', 'halving', 'source lost', 'next retarget > 3%'])(
  'backtest() refuses “%s”',
  (text) => {
    expect(() => run(text, [48])).toThrow(/^History/);
  },
);

it('backtestCard() draws the days with the limit, and where the rule would have fired and recovered', () => {
  const drawn = (text: string) => {
    const result = run(text, [45, 39, 38, 45, undefined, 39.5]);
    const { condition } = readRule(text, known);
    const { blocks } = backtestCard({ condition, result, now: 0 });
    return blocks.flatMap((block) => (block.kind === 'chart' ? [block.chart] : []));
  };
  const day = (number: number) => Date.parse('2026-01-01') + (number - 1) * DAY_MS;
  const [chart] = drawn('hashprice < 40');
  expect(chart).toMatchObject({
    form: 'lines',
    levels: [{ label: 'Limit', value: 40, text: '$40.00' }],
    marks: [
      { at: day(2), kind: 'up' },
      { at: day(4), kind: 'down' },
      { at: day(6), kind: 'up' },
    ],
  });
  expect(chart?.form === 'lines' && chart.points.map(([at]) => at)).toEqual([1, 2, 3, 4, 6].map(day));
  expect(drawn('rockdale power is above breakeven')).toEqual([]);
});
