import type { HeatMapChart } from '../../charts/chart.ts';
import { hashprice as hashpriceOf, MARKET_RANGES, type Range } from '../../economics/index.ts';
import { basisNote } from './course.ts';
import { marketInputs } from './hashpriceSteps.ts';
import type { MarketView } from './view.ts';

/** Of price and difficulty, around their present. */
const AROUND = [0.5, 0.625, 0.75, 0.875, 1, 1.125, 1.25, 1.375, 1.5];

/**
 * Hashprice over BTC price and difficulty: the picture of a market without a history, as that of a link, whose market may
 * have been turned and is then no present that days gone by lead to. Computed when somebody draws it.
 */
export function payoutMap(view: MarketView): HeatMapChart {
  const { priceUsd, difficulty, subsidyBtc, feesBtcPerBlock } = view.hashprice;
  const { hashprice: shown, price, difficulty: hardness } = marketInputs(view);
  const x = axis({ present: priceUsd, ...MARKET_RANGES.priceUsd });
  const y = axis({ present: difficulty, ...MARKET_RANGES.difficulty });
  const at = (market: { priceUsd: number; difficulty: number }) =>
    hashpriceOf({ subsidyBtc, feesBtcPerBlock, ...market }).usdPerPhDay;
  let values: number[][] | undefined;
  return {
    form: 'heatMap',
    title: 'Hashprice at other prices and difficulties',
    unit: shown.unit,
    note: ['fees per block as now', basisNote(view)].filter(Boolean).join(' · '),
    alt: `Hashprice is ${shown.text} with BTC at ${price.text} and a difficulty of ${hardness.text}; it rises with the price and falls as difficulty rises.`,
    x: { label: 'BTC price', unit: 'USD', values: x },
    y: { label: 'difficulty', unit: '', values: y },
    get values() {
      values ??= y.map((harder) => x.map((dearer) => at({ priceUsd: dearer, difficulty: harder })));
      return values;
    },
    zero: '',
    here: { x: priceUsd, y: difficulty, label: `now ${shown.text}` },
  };
}

/** Around the present, within what can be computed. */
const axis = ({ present, min, max }: Range & { present: number }): number[] =>
  AROUND.map((times) => Math.min(max, Math.max(min, present * times)));
