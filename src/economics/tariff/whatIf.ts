import { monthNumber } from '../month.ts';
import { checkInteger, checkRange, OutOfRangeError } from '../range.ts';
import { checkTariff } from './check.ts';
import { LOAD_RANGE } from './load.ts';
import type { CoincidentCharge, Tariff } from './tariff.ts';

/** What a bill is asked about: other coincident peaks than those of the tariff, or a site that stops in some. */
export type BillChange = { kind: 'twelve peaks' } | { kind: 'stop'; peaks: number };

/**
 * The tariff with its coincident demand as it would be. `demandKw` is what each charge's demand is now; `meanKw` the mean load,
 * which stands for peaks that nobody knows. Rates stay as they are, and so does the energy of a stop.
 * @throws RangeError where no charge is by coincident peaks, or where it has fewer than are stopped in
 */
export function withChange(asked: {
  tariff: Tariff;
  change: BillChange;
  demandKw: (charge: CoincidentCharge) => number | undefined;
  meanKw: number;
}): Tariff {
  const { tariff, change, demandKw, meanKw } = asked;
  checkTariff(tariff);
  checkRange({ field: 'meanKw', value: meanKw, ...LOAD_RANGE });
  const known = tariff.charges.flatMap((charge) => {
    if (charge.kind !== 'coincident' || charge.of !== 'mean') return [];
    const kw = demandKw(charge);
    return kw === undefined
      ? []
      : [{ charge, kw: checkRange({ field: `demandKw of ${charge.name}`, value: kw, ...LOAD_RANGE }) }];
  });
  if (known.length === 0)
    throw new OutOfRangeError('charges must have one by coincident peaks whose demand is known, read none');
  const changed = new Map(
    known.map(({ charge, kw }) => [charge.name, changedCharge({ charge, kw, change, meanKw })]),
  );
  return { ...tariff, charges: tariff.charges.map((charge) => changed.get(charge.name) ?? charge) };
}

function changedCharge(asked: {
  charge: CoincidentCharge;
  kw: number;
  change: BillChange;
  meanKw: number;
}): CoincidentCharge {
  const { charge, kw, change, meanKw } = asked;
  const peaks = charge.stated?.peaks ?? charge.peaks.length;
  if (change.kind === 'stop') {
    const unit = `peaks of ${charge.name}`;
    checkInteger({ field: 'peaks', value: change.peaks, min: 1, max: peaks, unit });
    return { ...charge, stated: { kw: kw * (1 - change.peaks / peaks), peaks } };
  }
  const others = Math.max(0, 12 - peaks);
  return {
    ...charge,
    stated: { kw: (kw * peaks + meanKw * others) / (peaks + others), peaks: peaks + others },
  };
}

/** The months of a calendar year: what a year's coincident demand is charged in. @throws RangeError */
export function monthsOfYear(year: number): string[] {
  const months = Array.from({ length: 12 }, (_, at) => `${year}-${String(at + 1).padStart(2, '0')}`);
  monthNumber(months[0]!);
  return months;
}
