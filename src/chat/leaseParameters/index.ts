/** What only leases are asked for. */

export * from './measures.ts';
export * from './megawatts.ts';
export { rent } from './rent.ts';
