import { checkRange, OutOfRangeError } from './range.ts';

/** A month of operation as power tariffs count it: 8,760 hours ÷ 12. */
export const HOURS_PER_MONTH = 730;
const HOURS_PER_DAY = 24;

/** Unix milliseconds that a date on this chain can have: the genesis block to the year 5138; seconds fall out. */
export const TIME_RANGE = { min: 1_231_006_505_000, max: 1e14, unit: 'Unix milliseconds' };
/** What wholesale markets let a MWh cost: from beyond Australia's floor to beyond its and ERCOT's caps. */
export const MARKET_PRICE_RANGE = { min: -2_000, max: 20_000, unit: 'USD/MWh' };
/** Heights a block can have: Bitcoin Core counts them in 32 signed bits. */
export const HEIGHT_RANGE = { min: 0, max: 2 ** 31 - 1, unit: 'blocks' };
/** Network difficulty from the proof-of-work limit upwards. */
export const DIFFICULTY_RANGE = { min: 1, max: 1e30, unit: '' };
/** Largest retargets in percent: ¼ and ×4, and what rounding to compact bits adds. */
export const RETARGET_PERCENT_RANGE = { min: -75.1, max: 300.1, unit: '%' };

/** Hashes per second of one unit of hashrate. */
export const hashrateUnits = {
  'H/s': 1,
  'KH/s': 1e3,
  'MH/s': 1e6,
  'GH/s': 1e9,
  'TH/s': 1e12,
  'PH/s': 1e15,
  'EH/s': 1e18,
  'ZH/s': 1e21,
} as const;
export type HashrateUnit = keyof typeof hashrateUnits;

/** USD per MWh of one unit of power price. */
export const powerPriceUnits = { 'USD/MWh': 1, 'USD/kWh': 1000, 'cents/kWh': 10 } as const;
export type PowerPriceUnit = keyof typeof powerPriceUnits;

/** USD per PH/s per day of one unit of hashprice: older texts quote per TH/s, banks per EH/s. */
export const hashpriceUnits = { 'USD/TH/day': 1000, 'USD/PH/day': 1, 'USD/EH/day': 0.001 } as const;
export type HashpriceUnit = keyof typeof hashpriceUnits;

/** Converts a hashrate (0…1e30). @throws RangeError */
export function convertHashrate({ value, from, to }: UnitChange<HashrateUnit>): number {
  return convert({ field: 'hashrate', value, factors: hashrateUnits, from, to });
}

/** Converts a power price (±1e30; negative prices are real). @throws RangeError */
export function convertPowerPrice({ value, from, to }: UnitChange<PowerPriceUnit>): number {
  return convert({ field: 'power price', value, factors: powerPriceUnits, from, to, min: -1e30 });
}

/** Converts a hashprice (0…1e30). @throws RangeError */
export function convertHashprice({ value, from, to }: UnitChange<HashpriceUnit>): number {
  return convert({ field: 'hashprice', value, factors: hashpriceUnits, from, to });
}

/** An amount per month as an amount per day; a cost that was not given costs nothing. */
export function perDay({ perMonth = 0 }: { perMonth?: number | undefined }): number {
  return (perMonth / HOURS_PER_MONTH) * HOURS_PER_DAY;
}

interface UnitChange<Unit> {
  value: number;
  from: Unit;
  to: Unit;
}

function convert<Unit extends string>({
  field,
  value,
  factors,
  from,
  to,
  min = 0,
}: UnitChange<Unit> & { field: string; factors: Record<Unit, number>; min?: number }): number {
  checkRange({ field, value, min, max: 1e30, unit: from });
  return (value * factorOf({ field, factors, unit: from })) / factorOf({ field, factors, unit: to });
}

function factorOf<Unit extends string>(asked: {
  field: string;
  factors: Record<Unit, number>;
  unit: Unit;
}): number {
  const { field, factors, unit } = asked;
  if (Object.hasOwn(factors, unit)) return factors[unit];
  throw new OutOfRangeError(
    `The unit of ${field} must be one of ${Object.keys(factors).join(', ')}, read ${unit}`,
  );
}
