import type { HeatMapChart } from '../../charts/chart.ts';
import { basisNote } from './course.ts';
import { marketInputs } from './hashpriceSteps.ts';
import type { MarketView } from './view.ts';

/** Of price and difficulty, around their present. */
const AROUND = [0.5, 0.625, 0.75, 0.875, 1, 1.125, 1.25, 1.375, 1.5];

/**
 * Hashprice over BTC price and difficulty: the picture of a market without a history, as that of a link, whose market may
 * have been turned and is then no present that days gone by lead to.
 */
export function payoutMap(view: MarketView): HeatMapChart {
  const { priceUsd, difficulty, usdPerPhDay } = view.hashprice;
  const { hashprice: shown, price, difficulty: hardness } = marketInputs(view);
  return {
    form: 'heatMap',
    title: 'Hashprice at other prices and difficulties',
    unit: shown.unit,
    note: ['fees per block as now', basisNote(view)].filter(Boolean).join(' · '),
    alt: `Hashprice is ${shown.text} with BTC at ${price.text} and a difficulty of ${hardness.text}; it rises with the price and falls as difficulty rises.`,
    x: { label: 'BTC price', unit: 'USD', values: AROUND.map((times) => priceUsd * times) },
    y: { label: 'difficulty', unit: '', values: AROUND.map((times) => difficulty * times) },
    values: AROUND.map((harder) => AROUND.map((dearer) => (usdPerPhDay * dearer) / harder)),
    zero: '',
    here: { x: priceUsd, y: difficulty, label: `now ${shown.text}` },
  };
}
