import { UserError } from '../../common/errors.ts';
import type { Period, Schedule, Tier } from '../../economics/index.ts';
import type { When } from './when.ts';

/** A step of the price of a period. */
export interface PeriodRow {
  place: string;
  name: string;
  period: string;
  price: number;
  upTo?: number;
  /** All hours that no other period has, where it is absent. */
  when?: When;
}

/**
 * The periods of rows, and when each holds. @throws UserError where two hold at once, or where energy has no price; demand
 * of other hours costs nothing.
 */
export function layOut(asked: { kind: 'energy' | 'demand'; rows: readonly PeriodRow[] }): {
  periods: Period[];
  schedule?: Schedule;
} {
  const { kind, rows } = asked;
  const groups = [...Map.groupBy(rows, ({ period }) => period).entries()];
  const periods = groups.map(([name, steps]) => ({ name, tiers: steps.map(tierOf) }));
  const [only] = groups;
  if (groups.length === 1 && only![1].every(({ when }) => when === undefined)) return { periods };
  const rest = groups.findIndex(([, steps]) => steps.every(({ when }) => when === undefined));
  const free = kind === 'demand' && rest < 0;
  const other = free ? periods.length : rest;
  const [weekday, weekend] = [emptyYear(other), emptyYear(other)];
  for (const [at, [name, steps]] of groups.entries())
    for (const { place, when } of steps) {
      if (when?.weekdays) fill({ year: weekday, at, name, place, when, other });
      if (when?.weekends) fill({ year: weekend, at, name, place, when, other });
    }
  refuseHoles({ name: rows[0]!.name, weekday, weekend });
  if (free) periods.push({ name: 'free hours', tiers: [{ usdPerUnit: 0 }] });
  return { periods, schedule: monthly(weekday, weekend) ?? { weekday, weekend } };
}

const tierOf = ({ price, upTo }: PeriodRow): Tier => ({
  usdPerUnit: price,
  ...(upTo !== undefined && { upTo }),
});

const emptyYear = (other: number): number[][] =>
  Array.from({ length: 12 }, () => new Array<number>(24).fill(other));

function fill(asked: {
  year: number[][];
  at: number;
  name: string;
  place: string;
  when: When;
  other: number;
}): void {
  const { year, at, name, place, when, other } = asked;
  for (const month of when.months)
    for (const hour of when.hours) {
      const held = year[month]![hour]!;
      if (held !== other && held !== at)
        throw new UserError(
          `${place}: ${name} and another period both hold in month ${month + 1} at ${hour}:00`,
        );
      year[month]![hour] = at;
    }
}

function refuseHoles({
  name,
  weekday,
  weekend,
}: {
  name: string;
  weekday: number[][];
  weekend: number[][];
}): void {
  for (const [days, year] of [
    ['weekdays', weekday],
    ['weekends', weekend],
  ] as const)
    for (const [month, hours] of year.entries()) {
      const hole = hours.indexOf(-1);
      if (hole >= 0)
        throw new UserError(
          `${name} has no price on ${days} of month ${month + 1} at ${hole}:00: add a row without months, days and hours for all others`,
        );
    }
}

/** A schedule that goes by months alone, so that demand is that of any hour. */
function monthly(weekday: number[][], weekend: number[][]): Schedule | undefined {
  const same = weekday.every((hours, month) =>
    [...hours, ...weekend[month]!].every((period) => period === hours[0]),
  );
  return same ? { months: weekday.map((hours) => hours[0]!) } : undefined;
}
