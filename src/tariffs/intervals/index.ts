/** A meter's readings as a file: mean kW of intervals. */

export { type MeterFile, readMeterFile } from './meterFile.ts';
export { METER_UNITS, type MeterUnit } from './titles.ts';
