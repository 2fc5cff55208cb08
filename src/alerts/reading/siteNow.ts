import type { PowerPrice } from '../../power/index.ts';
import type { SiteLine } from './siteLine.ts';

/** Day-ahead prices of a site that hold at `now` or later, one after the other. */
interface Ahead {
  now: number;
  prices: readonly PowerPrice[];
}

/** A site as it is now: its line, and its power price where somebody reports one. */
export interface SiteNow {
  line: SiteLine;
  /** Reported, USD per MWh; `stale` when the last report is too old to be used. */
  power?: number | 'stale';
  /** What is known of prices ahead, where a condition asks for it. */
  ahead?: Ahead;
}
