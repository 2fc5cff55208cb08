import { MACHINE_RANGES, type Machine } from './machines/machines.ts';
import { isMonth } from './month.ts';
import { checkRange, describe, isWithin, OutOfRangeError, outOfRange, type Range } from './range.ts';

/** How a pool pays: FPPS expected subsidy and fees; PPLNS the blocks found, the same on average; PPS the subsidy only. */
export const poolSchemes = ['FPPS', 'PPLNS', 'PPS'] as const;
export type PoolScheme = (typeof poolSchemes)[number];

/** Machines of one class. */
export interface FleetItem {
  machine: Machine;
  /** Above 0, may be fractional: megawatts ÷ watts is not rounded. */
  count: number;
  /** What the machines really draw; W = TH × this instead of the nameplate. */
  efficiencyJPerTh?: number | undefined;
}

/** A mining site. Accepted ranges are those of SITE_RANGES; what is optional and absent is not known. */
export interface Site {
  name: string;
  /** IANA name: America/Chicago. */
  timeZone: string;
  /** Energy price at the meter with all volumetric adders; negative prices are real. */
  powerPriceUsdPerMwh: number;
  /** Meter power ÷ IT power. */
  pue: number;
  /** Share of the time that the fleet runs, 0.01…1. */
  uptime: number;
  /** Share of the revenue, 0…0.5. */
  poolFee: number;
  poolScheme: PoolScheme;
  fleet: FleetItem[];
  otherOperatingUsdPerMwh?: number | undefined;
  otherOperatingUsdPerMonth?: number | undefined;
  /** Grid connection, at the meter. */
  interconnectMw?: number | undefined;
  /** Charged on the peak draw, whatever the uptime; below zero where a tariff pays back what it charges by the MWh. */
  demandChargeUsdPerKwMonth?: number | undefined;
  sgaUsdPerMonth?: number | undefined;
  interestUsdPerMonth?: number | undefined;
  stockCompensationUsdPerMonth?: number | undefined;
  capexUsd?: number | undefined;
  /** Straight line. */
  depreciationYears?: number | undefined;
  /** What the land, the substation and the grid agreement can carry, at the meter. */
  grossMw?: number | undefined;
  /** The part of it that can be drawn today. */
  energisedMw?: number | undefined;
  /** The part that the grid may not interrupt: what a lease can be signed on. */
  firmMw?: number | undefined;
  /** Month in which the rest of the gross megawatts is energised, `2027-09`. */
  earliestEnergisation?: string | undefined;
  /** Gross megawatts per critical one after a conversion to data halls. */
  grossToCritical?: number | undefined;
  /** Whether a conversion could use the buildings there are. */
  retrofit?: boolean | undefined;
}

const MONEY = { min: 0, max: 1e12 };
/** Beyond what the energy of the largest site costs in a month. */
const USD_PER_MONTH = { min: 0, max: 1e9, unit: 'USD per month' };
const MEGAWATTS = { min: 0.001, max: 100_000, unit: 'MW' };

/** The accepted range of every number of a site, of its fleet items and of their machines. */
export const SITE_RANGES = {
  powerPriceUsdPerMwh: { min: -500, max: 1000, unit: 'USD/MWh' },
  pue: { min: 1, max: 3, unit: '' },
  uptime: { min: 0.01, max: 1, unit: '' },
  poolFee: { min: 0, max: 0.5, unit: '' },
  otherOperatingUsdPerMwh: { min: 0, max: 10_000, unit: 'USD/MWh' },
  otherOperatingUsdPerMonth: USD_PER_MONTH,
  interconnectMw: MEGAWATTS,
  demandChargeUsdPerKwMonth: { min: -1000, max: 1000, unit: 'USD/kW-month' },
  sgaUsdPerMonth: USD_PER_MONTH,
  interestUsdPerMonth: USD_PER_MONTH,
  stockCompensationUsdPerMonth: USD_PER_MONTH,
  capexUsd: { ...MONEY, unit: 'USD' },
  depreciationYears: { min: 0.5, max: 50, unit: 'years' },
  grossMw: MEGAWATTS,
  energisedMw: MEGAWATTS,
  firmMw: MEGAWATTS,
  grossToCritical: { min: 1, max: 3, unit: '' },
  fleetItems: { min: 1, max: 200, unit: 'items' },
  count: { min: 0.001, max: 10_000_000, unit: 'machines' },
  ...MACHINE_RANGES,
} as const satisfies Record<string, Range>;

const MAX_NAME_LENGTH = 80;

/**
 * Returns the site when all of it can be used.
 * @throws RangeError naming the field as a path ("fleet[2].count"), what was read and what is accepted.
 */
export function checkSite(site: Site): Site {
  const { name, timeZone } = site;
  if (typeof name !== 'string' || name.trim() === '' || name.length > MAX_NAME_LENGTH) {
    throw new OutOfRangeError(`name must be 1 to ${MAX_NAME_LENGTH} characters, read ${describe(name)}`);
  }
  if (!isTimeZone(timeZone)) {
    throw new OutOfRangeError(
      `timeZone must be an IANA name such as America/Chicago, read ${describe(timeZone)}`,
    );
  }
  checkSiteNumbers(site);
  checkConversion(site);
  return site;
}

