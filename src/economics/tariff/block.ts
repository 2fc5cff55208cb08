import { type BillLine, line } from './lines.ts';
import type { Bills, Scope } from './scope.ts';
import type { BlockCharge } from './tariff.ts';

/**
 * The block, what is bought above it and sold below it at the index, and the adder; the credit is a line of its own. What is
 * at an index that is not known has no line: block and adder are known without it.
 */
export const blockLines: Bills<BlockCharge> = (charge, scope) => {
  const { name, blockMw, blockUsdPerMwh, adderUsdPerMwh, sellsBack } = charge;
  const { blockKwh, usedKwh, above, below } = sumsOf(charge, scope);
  if (Number.isNaN(above.usd) || (sellsBack && Number.isNaN(below.usd)))
    scope.missing(`the index prices of the whole month, by which ${name} charges in part`);
  const of = (component: string, { kwh, usd }: Sum, sold = {}): BillLine[] =>
    kwh === 0 || Number.isNaN(usd)
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
    ...of(`block of ${blockMw} MW`, { kwh: blockKwh, usd: (blockKwh * blockUsdPerMwh) / 1000 }),
    ...of('at the index', above),
    ...(sellsBack
      ? of(
          below.usd < 0 ? 'sold back, a cost' : 'sold back, a credit',
          { ...below, usd: -below.usd },
          { soldBack: true },
        )
      : of('unused, paid for', { ...below, usd: 0 })),
    ...of('adder', { kwh: usedKwh, usd: (usedKwh * adderUsdPerMwh) / 1000 }),
  ];
};

/** `usd` is NaN where an index price of it is not known. */
interface Sum {
  kwh: number;
  usd: number;
}

function sumsOf({ blockMw }: BlockCharge, { slice, load, calendar, tariff }: Scope) {
  const { kw, indexUsdPerMwh } = load;
  const hours = calendar.grid.intervalMinutes / 60;
  const blockKw = blockMw * 1000;
  const grossed = 1 + (tariff.losses?.energyShare ?? 0);
  const above: Sum = { kwh: 0, usd: 0 };
  const below: Sum = { kwh: 0, usd: 0 };
  let usedKwh = 0;
  for (let index = slice.first; index < slice.end; index++) {
    const used = kw[index]! * grossed * hours;
    usedKwh += used;
    const beyond = used - blockKw * hours;
    if (beyond === 0) continue;
    const of = beyond > 0 ? above : below;
    const kwh = Math.abs(beyond);
    of.kwh += kwh;
    of.usd += (kwh * (indexUsdPerMwh?.[index] ?? Number.NaN)) / 1000;
  }
  return { blockKwh: blockKw * hours * (slice.end - slice.first), usedKwh, above, below };
}
