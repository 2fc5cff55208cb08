import type { StripChart } from '../../charts/chart.ts';
import { bare } from '../../chat/show/chart.ts';
import { changeWords } from './changes.ts';
import { basisNote, type Course, courseOf } from './course.ts';
import { marketInputs } from './hashpriceSteps.ts';
import type { MarketView } from './view.ts';

const DAYS = 30;

/** Hashprice, price and difficulty over a month, small. Undefined without history. */
export function marketStrip(view: MarketView): StripChart | undefined {
  const { history, now } = view.snapshot;
  const { hashprice, price, difficulty } = marketInputs(view);
  const tracked: [string, typeof price, Course][] = [
    ['Hashprice', hashprice, 'hashpriceUsdPerPhDay'],
    ['BTC price', price, 'priceUsd'],
    ['Difficulty', difficulty, 'difficulty'],
  ];
  const rows = tracked.map(([label, shown, of]) => ({
    label,
    text: bare(shown),
    points: courseOf({ history, of, days: DAYS, now, present: shown.value }),
  }));
  if (rows.every(({ points }) => points.length < 2)) return undefined;
  const said = tracked.map(
    ([label, { text, value }, of]) =>
      `${label} ${text}${changeWords({ view, days: DAYS, of, present: value })}`,
  );
  return {
    form: 'strip',
    title: `The market, ${DAYS} days`,
    unit: '',
    note: [`hashprice in ${hashprice.unit}`, basisNote(view)].filter(Boolean).join(' · '),
    alt: `${said.join('; ')}.`,
    rows,
  };
}
