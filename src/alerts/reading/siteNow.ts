import type { MeterPrice } from '../../economics/index.ts';
import type { SiteLine } from './siteLine.ts';

/** A price of power that is known ahead: of the market, or the volumetric price of the tariff of that name. */
export interface AheadPrice {
  start: number;
  end: number;
  usdPerMwh: number;
  source: string;
  recordedAt: number;
  tariff?: string;
  /** Why the tariff of the site is not used: then it is not known what hours off save. */
  notUsed?: string;
}

/** What power costs at a site at `now` or later, as far as it is known, one after the other. */
export interface Ahead {
  now: number;
  prices: readonly AheadPrice[];
  /** Whose the price in force is. */
  inForce?: {
    source: string;
    observedAt: number;
    reported: boolean;
    /** Where somebody said when it ends. */
    until?: number;
    tariff?: string;
    notUsed?: string;
  };
  /** How a reported price comes to the meter, where it is the index of the tariff that holds now. */
  index?: MeterPrice;
}

/** A site as it is now: its line, and its power price where somebody reports one. */
export interface SiteNow {
  line: SiteLine;
  /** Reported, USD per MWh; `stale` when the last report is too old to be used. */
  power?: number | 'stale';
  /** What is known of prices ahead, where a condition asks for it. */
  ahead?: Ahead;
}
