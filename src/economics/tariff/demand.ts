import { monthName } from '../month.ts';
import { type BillLine, line, tierParts } from './lines.ts';
import { component, highestByPeriod } from './periods.ts';
import type { Bills, Scope } from './scope.ts';
import type { DemandCharge, Ratchet } from './tariff.ts';

interface Demand {
  period: number;
  kw: number;
  setBy?: BillLine['setBy'];
}

/** The peak of each period, raised by ratchet, power factor and minimum; shared out by the days of the tariff. */
export const demandLines: Bills<DemandCharge> = (charge, scope) =>
  demandsOf(charge, scope).flatMap(({ period, kw, setBy }) => {
    const { tiers } = charge.periods[period]!;
    return tierParts({ tiers, quantity: kw, scale: 1 }).map((part, tier) =>
      line({
        kind: 'demand',
        charge: charge.name,
        component: component({ charge, period, tier }),
        quantity: part * scope.share,
        unit: 'kW',
        usdPerUnit: tiers[tier]!.usdPerUnit,
        ...(setBy && { setBy }),
      }),
    );
  });

/** The month's billing demand, which hours of use are counted by: the highest of the demand charges, or the plain peak. */
export function billingKw(scope: Scope): number {
  const charges = scope.tariff.charges.filter((charge) => charge.kind === 'demand');
  const kw = charges.flatMap((charge) =>
    demandsOf(charge, { ...scope, missing: () => {} }).map((of) => of.kw),
  );
  return kw.length > 0 ? Math.max(...kw) : scope.peaks.highest * raisedBy(scope);
}

function demandsOf(charge: DemandCharge, scope: Scope): Demand[] {
  const own = highestByPeriod(charge, scope.month, scope.peaks.byBucket);
  const factor = raisedBy(scope);
  const { minimumKw = 0 } = charge;
  const ratchet = ratchetOf({ charge, scope, own, minimumKw: minimumKw / factor });
  const found: Demand[] = [];
  for (let period = 0; period < own.length; period++) {
    const peak = own[period]!;
    if (Number.isNaN(peak)) continue;
    const held = ratchet?.[period] ?? 0;
    const kw = Math.max(peak, held) * factor;
    if (minimumKw > kw) found.push({ period, kw: minimumKw, setBy: 'minimum' });
    else found.push({ period, kw, ...(held > peak && { setBy: 'ratchet' }) });
  }
  return found;
}

/** What each period's demand may not fall below; the months that are not known are named, and from which peak on they count. */
function ratchetOf(asked: {
  charge: DemandCharge;
  scope: Scope;
  /** Each period's own peak, and what is billed at least, kW at the meter. */
  own: Float64Array;
  minimumKw: number;
}): Float64Array | undefined {
  const { charge, scope, own, minimumKw } = asked;
  const { ratchet, periods, name } = charge;
  if (ratchet === undefined) return undefined;
  const least = new Float64Array(periods.length);
  const unknown: number[] = [];
  for (let back = 12; back >= 1; back--) {
    const month = scope.month - back;
    if (!looksAt(ratchet, { month, back })) continue;
    const peaks = lookedBack({ charge, scope, month });
    if (peaks === undefined) unknown.push(month);
    else raise({ least, peaks, share: ratchet.share });
  }
  const billed = own.map((peak, period) => Math.max(peak, least[period]!, minimumKw));
  const fromKw = Math.min(...billed.filter((kw) => !Number.isNaN(kw))) / ratchet.share;
  if (unknown.length > 0 && Number.isFinite(fromKw))
    scope.missing(
      `the peaks of ${spans(unknown)}, which count above ${kilowatts(fromKw)} kW by the ratchet of ${name}`,
    );
  return least;
}

function looksAt({ lookBack }: Ratchet, { month, back }: { month: number; back: number }): boolean {
  return 'monthsBack' in lookBack ? back <= lookBack.monthsBack : back < 12 && lookBack.months[month % 12]!;
}

/** Demand by month alone is looked back at whatever the hour and period; by hours, within the same period. */
function lookedBack(asked: { charge: DemandCharge; scope: Scope; month: number }) {
  const { charge, scope, month } = asked;
  const known = scope.earlierPeaks(month);
  if (charge.schedule !== undefined && 'weekday' in charge.schedule)
    return known && highestByPeriod(charge, month, known.byBucket);
  return known?.highest ?? scope.load.earlierPeaksKw?.[monthName(month)];
}

function raise(asked: { least: Float64Array; peaks: Float64Array | number; share: number }): void {
  const { least, peaks, share } = asked;
  for (let period = 0; period < least.length; period++) {
    const kw = (typeof peaks === 'number' ? peaks : peaks[period]!) * share;
    // What a month has no hours of is no number and compares as false.
    if (kw > least[period]!) least[period] = kw;
  }
}

/** What billing demand is multiplied by for losses and for a power factor below the clause's. */
function raisedBy({ tariff, load, missing }: Scope): number {
  const losses = 1 + (tariff.losses?.demandShare ?? 0);
  const clause = tariff.powerFactor;
  if (clause === undefined) return losses;
  if (load.powerFactor === undefined) missing('the power factor of the load: taken as good enough');
  const { least, raise } = clause;
  const actual = Math.min(load.powerFactor ?? least, least);
  return losses * (raise === 'ratio' ? least / actual : 1 + (least - actual) * 100 * raise.sharePerPoint);
}

const kilowatts = (kw: number): string => kw.toLocaleString('en-US', { maximumFractionDigits: 1 });

/** Months in their order, those in a row as their first and last: `2024-07 and 2024-09 to 2025-05`. */
function spans(months: readonly number[]): string {
  const runs: { first: number; last: number }[] = [];
  for (const month of months) {
    const run = runs.at(-1);
    if (run?.last === month - 1) run.last = month;
    else runs.push({ first: month, last: month });
  }
  return runs
    .map(({ first, last }) =>
      [...new Set([first, last])].map(monthName).join(last - first > 1 ? ' to ' : ' and '),
    )
    .join(' and ');
}
