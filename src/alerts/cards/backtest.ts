import { type Block, type Reply, reply } from '../../chat/reply.ts';
import { chartBlock } from '../../chat/show/chart.ts';
import { figure, type Provenance } from '../../chat/show/figures.ts';
import type { Backtest, Episode } from '../reading/backtest.ts';
import { describeCondition } from '../rules/describe.ts';
import type { Condition, LevelCondition } from '../rules/rule.ts';
import { backtestChart } from './backtestChart.ts';
import { measurementFigures } from './measurementFigures.ts';

const MOST_EPISODES = 12;
const DAY_MS = 86_400_000;

interface BacktestAsked {
  condition: Condition;
  result: Backtest;
  now: number;
}

/** What a rule would have done, an episode a line. */
export function backtestCard(asked: BacktestAsked): Reply {
  const { condition, now } = asked;
  const { episodes, from: first, to: last } = asked.result;
  const what = describeCondition(condition);
  if (last === undefined) return reply({ title: `${what}: history holds no day of it`, tone: 'warning' });
  const longest = Math.max(0, ...episodes.map(({ days }) => days));
  const from = { source: 'daily history', observedAt: Math.min(now, Date.parse(last) + DAY_MS) };
  const times = figure({ metric: 'alertCount', value: episodes.length, label: 'Times fired', from });
  const shown = episodes.slice(-MOST_EPISODES);
  const fired = timesFired(episodes.length);
  const chart = backtestChart({ ...asked, condition: condition as LevelCondition, fired, from });
  return reply({
    title: `${what} ${fired}`,
    blocks: [
      {
        kind: 'text',
        parts: [
          times,
          episodes.length === 1 ? ' time' : ' times',
          ` from ${first} to ${last}, one value a day`,
          episodes.length === 0 ? '.' : `, the longest for ${dayCount(longest)}.`,
          ...assumed(asked),
        ],
      },
      ...chartBlock(chart),
      ...(shown.length > 0
        ? [episodeTable({ shown, left: episodes.length - shown.length, condition, from })]
        : []),
    ],
  });
}

/** What a reader could take for granted and must not: days without a value, and sites as they were. */
function assumed({ condition, result: { days, from = '', to = '' } }: BacktestAsked): string[] {
  const missing = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1 - days;
  const sites = ['site', 'breakeven', 'unprofitable'].includes(condition.kind);
  return [
    ...(missing > 0 ? [` ${missing} of these days ${missing === 1 ? 'has' : 'have'} no value.`] : []),
    ...(sites ? [' Sites and their power prices are taken as they are now.'] : []),
  ];
}

function timesFired(times: number): string {
  if (times === 0) return 'would not have fired';
  return `would have fired ${times === 1 ? 'once' : `${times} times`}`;
}

const dayCount = (days: number) => (days === 1 ? '1 day' : `${days} days`);

function episodeTable(asked: {
  shown: readonly Episode[];
  left: number;
  condition: Condition;
  from: Provenance;
}): Block {
  const { shown, left, condition, from } = asked;
  return {
    kind: 'table',
    title: left > 0 ? `The last ${shown.length}; ${left} earlier ones are not listed` : 'When',
    columns: [
      { label: 'From', align: 'left' },
      { label: 'To', align: 'left' },
      { label: 'Days', align: 'right' },
      { label: 'Furthest', align: 'right' },
    ],
    rows: shown.map((one) => {
      const measurement = { value: one.extreme, limit: one.extreme, side: 'below' as const, band: 0 };
      const { value } = measurementFigures({ condition: condition as LevelCondition, measurement, from });
      return [one.from, one.to ?? 'still', String(one.days), value];
    }),
  };
}
