/** A meter's readings as a file: mean kW of intervals. */

export { byMonth } from './byMonth.ts';
export { type Metered, type MeterHints, readMetered } from './read.ts';
export { METER_UNITS, type MeterUnit } from './titles.ts';
