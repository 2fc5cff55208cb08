/** A value that holds for a stretch of time: a price, a load. Times in Unix milliseconds, the end not included. */
export interface Slot {
  start: number;
  end: number;
  value: number;
}
