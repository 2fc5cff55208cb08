import type { MarketView } from '../answers/market/view.ts';
import { metrics } from '../chat/show/metrics.ts';
import { BAND_80 } from '../economics/index.ts';
import { type Cell, serialDay, text, type Worksheet } from './cells.ts';

/** When the next halving comes, from the height of the chain and the time that blocks take. */
export function halvingSheet({ halving, retarget, snapshot }: MarketView): Worksheet {
  const { blocksAtCurrentPace, blocksLeft } = halving;
  const seconds = { current: retarget.millisecondsPerBlock / 1000, later: halving.longRunSecondsPerBlock };
  const input = (label: string, cell: Cell): Cell[] => [text(label), { ...cell, look: 'input' }];
  const result = (label: string, cell: Cell): Cell[] => [text(label), cell];
  const chain = snapshot.chain.source;
  const error = halving.standardErrorPercent / 100;
  const [from, to] = [halving.earliestTime, halving.latestTime].map(serialDay);
  return {
    name: 'Halving',
    widths: [52, 20, 60],
    rows: [
      ['The next halving', '', 'Source'].map((it) => text(it, 'head')),
      [...input('Now', { value: serialDay(snapshot.now), format: 'day' }), text(chain, 'note')],
      [
        ...input(metrics.blockHeight.label, { value: snapshot.chain.value.height, format: 'whole' }),
        text(chain, 'note'),
      ],
      input('Seconds per block to the end of this period', { value: seconds.current, format: 'tenths' }),
      input('Seconds per block after it', { value: seconds.later, format: 'tenths' }),
      input('Error of hashrate’s drift over the span, share of it', {
        value: Math.sqrt(error * error - 1 / blocksLeft),
        format: 'percent',
      }),
      [],
      result(metrics.halvingHeight.label, {
        value: halving.height,
        formula: '(INT(B3/210000)+1)*210000',
        format: 'whole',
      }),
      result(metrics.halvingBlocksLeft.label, { value: blocksLeft, formula: 'B8-B3', format: 'whole' }),
      result('Of them in this period', {
        value: blocksAtCurrentPace,
        formula: 'MIN(2016-MOD(B3,2016),B9)',
        format: 'whole',
      }),
      result(metrics.halvingDaysLeft.label, {
        value: halving.daysLeft,
        formula: '(B10*B4+(B9-B10)*B5)/86400',
        format: 'tenths',
      }),
      result(metrics.halvingTimeUnix.label, {
        value: serialDay(halving.time),
        formula: 'B2+B11',
        format: 'day',
      }),
      result('Standard error, share of the span', {
        value: error,
        formula: 'SQRT(1/B9+B6*B6)',
        format: 'percent',
      }),
      result(metrics.halvingEarliestUnix.label, {
        value: from,
        formula: `B2+B11*MAX(0,1-${BAND_80}*B13)`,
        format: 'day',
      }),
      result(metrics.halvingLatestUnix.label, {
        value: to,
        formula: `B2+B11*(1+${BAND_80}*B13)`,
        format: 'day',
      }),
    ],
  };
}
