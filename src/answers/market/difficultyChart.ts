import type { LinesChart, Point } from '../../charts/chart.ts';
import { figure } from '../../chat/show/figures.ts';
import { day } from '../../chat/show/numerals.ts';
import { basisNote } from './course.ts';
import { marketInputs } from './hashpriceSteps.ts';
import { retargetFigures } from './retarget.ts';
import type { MarketView } from './view.ts';

const MOST_PERIODS = 10;
/** An axis of 14 zeros says nothing. */
const TRILLION = 1e12;

/** Difficulty by period, and where the estimate takes it, within its band. */
export function difficultyChart(view: MarketView): LinesChart {
  const { snapshot, retarget } = view;
  const { change, low, high, date } = retargetFigures(view);
  const { difficulty } = snapshot.chain.value;
  const after = (percent: number) => (difficulty * (1 + percent / 100)) / TRILLION;
  const expected = figure({
    metric: 'difficulty',
    value: difficulty * (1 + retarget.changePercent / 100),
    from: view.from.chain,
  });
  const present = marketInputs(view).difficulty;
  return {
    form: 'lines',
    title: 'Difficulty and the next retarget',
    unit: 'trillions',
    note: ['estimate with its 80% band', basisNote(view)].filter(Boolean).join(' · '),
    alt: `Difficulty is ${present.text}; the next retarget, about ${date.text}, is estimated at ${change.text} (80% band ${low.text} to ${high.text}).`,
    steps: true,
    points: periods(view),
    now: { label: 'Now', value: difficulty / TRILLION, text: present.text },
    levels: [],
    marks: [],
    expected: {
      label: day(retarget.nextRetargetTime).replace(/ \d{4}$/, ''),
      value: after(retarget.changePercent),
      text: expected.text,
      under: change.text,
      low: after(retarget.lowPercent),
      high: after(retarget.highPercent),
      at: retarget.nextRetargetTime,
    },
  };
}

function periods({ snapshot }: MarketView): Point[] {
  const { difficulty, periodStartHeight, periodStartTime } = snapshot.chain.value;
  const before = snapshot.retargets
    .filter(({ height }) => height < periodStartHeight)
    .slice(0, MOST_PERIODS - 1)
    .map(({ time, difficulty: then }): Point => [time, then / TRILLION])
    .reverse();
  const now = difficulty / TRILLION;
  return [...before, [periodStartTime, now], [Math.max(periodStartTime, snapshot.now), now]];
}
