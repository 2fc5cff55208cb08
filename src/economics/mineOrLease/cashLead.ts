/** Money received less money paid, undiscounted, of a conversion above mining. */
export interface CashLead {
  /** By the end of each month. */
  cashLeadUsd: Float64Array;
  /** The month from which on the conversion stays ahead; undefined where it does not. */
  aheadFromMonth: number | undefined;
}

export function cashLead(differenceUsd: Float64Array): CashLead {
  let sum = 0;
  const cashLeadUsd = differenceUsd.map((usd) => {
    sum += usd;
    return sum;
  });
  const lastBehind = cashLeadUsd.findLastIndex((usd) => usd <= 0);
  const ahead = lastBehind + 1;
  return { cashLeadUsd, aheadFromMonth: ahead < cashLeadUsd.length ? ahead + 1 : undefined };
}
