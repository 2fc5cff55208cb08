import { monthName } from '../month.ts';
import { type BillLine, line, tierParts } from './lines.ts';
import { component, highestByPeriod } from './periods.ts';
import type { Bills, Scope } from './scope.ts';
import type { DemandCharge, Ratchet } from './tariff.ts';
import { highest } from './use.ts';

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
  return kw.length > 0 ? highest(kw) : highest(scope.peakKw) * raisedBy(scope);
}

function demandsOf(charge: DemandCharge, scope: Scope): Demand[] {
  const own = highestByPeriod(charge, scope.month, scope.peakKw);
  const ratchet = ratchetOf(charge, scope);
  const factor = raisedBy(scope);
  const { minimumKw = 0 } = charge;
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

/** What each period's demand may not fall below; the months that are not known are named. */
function ratchetOf(charge: DemandCharge, scope: Scope): Float64Array | undefined {
  const { ratchet } = charge;
  if (ratchet === undefined) return undefined;
  const least = new Float64Array(charge.periods.length);
  const unknown: string[] = [];
  for (const month of monthsBefore({ lookBack: ratchet.lookBack, month: scope.month })) {
    const known = lookedBack({ charge, scope, month });
    if (known === undefined) unknown.push(monthName(month));
    // What a month has no hours of is no number and compares as false.
    for (const [period, kw] of known?.entries() ?? [])
      if (kw * ratchet.share > least[period]!) least[period] = kw * ratchet.share;
  }
  if (unknown.length > 0) scope.missing(`${charge.name}: the ratchet lacks the peaks of ${spans(unknown)}`);
  return least;
}

function monthsBefore({ lookBack, month }: Pick<Ratchet, 'lookBack'> & { month: number }): number[] {
  const back = 'monthsBack' in lookBack ? lookBack.monthsBack : 11;
  const months = Array.from({ length: back }, (_, at) => month - back + at);
  return 'months' in lookBack ? months.filter((it) => lookBack.months[it % 12]) : months;
}

/** Demand by month alone is looked back at whatever the hour and period; by hours, within the same period. */
function lookedBack(asked: { charge: DemandCharge; scope: Scope; month: number }) {
  const { charge, scope, month } = asked;
  const known = scope.earlierPeaks(month);
  if (charge.schedule !== undefined && 'weekday' in charge.schedule)
    return known && highestByPeriod(charge, month, known);
  const { demandShare = 0 } = scope.tariff.losses ?? {};
  const stated = scope.load.earlierPeaksKw?.[monthName(month)];
  const kw = known ? highest(known) : stated && stated * (1 + demandShare);
  return kw === undefined ? undefined : new Float64Array(charge.periods.length).fill(kw);
}

/** What billing demand is multiplied by for a power factor below the clause's. */
function raisedBy({ tariff: { powerFactor: clause }, load, missing }: Scope): number {
  if (clause === undefined) return 1;
  if (load.powerFactor === undefined) missing('the power factor of the load: taken as good enough');
  const { least, raise } = clause;
  const actual = Math.min(load.powerFactor ?? least, least);
  return raise === 'ratio' ? least / actual : 1 + (least - actual) * 100 * raise.sharePerPoint;
}

/** Months in a row as their first and last. */
function spans(months: readonly string[]): string {
  return months.length > 2 ? `${months[0]} to ${months.at(-1)}` : months.join(' and ');
}
