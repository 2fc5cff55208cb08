import type { Figure, Step } from '../../chat/reply.ts';
import { figure } from '../../chat/show/figures.ts';
import { exact } from '../../chat/show/numerals.ts';
import { marketInputs } from './hashpriceSteps.ts';
import type { MarketView } from './view.ts';

/** What of hashprice the subsidy pays and what fees pay, and how that comes about. */
export function hashpriceParts(view: MarketView): { figures: Figure[]; step: Step } {
  const { hashprice, from } = view;
  const all = marketInputs(view);
  const { subsidyShare, feeShare, subsidyBtc, feesBtcPerBlock, btcPerPhDay, usdPerPhDay } = hashprice;
  const part = (subject: 'subsidy' | 'fees', share: number) => [
    figure({
      metric: 'hashpriceUsdPerPhDay',
      value: usdPerPhDay * share,
      subject,
      label: `Hashprice from ${subject}`,
      from: from.hashprice,
    }),
    figure({
      metric: 'hashpriceBtcPerPhDay',
      value: btcPerPhDay * share,
      subject,
      label: `Hashprice from ${subject} in BTC`,
      from: from.hashpriceBtc,
    }),
  ];
  const [paid, fees] = [part('subsidy', subsidyShare), part('fees', feeShare)];
  return {
    figures: [...paid, ...fees],
    step: {
      result: fees[0]!,
      formula: 'hashprice from fees = hashprice in USD × fees ÷ (subsidy + fees); the subsidy pays the rest',
      inputs: [all.hashprice, all.subsidy, all.fees],
      arithmetic: `${exact(usdPerPhDay)} × ${exact(feesBtcPerBlock)} ÷ (${exact(subsidyBtc)} + ${exact(feesBtcPerBlock)}) = ${exact(usdPerPhDay * feeShare)}`,
    },
  };
}
