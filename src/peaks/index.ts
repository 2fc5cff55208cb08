/** The load of the grids that sites draw from, day by day: what was forecast, and what came. */

export { type PeakBook, peakBook } from './book.ts';
export { type GridDay, highBefore, peakSites } from './table.ts';
