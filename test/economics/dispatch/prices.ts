import type { Slot } from '../../../src/economics/index.ts';
import { ercotHours, ercotHoursBegin } from '../../vectors/ercotHours.ts';

const HOUR_MS = 3_600_000;

/** Slots one after the other, an hour each unless told. */
export function slots({
  values,
  start = Date.parse('2026-07-14T05:00:00Z'),
  hours = 1,
}: {
  values: readonly number[];
  start?: number;
  hours?: number;
}): Slot[] {
  const length = hours * HOUR_MS;
  return values.map((value, index) => ({
    start: start + index * length,
    end: start + (index + 1) * length,
    value,
  }));
}

const start = ercotHoursBegin;
/** The hours of the vector as slots. */
export const ercot = {
  dayAhead: slots({ start, values: ercotHours.map(([dayAhead]) => dayAhead) }),
  realTime: slots({
    start,
    values: ercotHours.map(([, ...quarters]) => quarters.reduce((sum, one) => sum + one, 0) / 4),
  }),
  quarters: slots({ start, hours: 0.25, values: ercotHours.flatMap(([, ...quarters]) => quarters) }),
};
