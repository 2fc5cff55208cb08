import type { Calendar } from './calendar.ts';
import { type BillLine, line, timesAMonth } from './lines.ts';
import type { Kilowatts } from './load.ts';
import type { Bills, Scope } from './scope.ts';
import type { CoincidentCharge } from './tariff.ts';

/** The load in the system's peaks, in the months that are charged for it. */
export const coincidentLines: Bills<CoincidentCharge> = (charge, scope) => {
  if (!isCharged(charge, scope)) {
    if (charge.of === 'mean') scope.missing(`the peaks by which ${charge.name} charges ${scope.name}`);
    return [];
  }
  const demand = demandOf(charge, scope);
  if (demand === undefined) return [];
  return [
    line({
      kind: 'coincident',
      charge: charge.name,
      component: charge.name,
      quantity: demand.kw * scope.share,
      unit: 'kW',
      usdPerUnit: charge.usdPerKw * timesAMonth({ per: charge.per, days: scope.days }),
      ...(demand.setBy && { setBy: demand.setBy }),
    }),
  ];
};

/** What is stated holds in the same months of later years as well, where no other charge by peaks can stand in its place. */
function isCharged({ months, stated }: CoincidentCharge, { name, tariff }: Scope): boolean {
  if (months.includes(name)) return true;
  const isOnly = tariff.charges.filter(({ kind }) => kind === 'coincident').length === 1;
  return (
    stated !== undefined && isOnly && months.some((month) => month < name && month.slice(5) === name.slice(5))
  );
}

function demandOf(
  charge: CoincidentCharge,
  scope: Scope,
): { kw: number; setBy?: BillLine['setBy'] } | undefined {
  const { peaks, minimumKw = 0, stated } = charge;
  if (stated !== undefined) return { kw: Math.max(stated.kw, minimumKw), setBy: 'stated' };
  const { calendar, load } = scope;
  const loads = peaks.map((peak) => meanKw({ kw: load.kw, calendar, ...peak }));
  const known = loads.filter((kw) => kw !== undefined);
  if (known.length < loads.length) {
    const unknown = peaks.filter((_, at) => loads[at] === undefined);
    const times = unknown.map(({ start }) => new Date(start).toISOString().slice(0, 16)).join(', ');
    scope.missing(`the load at ${times} UTC, by which ${charge.name} charges`);
    return undefined;
  }
  const { demandShare = 0 } = scope.tariff.losses ?? {};
  const highest = Math.max(...known);
  const mean = known.reduce((sum, kw) => sum + kw, 0) / known.length;
  const kw = (charge.of === 'highest' ? highest : mean) * (1 + demandShare);
  return kw < minimumKw ? { kw: minimumKw, setBy: 'minimum' } : { kw };
}

/** Mean of the load over a stretch of time; undefined where the load does not cover it. */
function meanKw(asked: {
  kw: Kilowatts;
  calendar: Calendar;
  start: number;
  end: number;
}): number | undefined {
  const { kw, calendar, start, end } = asked;
  const { grid } = calendar;
  const lengthMs = grid.intervalMinutes * 60_000;
  const first = (start - grid.start) / lengthMs;
  const last = (end - grid.start) / lengthMs;
  if (first < 0 || last > grid.count) return undefined;
  let sum = 0;
  for (let index = Math.floor(first); index < last; index++)
    sum += kw[index]! * (Math.min(index + 1, last) - Math.max(index, first));
  return sum / (last - first);
}
