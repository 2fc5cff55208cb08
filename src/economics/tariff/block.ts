import { type BillLine, line } from './lines.ts';
import type { Bills, Scope } from './scope.ts';
import type { BlockCharge } from './tariff.ts';

/** The block, what is bought above it and sold below it at the index, and the adder; the credit is a line of its own. */
export const blockLines: Bills<BlockCharge> = (charge, scope) => {
  const { name, blockMw, blockUsdPerMwh, adderUsdPerMwh, sellsBack } = charge;
  const sums = sumsOf(charge, scope);
  if (sums === undefined) {
    scope.missing(`the index prices of the whole month, by which ${name} charges`);
    return [];
  }
  const of = (component: string, { kwh, usd }: { kwh: number; usd: number }, sold = {}): BillLine[] =>
    kwh === 0
      ? []
      : [
          line({
            kind: 'block',
            charge: name,
            component: `${name}, ${component}`,
            quantity: kwh,
            unit: 'kWh',
            usdPerUnit: usd / kwh,
            ...sold,
          }),
        ];
  return [
    ...of(`block of ${blockMw} MW`, { kwh: sums.blockKwh, usd: (sums.blockKwh * blockUsdPerMwh) / 1000 }),
    ...of('at the index', { kwh: sums.aboveKwh, usd: sums.aboveUsd }),
    ...(sellsBack
      ? of('sold back, a credit', { kwh: sums.belowKwh, usd: -sums.belowUsd }, { soldBack: true })
      : of('unused, paid for', { kwh: sums.belowKwh, usd: 0 })),
    ...of('adder', { kwh: sums.usedKwh, usd: (sums.usedKwh * adderUsdPerMwh) / 1000 }),
  ];
};

/** Undefined where an index price is not known. */
function sumsOf({ blockMw }: BlockCharge, { slice, load, calendar, tariff }: Scope) {
  const { kw, indexUsdPerMwh } = load;
  if (indexUsdPerMwh === undefined) return undefined;
  const hours = calendar.grid.intervalMinutes / 60;
  const blockKw = blockMw * 1000;
  const grossed = 1 + (tariff.losses?.energyShare ?? 0);
  const sums = { blockKwh: 0, usedKwh: 0, aboveKwh: 0, aboveUsd: 0, belowKwh: 0, belowUsd: 0 };
  for (let index = slice.first; index < slice.end; index++) {
    const used = kw[index]! * grossed * hours;
    const above = used - blockKw * hours;
    const usd = (above * indexUsdPerMwh[index]!) / 1000;
    sums.usedKwh += used;
    if (above >= 0) {
      sums.aboveKwh += above;
      sums.aboveUsd += usd;
    } else {
      sums.belowKwh -= above;
      sums.belowUsd -= usd;
    }
  }
  sums.blockKwh = blockKw * hours * (slice.end - slice.first);
  return Number.isFinite(sums.aboveUsd + sums.belowUsd) ? sums : undefined;
}
