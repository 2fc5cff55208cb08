/** Tax on monthly profit; losses are carried forward, never paid back. */
export function taxUsd(asked: { profitUsd: Float64Array; taxPercent: number }): Float64Array {
  const { profitUsd, taxPercent } = asked;
  let lossUsd = 0;
  return profitUsd.map((profit) => {
    const taxable = profit - lossUsd;
    lossUsd = Math.max(0, -taxable);
    return (Math.max(0, taxable) * taxPercent) / 100;
  });
}
