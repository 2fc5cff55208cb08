import type { LinesChart } from '../../charts/chart.ts';
import { bare } from '../../chat/show/chart.ts';
import type { Provenance } from '../../chat/show/figures.ts';
import type { Backtest, Episode } from '../reading/backtest.ts';
import { describeCondition } from '../rules/describe.ts';
import type { LevelCondition } from '../rules/rule.ts';
import { measurementFigures, nameOf } from './measurementFigures.ts';

/**
 * What a rule would have watched, day by day, with its limit and the days on which it would have fired and recovered.
 * Undefined where the limit itself moves, or history holds no two days.
 */
export function backtestChart(asked: {
  condition: LevelCondition;
  result: Backtest;
  /** `would have fired twice` */
  fired: string;
  from: Provenance;
}): LinesChart | undefined {
  const { condition, result, fired, from } = asked;
  const { points, limit: level } = result;
  const last = points.at(-1);
  if (last === undefined || points.length < 2 || level === undefined) return undefined;
  const measurement = { value: last[1], limit: level, side: 'below' as const, band: 0 };
  const { value, limit } = measurementFigures({ condition, measurement, from });
  return {
    form: 'lines',
    title: `Backtest: ${describeCondition(condition)}`,
    unit: value.unit,
    note: fired,
    alt: `${nameOf({ condition })} ended at ${value.text}, limit ${limit.text}; ${fired}.`,
    points: [...points],
    now: { label: 'Last', value: value.value, text: bare(value) },
    levels: [{ label: 'Limit', value: limit.value, text: bare(limit) }],
    marks: result.episodes.flatMap(marksOf),
    ...(result.episodes.length > 0 && { legend: 'fires, has recovered' }),
  };
}

function marksOf({ from, to }: Episode): LinesChart['marks'] {
  const fires = { at: Date.parse(from), kind: 'up' as const };
  return to === undefined ? [fires] : [fires, { at: Date.parse(to), kind: 'down' as const }];
}
