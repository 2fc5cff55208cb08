import type { Figure, Step } from '../../chat/reply.ts';
import { BUILT_IN_DEFAULT, figure, type Metric } from '../../chat/show/figures.ts';
import { day, exact } from '../../chat/show/numerals.ts';
import { memoize } from '../../common/memoize.ts';
import { BAND_80 } from '../../economics/index.ts';
import { luckAndDrift, retargetFigures } from './retarget.ts';
import type { MarketView } from './view.ts';

/** The figures of the halving estimate. */
export const halvingFigures = memoize(({ halving, hashprice, from }: MarketView) => {
  const of = (metric: Metric, value: number): Figure => figure({ metric, value, from: from.chain });
  const seconds = (time: number) => Math.round(time / 1000);
  return {
    blocksLeft: of('halvingBlocksLeft', halving.blocksLeft),
    daysLeft: of('halvingDaysLeft', halving.daysLeft),
    height: of('halvingHeight', halving.height),
    date: of('halvingTimeUnix', seconds(halving.time)),
    earliest: of('halvingEarliestUnix', seconds(halving.earliestTime)),
    latest: of('halvingLatestUnix', seconds(halving.latestTime)),
    subsidyNow: of('subsidyBtc', hashprice.subsidyBtc),
    subsidyAfter: of('subsidyAfterHalvingBtc', halving.subsidyBtcAfter),
  };
});

/** How the estimate comes about. */
export const halvingSteps = memoize((view: MarketView): Step[] => {
  const { halving, snapshot, from } = view;
  const { blocksLeft, daysLeft, height, date, earliest, latest } = halvingFigures(view);
  const { expectedPace } = retargetFigures(view);
  const { blocksAtCurrentPace: soon, longRunSecondsPerBlock } = halving;
  const tip = figure({ metric: 'blockHeight', value: snapshot.chain.value.height, from: from.chain });
  const longRun = figure({
    metric: 'secondsPerBlock',
    value: longRunSecondsPerBlock,
    label: 'Time per block over three years',
    from:
      snapshot.longRunSecondsPerBlock === undefined
        ? { ...from.chain, source: BUILT_IN_DEFAULT }
        : from.chain,
  });
  const seconds = `${exact(soon)} × ${exact(expectedPace.value)} + ${exact(blocksLeft.value - soon)} × ${exact(longRun.value)}`;
  return [
    {
      result: blocksLeft,
      formula: 'blocks left = next multiple of 210,000 − block height',
      inputs: [tip],
      arithmetic: `${height.text} − ${tip.text} = ${blocksLeft.text}`,
    },
    {
      result: daysLeft,
      formula:
        'days left = (blocks left in this period × their time + the blocks after them × the time over three years) ÷ 86,400 s',
      inputs: [blocksLeft, expectedPace, longRun],
      arithmetic: `(${seconds}) ÷ 86,400 = ${exact(daysLeft.value)}`,
    },
    {
      result: date,
      formula: `date = now + days left; 80% band = ± ${BAND_80} standard errors: ${luckAndDrift('the blocks left')}`,
      inputs: [daysLeft],
      arithmetic: `${day(snapshot.now)} + ${exact(daysLeft.value)} ± ${BAND_80} × ${exact((daysLeft.value * halving.standardErrorPercent) / 100)} days = ${earliest.text} to ${latest.text}`,
    },
  ];
});