/** The fields that only a conversion to data halls asks for; a day of mining does without them. */
function checkConversion({
  grossMw,
  energisedMw,
  firmMw,
  grossToCritical,
  earliestEnergisation,
}: Site): void {
  checkIfGiven('grossMw', SITE_RANGES.grossMw, grossMw);
  const max = grossMw ?? MEGAWATTS.max;
  checkIfGiven('energisedMw', { ...SITE_RANGES.energisedMw, max }, energisedMw);
  checkIfGiven('firmMw', { ...SITE_RANGES.firmMw, max }, firmMw);
  checkIfGiven('grossToCritical', SITE_RANGES.grossToCritical, grossToCritical);
  if (earliestEnergisation !== undefined && !isMonth(earliestEnergisation)) {
    const read = describe(earliestEnergisation);
    throw new OutOfRangeError(
      `earliestEnergisation must be a month between 2000-01 and 2149-12, read ${read}`,
    );
  }
}

/**
 * The part of checkSite that keeps the arithmetic finite. It runs before every evaluation, where looking ranges up
 * by name would double the time: hence one line a field.
 */
export function checkSiteNumbers(site: Site): void {
  check('powerPriceUsdPerMwh', SITE_RANGES.powerPriceUsdPerMwh, site.powerPriceUsdPerMwh);
  check('pue', SITE_RANGES.pue, site.pue);
  check('uptime', SITE_RANGES.uptime, site.uptime);
  check('poolFee', SITE_RANGES.poolFee, site.poolFee);
  checkIfGiven('otherOperatingUsdPerMwh', SITE_RANGES.otherOperatingUsdPerMwh, site.otherOperatingUsdPerMwh);
  checkIfGiven(
    'otherOperatingUsdPerMonth',
    SITE_RANGES.otherOperatingUsdPerMonth,
    site.otherOperatingUsdPerMonth,
  );
  checkIfGiven('interconnectMw', SITE_RANGES.interconnectMw, site.interconnectMw);
  checkIfGiven(
    'demandChargeUsdPerKwMonth',
    SITE_RANGES.demandChargeUsdPerKwMonth,
    site.demandChargeUsdPerKwMonth,
  );
  checkIfGiven('sgaUsdPerMonth', SITE_RANGES.sgaUsdPerMonth, site.sgaUsdPerMonth);
  checkIfGiven('interestUsdPerMonth', SITE_RANGES.interestUsdPerMonth, site.interestUsdPerMonth);
  checkIfGiven(
    'stockCompensationUsdPerMonth',
    SITE_RANGES.stockCompensationUsdPerMonth,
    site.stockCompensationUsdPerMonth,
  );
  checkIfGiven('capexUsd', SITE_RANGES.capexUsd, site.capexUsd);
  checkIfGiven('depreciationYears', SITE_RANGES.depreciationYears, site.depreciationYears);
  if (!poolSchemes.includes(site.poolScheme)) {
    throw new OutOfRangeError(
      `poolScheme must be one of ${poolSchemes.join(', ')}, read ${describe(site.poolScheme)}`,
    );
  }
  check('fleetItems', SITE_RANGES.fleetItems, site.fleet?.length);
  for (let index = 0; index < site.fleet.length; index++) checkFleetItem(site.fleet[index]!, index);
}

/** Machines that `meterMw` (0.001…100,000 MW at the meter) can feed, not rounded. @throws RangeError */
export function machinesForMegawatts({
  meterMw,
  pue,
  machine,
  efficiencyJPerTh,
}: {
  meterMw: number;
  pue: number;
  machine: Machine;
  efficiencyJPerTh?: number | undefined;
}): number {
  checkRange({ field: 'meterMw', value: meterMw, ...SITE_RANGES.interconnectMw });
  check('pue', SITE_RANGES.pue, pue);
  checkMachine({ machine, efficiencyJPerTh });
  return ((meterMw / pue) * 1e6) / watts({ machine, efficiencyJPerTh });
}

/** What one machine of the class draws. */
export function watts({ machine, efficiencyJPerTh }: Omit<FleetItem, 'count'>): number {
  return efficiencyJPerTh === undefined ? machine.powerW : machine.hashrateThPerS * efficiencyJPerTh;
}

function checkFleetItem(item: FleetItem, index: number): void {
  check('count', SITE_RANGES.count, item.count, index);
  checkMachine(item, index);
}

function checkMachine({ machine, efficiencyJPerTh }: Omit<FleetItem, 'count'>, index?: number): void {
  check('machine.hashrateThPerS', SITE_RANGES.hashrateThPerS, machine.hashrateThPerS, index);
  check('machine.powerW', SITE_RANGES.powerW, machine.powerW, index);
  check('machine.efficiencyJPerTh', SITE_RANGES.efficiencyJPerTh, machine.efficiencyJPerTh, index);
  const efficiency = efficiencyJPerTh ?? machine.powerW / machine.hashrateThPerS;
  check('efficiencyJPerTh', SITE_RANGES.efficiencyJPerTh, efficiency, index);
}

function checkIfGiven(field: string, range: Range, value: number | undefined): void {
  if (value !== undefined) check(field, range, value);
}

/** The path is put together only when there is something to say. */
function check(field: string, range: Range, value: unknown, fleetIndex?: number): void {
  if (isWithin(range, value)) return;
  const path = fleetIndex === undefined ? field : `fleet[${fleetIndex}].${field}`;
  throw outOfRange({ field: path, value, ...range });
}

/** Asking Intl takes tens of microseconds, too much for a thousand sites: the names it knew are remembered. */
const knownTimeZones = new Set<string>();
const MOST_REMEMBERED = 1000;

function isTimeZone(timeZone: unknown): boolean {
  if (typeof timeZone !== 'string') return false;
  if (knownTimeZones.has(timeZone)) return true;
  try {
    Intl.DateTimeFormat('en-US', { timeZone });
  } catch {
    return false;
  }
  if (knownTimeZones.size < MOST_REMEMBERED) knownTimeZones.add(timeZone);
  return true;
}
