import type { Block, Figure, Part, Step } from '../../chat/reply.ts';
import { figure, type Metric } from '../../chat/show/figures.ts';
import { exact } from '../../chat/show/numerals.ts';
import { memoize } from '../../common/memoize.ts';
import { BAND_80, HASHRATE_DRIFT_PER_PERIOD } from '../../economics/index.ts';
import { scoreNear } from '../../market/forecasts/forecast.ts';
import type { ForecastKind } from '../../market/forecasts/score.ts';
import type { MarketView } from './view.ts';

/** The figures of the next-retarget estimate. */
export const retargetFigures = memoize(({ retarget, from }: MarketView) => {
  const of = (metric: Metric, value: number): Figure => figure({ metric, value, from: from.chain });
  const pace = (label: string, milliseconds: number): Figure =>
    figure({ metric: 'secondsPerBlock', value: milliseconds / 1000, label, from: from.chain });
  return {
    change: of('nextRetargetChangePercent', retarget.changePercent),
    low: of('nextRetargetLowPercent', retarget.lowPercent),
    high: of('nextRetargetHighPercent', retarget.highPercent),
    date: of('nextRetargetTimeUnix', Math.round(retarget.nextRetargetTime / 1000)),
    height: of('nextRetargetHeight', retarget.nextRetargetHeight),
    blocksLeft: of('retargetBlocksLeft', retarget.remainingBlocks),
    progress: of('retargetProgressPercent', retarget.progressPercent),
    pace: pace('Time per block this period', retarget.periodMillisecondsPerBlock),
    expectedPace: pace('Time per block expected', retarget.millisecondsPerBlock),
    estimatePace: pace('Time per block measured', retarget.estimateMillisecondsPerBlock),
  };
});

/** The estimate in one sentence with its band; early in a period it says that it knows little. */
export const retargetSentence = memoize((view: MarketView): Block => {
  const { change, low, high, date, blocksLeft } = retargetFigures(view);
  const record = forecastRecord({ view, kind: 'retarget', blocks: view.snapshot.chain.value.height % 2016 });
  const weak = view.retarget.informative ? '' : ' So early in the period this is no better than “no change”.';
  return {
    kind: 'text',
    parts: [
      'Next retarget in ',
      blocksLeft,
      ' blocks, about ',
      date,
      ': ',
      change,
      ' (80% band ',
      low,
      ' to ',
      high,
      `).${weak}`,
      ...record,
    ],
  };
});

/** How often bands like the one shown held, where the desk has judged any. */
export function forecastRecord(asked: { view: MarketView; kind: ForecastKind; blocks: number }): Part[] {
  const { view, kind, blocks } = asked;
  const score = scoreNear({ scores: view.snapshot.forecastScores ?? [], kind, blocks });
  if (score === undefined) return [];
  const from = { ...view.from.chain, source: 'the desk’s own record' };
  const of = (metric: Metric, value: number): Figure => figure({ metric, value, subject: kind, from });
  const held = of('bandHeldCount', score.held);
  return [' Such a band held ', held, ' of the last ', of('bandJudgedCount', score.among), '.'];
}

/** How the estimate comes about. */
export const retargetSteps = memoize((view: MarketView): Step[] => {
  const { change, low, high, progress, estimatePace } = retargetFigures(view);
  const { retarget } = view;
  return [
    {
      result: change,
      formula:
        'estimate = (600 s ÷ time per block − 1) × 100, within −75 and +300; time per block over this period, the block under way counted as found; in its first quarter over the last 504 blocks, the part before the last retarget scaled by that retarget',
      inputs: [estimatePace, progress],
      arithmetic: `(600 ÷ ${exact(estimatePace.value)} − 1) × 100 = ${exact((600 / estimatePace.value - 1) * 100)}`,
    },
    {
      result: high,
      formula: `80% band = estimate ± ${BAND_80} standard errors: ${luckAndDrift('block times')}`,
      inputs: [change],
      arithmetic: `${exact(retarget.changePercent)} ± ${BAND_80} × ${exact(retarget.standardErrorPoints)} = ${low.text} to ${high.text}`,
    },
  ];
});

/** What the bands of forecasts of the chain are made of. */
export const luckAndDrift = (of: string): string =>
  `the luck of ${of} and a drift of hashrate of ${HASHRATE_DRIFT_PER_PERIOD * 100}% a period, in quadrature`;
