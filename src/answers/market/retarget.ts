import type { Block, Figure, Step } from '../../chat/reply.ts';
import { figure, type Metric } from '../../chat/show/figures.ts';
import { exact } from '../../chat/show/numerals.ts';
import { memoize } from '../../common/memoize.ts';
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
    ],
  };
});

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
      formula: '80% band = estimate ± 1.28 standard errors of the block times that are still to come',
      inputs: [change],
      arithmetic: `${exact(retarget.changePercent)} ± 1.28 × ${exact(retarget.standardErrorPoints)} = ${low.text} to ${high.text}`,
    },
  ];
});
