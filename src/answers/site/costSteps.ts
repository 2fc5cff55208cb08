import type { Step } from '../../chat/reply.ts';
import { exact } from '../../chat/show/numerals.ts';
import { costFigure, costLevels } from './costs.ts';
import { cashCostsUsd, inputFigure, type SiteCase, type SiteMetric, siteFigure } from './question.ts';

/** How the cost of a bitcoin comes about, at each level that is known. */
export function costOfBtcSteps({ of, now }: { of: SiteCase; now: number }): Step[] {
  const { economics, question, subject } = of;
  const figures = (...metrics: SiteMetric[]) => metrics.map((metric) => siteFigure({ of, metric }));
  const cash = figures('cashCostUsdPerDay', 'poolFeeUsdPerDay', 'btcPerDay');
  const paid = `${exact(cashCostsUsd(of))} − ${exact(economics.poolFeeUsdPerDay)}`;
  const { capexUsd = 0, depreciationYears = 1, stockCompensationUsdPerMonth = 0 } = question.site;
  const notCash = (['capexUsd', 'depreciationYears', 'stockCompensationUsdPerMonth'] as const).flatMap(
    (input) => inputFigure({ question, subject, input, now }) ?? [],
  );
  const how = {
    direct: {
      formula: 'direct cost per BTC = power cost ÷ BTC earned after the pool’s fee',
      inputs: figures('powerCostUsdPerDay', 'btcPerDay'),
      over: exact(economics.powerCostUsdPerDay),
    },
    cash: {
      formula: 'cash cost per BTC = (cash costs − pool fee, which is taken off the BTC) ÷ BTC earned',
      inputs: cash,
      over: `(${paid})`,
    },
    allIn: {
      formula:
        'all-in cost per BTC = (cash costs − pool fee + (capex ÷ years ÷ 12 + stock compensation) × 24 ÷ 730) ÷ BTC earned',
      inputs: [...cash, ...notCash],
      over: `(${paid} + (${exact(capexUsd)} ÷ ${exact(depreciationYears)} ÷ 12 + ${exact(stockCompensationUsdPerMonth)}) × 24 ÷ 730)`,
    },
  };
  return costLevels.flatMap((level) => {
    const result = costFigure({ of, level });
    if (result === undefined) return [];
    const { formula, inputs, over } = how[level.key];
    return [
      {
        result,
        formula,
        inputs,
        arithmetic: `${over} ÷ ${exact(economics.btcPerDay)} = ${exact(result.value)}`,
      },
    ];
  });
}
