import { oncePer } from '../once.ts';
import { BUCKETS } from './calendar.ts';
import type { Period, Schedule } from './tariff.ts';

const ALWAYS: Schedule = { months: new Array<number>(12).fill(0) };

/** The period of each bucket of each calendar month, 12 × 48. */
const layOut = oncePer((schedule: Schedule) =>
  Uint16Array.from({ length: 12 * BUCKETS }, (_, at) => {
    const month = Math.floor(at / BUCKETS);
    const hour = at % 24;
    if ('months' in schedule) return schedule.months[month]!;
    const rows = at % BUCKETS < 24 ? schedule.weekday : schedule.weekend;
    return rows[month]![hour]!;
  }),
);

interface Scheduled {
  schedule?: Schedule | undefined;
  periods: readonly Period[];
}

/** Which period holds in each of a month's 48 buckets. `month` as monthNumber() counts. */
export function periodsOf({ schedule = ALWAYS }: Scheduled, month: number): Uint16Array {
  const from = (month % 12) * BUCKETS;
  return layOut(schedule).subarray(from, from + BUCKETS);
}

export function sumByPeriod(charge: Scheduled, month: number, values: Float64Array): Float64Array {
  const sums = new Float64Array(charge.periods.length);
  const periods = periodsOf(charge, month);
  for (let bucket = 0; bucket < BUCKETS; bucket++) sums[periods[bucket]!]! += values[bucket]!;
  return sums;
}

/** The highest value of each period; NaN for one that the month does not have. */
export function highestByPeriod(charge: Scheduled, month: number, values: Float64Array): Float64Array {
  const most = new Float64Array(charge.periods.length).fill(Number.NaN);
  const periods = periodsOf(charge, month);
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    const period = periods[bucket]!;
    if (!(most[period]! >= values[bucket]!)) most[period] = values[bucket]!;
  }
  return most;
}

/** The name of a period and step within a charge, as far as there are several. */
export function component(asked: {
  charge: Scheduled & { name: string };
  period: number;
  tier: number;
}): string {
  const { charge, period, tier } = asked;
  const { name, tiers } = charge.periods[period]!;
  const ofPeriod = charge.periods.length > 1 ? `, ${name}` : '';
  return `${charge.name}${ofPeriod}${tiers.length > 1 ? `, tier ${tier + 1}` : ''}`;
}
