/**
 * A tariff as data: a list of charges in the order of the bill. A charge says what is counted and what a unit costs; money
 * is USD, energy kWh, demand kW, both at the meter. Percentages and hosting count what stands above them.
 */
export interface Tariff {
  name: string;
  charges: readonly Charge[];
  /** What is added to the meter's reading before it is billed: a share, 0.03 for 3 %. */
  losses?: { energyShare: number; demandShare: number } | undefined;
  powerFactor?: PowerFactorClause | undefined;
  /** Over how many minutes demand is averaged: 15, 30, 60. Over the load's own intervals where it is not given. */
  demandWindowMinutes?: number | undefined;
  /** Local days that are billed as Saturdays and Sundays are, `2026-07-04`. */
  holidays?: readonly string[] | undefined;
}

/** A tariff and since when it holds (Unix milliseconds, a local midnight). */
export interface TariffFrom {
  from: number;
  tariff: Tariff;
}

export type Charge =
  | EnergyCharge
  | DemandCharge
  | CoincidentCharge
  | FixedCharge
  | BlockCharge
  | PercentCharge
  | MinimumCharge
  | HostingCharge;

/** A step of a price: holds up to `upTo` (included) of what is counted; the last step of a period has no end. */
export interface Tier {
  /** USD per kWh of an energy charge, USD per kW of a demand charge. */
  usdPerUnit: number;
  upTo?: number | undefined;
}

/** Hours that are billed alike, and the steps of their price. */
export interface Period {
  name: string;
  tiers: readonly Tier[];
}

/**
 * Which period holds when, as an index: by the month alone (12), or by month and local hour (12 × 24) for weekdays and
 * for Saturdays and Sundays.
 */
export type Schedule =
  | { months: readonly number[] }
  | { weekday: readonly (readonly number[])[]; weekend: readonly (readonly number[])[] };

/** Energy of a month by period; without a schedule the first period always holds. */
export interface EnergyCharge {
  kind: 'energy';
  name: string;
  schedule?: Schedule | undefined;
  periods: readonly Period[];
  /** What the ends of tiers count: kWh of the month, kWh per day of it, or hours of use: kWh per kW of billing demand. */
  tiersCount?: 'kWh' | 'kWh/day' | 'kWh/kW' | undefined;
}

/**
 * The highest mean kW of an interval, once a month: of all hours where the schedule goes by months or is absent, of the
 * hours of each period where it goes by hours.
 */
export interface DemandCharge {
  kind: 'demand';
  name: string;
  schedule?: Schedule | undefined;
  periods: readonly Period[];
  ratchet?: Ratchet | undefined;
  /** At least so much is billed. */
  minimumKw?: number | undefined;
}

/** Billing demand is at least `share` of the highest peak among the months looked back at, which never are older than a year. */
export interface Ratchet {
  share: number;
  /** So many months before (1…12), or the flagged ones (January first) of the eleven before. */
  lookBack: { monthsBack: number } | { months: readonly boolean[] };
}

/** The load while the system peaked: 4CP, twelve monthly peaks, PJM's five. */
export interface CoincidentCharge {
  kind: 'coincident';
  name: string;
  usdPerKw: number;
  per: Per;
  /** The intervals in which the system peaked (Unix milliseconds, the end not included). */
  peaks: readonly { start: number; end: number }[];
  /** The highest of them once, or their mean. */
  of: 'highest' | 'mean';
  /** The calendar months that are charged: those of the year after the peaks, or the month of the peak. A mean is charged on. */
  months: readonly string[];
  /** At least so much is billed. */
  minimumKw?: number | undefined;
  /**
   * The demand as the utility states it, of so many peaks, in place of what the load was. Where it is the tariff's only charge
   * by peaks, it is charged in the same months of later years as well, until the tariff is changed.
   */
  stated?: { kw: number; peaks: number } | undefined;
}

/** For which time an amount is: a year is charged in twelve parts, a day as often as the month has days. */
export type Per = 'month' | 'day' | 'year';

export interface FixedCharge {
  kind: 'fixed';
  name: string;
  usd: number;
  per: Per;
}

/**
 * A block at a fixed price, the rest at the index: block × block price + (used − block) × index + used × adder. With
 * `sellsBack` what the block leaves unused is sold at the index; without it is paid for and lost. A block of 0 is index alone.
 */
export interface BlockCharge {
  kind: 'block';
  name: string;
  blockMw: number;
  blockUsdPerMwh: number;
  adderUsdPerMwh: number;
  sellsBack: boolean;
}

/** A rider or tax: a share of what the charges above it came to, all of them or those that are named. */
export interface PercentCharge {
  kind: 'percent';
  name: string;
  share: number;
  of?: readonly string[] | undefined;
}

/** What is missing to the least that a month costs, of all above it. */
export interface MinimumCharge {
  kind: 'minimum';
  name: string;
  usd: number;
  per: Per;
}

/**
 * What a host takes: a share of the revenue, or of what revenue leaves after the power above it, never less than nothing.
 * Power that is not passed through is paid by the host. Flat fees and fees per kWh are fixed and energy charges.
 */
export interface HostingCharge {
  kind: 'hosting';
  name: string;
  share: number;
  of: 'revenue' | 'profit';
  passesPowerThrough: boolean;
}

/**
 * Billing demand below a power factor: raised by `raiseSharePerPoint` for each hundredth that is lacking, or in the ratio
 * of the two.
 */
export interface PowerFactorClause {
  least: number;
  raise: 'ratio' | { sharePerPoint: number };
}
