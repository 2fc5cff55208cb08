import type { Step } from '../../chat/reply.ts';
import { figure } from '../../chat/show/figures.ts';
import { exact } from '../../chat/show/numerals.ts';
import { memoize } from '../../common/memoize.ts';
import type { MarketView } from './view.ts';

/** The figures of a view that explanations take as inputs. */
export const marketInputs = memoize(({ hashprice, from }: MarketView) => ({
  price: figure({ metric: 'btcPriceUsd', value: hashprice.priceUsd, from: from.price }),
  subsidy: figure({ metric: 'subsidyBtc', value: hashprice.subsidyBtc, from: from.chain }),
  fees: figure({ metric: 'feesBtcPerBlock', value: hashprice.feesBtcPerBlock, from: from.fees }),
  difficulty: figure({ metric: 'difficulty', value: hashprice.difficulty, from: from.difficulty }),
  hashpriceBtc: figure({
    metric: 'hashpriceBtcPerPhDay',
    value: hashprice.btcPerPhDay,
    from: from.hashpriceBtc,
  }),
  hashprice: figure({ metric: 'hashpriceUsdPerPhDay', value: hashprice.usdPerPhDay, from: from.hashprice }),
}));

/** How hashprice comes about, in BTC and in USD. */
export const hashpriceSteps = memoize((view: MarketView): Step[] => {
  const { subsidyBtc, feesBtcPerBlock, difficulty, btcPerPhDay, priceUsd, usdPerPhDay } = view.hashprice;
  const inputs = marketInputs(view);
  return [
    {
      result: inputs.hashpriceBtc,
      formula:
        'hashprice in BTC = (subsidy + mean fees of the last 144 blocks) × 86,400 × 10^15 ÷ (difficulty × 2^32)',
      inputs: [inputs.subsidy, inputs.fees, inputs.difficulty],
      arithmetic: `(${exact(subsidyBtc)} + ${exact(feesBtcPerBlock)}) × 86,400 × 10^15 ÷ (${exact(difficulty)} × 4,294,967,296) = ${exact(btcPerPhDay)}`,
    },
    {
      result: inputs.hashprice,
      formula: 'hashprice in USD = hashprice in BTC × BTC price',
      inputs: [inputs.hashpriceBtc, inputs.price],
      arithmetic: `${exact(btcPerPhDay)} × ${exact(priceUsd)} = ${exact(usdPerPhDay)}`,
    },
  ];
});
