/** What only leases are asked for. */

export * from './leaseMeasures.ts';
export * from './leaseMegawatts.ts';
export { rent } from './rent.ts';
