/** A fleet as a file: one row per class of machines, or one row per miner as fleets are exported. */

export { measuredFleet } from './measured.ts';
export type { MinerGroup } from './miners.ts';
export { type FleetFile, readFleetFile } from './read.ts';
export { writeFleetFile } from './write.ts';
