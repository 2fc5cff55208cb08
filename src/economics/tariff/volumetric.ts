import { type BillTerms, biller } from './bill.ts';
import { BUCKETS } from './calendar.ts';
import { marginalUsdPerKwh } from './energy.ts';
import type { Load } from './load.ts';
import { periodsOf } from './periods.ts';
import type { Scope } from './scope.ts';

/** A price as a fixed part and a multiple of the index, which holds for what is used above `blockKw`. */
interface Price {
  usdPerMwh: number;
  ofIndex: number;
  blockKw: number;
}

/**
 * What one more MWh costs in each interval (USD), at the steps that the load's month reaches: energy, index, riders and taxes
 * on them. Demand, fixed amounts, minimums and what a host takes are not in it. Within a block that does not sell back the
 * index is not in it either. NaN where an index price is not known. @throws RangeError
 */
export function volumetricUsdPerMwh({ load, ...terms }: BillTerms & { load: Load }): Float64Array {
  const { calendar, scopes } = biller(terms);
  const { runStarts, runBuckets, grid } = calendar;
  const byBucket = scopes(load).flatMap(bucketPrices);
  const prices = new Float64Array(grid.count);
  for (let run = 0; run < runBuckets.length; run++) {
    const price = byBucket[runBuckets[run]!]!;
    for (let index = runStarts[run]!; index < runStarts[run + 1]!; index++) {
      const paysIndex = price.ofIndex !== 0 && load.kw[index]! >= price.blockKw;
      const indexUsd = paysIndex ? (load.indexUsdPerMwh?.[index] ?? Number.NaN) : 0;
      prices[index] = price.usdPerMwh + price.ofIndex * indexUsd;
    }
  }
  return prices;
}

/** The price of each of the 48 buckets of a part of a month. */
function bucketPrices(scope: Scope): Price[] {
  const { tariff, month } = scope;
  const lossFactor = 1 + (tariff.losses?.energyShare ?? 0);
  const charges = tariff.charges.map((charge) => {
    const rates = charge.kind === 'energy' ? marginalUsdPerKwh(charge, scope) : [];
    const periods = charge.kind === 'energy' ? periodsOf(charge, month) : undefined;
    return { charge, usdPerKwh: (bucket: number) => (periods ? rates[periods[bucket]!]! : 0) };
  });
  return Array.from({ length: BUCKETS }, (_, bucket) => {
    const parts: (Price & { name: string })[] = [];
    for (const { charge, usdPerKwh } of charges) {
      const { name } = charge;
      const part = { name, usdPerMwh: usdPerKwh(bucket) * 1000 * lossFactor, ofIndex: 0, blockKw: 0 };
      if (charge.kind === 'block') {
        part.usdPerMwh = charge.adderUsdPerMwh * lossFactor;
        part.ofIndex = lossFactor;
        part.blockKw = charge.sellsBack ? 0 : (charge.blockMw * 1000) / lossFactor;
      }
      if (charge.kind === 'percent') {
        const { of, share } = charge;
        const below = added(parts.filter((above) => of === undefined || of.includes(above.name)));
        part.usdPerMwh = below.usdPerMwh * share;
        part.ofIndex = below.ofIndex * share;
      }
      parts.push(part);
    }
    return added(parts);
  });
}

const added = (parts: readonly Price[]): Price => ({
  usdPerMwh: parts.reduce((sum, part) => sum + part.usdPerMwh, 0),
  ofIndex: parts.reduce((sum, part) => sum + part.ofIndex, 0),
  blockKw: Math.max(0, ...parts.map(({ blockKw }) => blockKw)),
});
