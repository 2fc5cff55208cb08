import type { Calendar, Slice } from './calendar.ts';
import type { BillLine } from './lines.ts';
import type { Load } from './load.ts';
import type { Peaks } from './months.ts';
import type { Tariff } from './tariff.ts';

/** A month, or the part of it in which a tariff is in force, as the charges of that tariff read it. */
export interface Scope {
  tariff: Tariff;
  month: number;
  name: string;
  days: number;
  /** Share of the month's days in which the tariff is in force. */
  share: number;
  slice: Slice;
  /** kWh of the part at the meter, by bucket. */
  energyKwh: Float64Array;
  /** Of the whole month. */
  monthKwh: number;
  /** Of the whole month. */
  peaks: Peaks;
  calendar: Calendar;
  load: Load;
  /** Of an earlier month: undefined where its load is not known. */
  earlierPeaks(month: number): Peaks | undefined;
  /** Called for what cannot be computed, and why. */
  missing(what: string): void;
}

/** What stands above a charge. */
interface Above {
  lines: readonly BillLine[];
  /** Whether all of these charges is known; of all above where none are named. */
  isKnown(charges?: readonly string[]): boolean;
}

/** What a charge adds to what stands above it. */
export type Bills<C> = (charge: C, scope: Scope, above: Above) => BillLine[];
