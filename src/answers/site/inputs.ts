import type { Arguments } from '../../chat/parameter.ts';
import * as parameters from '../../chat/parameters/index.ts';
import { metrics } from '../../chat/show/metrics.ts';
import { UserError } from '../../common/errors.ts';
import {
  checkSite,
  type FleetItem,
  machineLabel,
  machinesForMegawatts,
  poolSchemes,
  SITE_RANGES,
  type Site,
} from '../../economics/index.ts';
import { type SiteQuestion, THE_QUESTION } from './question.ts';

/** The inputs of a site as they are typed, shared by every command that takes them. */
export const siteParameters = {
  fleet: parameters.fleet({
    description: 'Machines by number or megawatts at the meter',
    positional: true,
  }),
  power: parameters.powerPrice({
    description: 'Power price',
    positional: true,
    aliases: ['powerPrice', 'energy'],
  }),
  pue: parameters.number({
    description: 'Meter power over IT power',
    range: SITE_RANGES.pue,
    what: 'PUE',
    example: '1.05',
  }),
  uptime: parameters.percent({
    description: 'Share of the time that the fleet runs',
    range: SITE_RANGES.uptime,
    what: 'Uptime',
    bareFraction: true,
  }),
  fee: parameters.percent({
    description: 'Pool fee, share of revenue',
    range: SITE_RANGES.poolFee,
    what: 'A pool fee',
    aliases: ['poolFee'],
  }),
  scheme: parameters.choice({
    description: 'How the pool pays',
    values: poolSchemes,
    aliases: ['poolScheme'],
  }),
  opex: parameters.usd({
    description: 'Other operating cost per MWh',
    range: SITE_RANGES.otherOperatingUsdPerMwh,
    per: 'MWh',
    example: '$3',
  }),
  opexMonthly: parameters.usdPerMonth({
    description: 'Other operating cost per month',
    range: SITE_RANGES.otherOperatingUsdPerMonth,
    aliases: ['opex'],
  }),
  demand: parameters.usd({
    description: 'Demand charge per kW-month',
    range: { ...SITE_RANGES.demandChargeUsdPerKwMonth, min: 0 },
    per: 'kW-month',
    aliases: ['demandCharge'],
    example: '$5',
  }),
  interconnect: parameters.megawatts({ description: 'Grid connection at the meter', bare: true }),
  sga: parameters.usdPerMonth({ description: 'SG&A per month', range: SITE_RANGES.sgaUsdPerMonth }),
  interest: parameters.usdPerMonth({
    description: 'Interest per month',
    range: SITE_RANGES.interestUsdPerMonth,
  }),
  stock: parameters.usdPerMonth({
    description: 'Stock compensation per month',
    range: SITE_RANGES.stockCompensationUsdPerMonth,
    aliases: ['stockCompensation'],
  }),
  capex: parameters.usd({
    description: 'Capital cost of the site',
    range: SITE_RANGES.capexUsd,
    example: '$50M',
  }),
  depreciation: parameters.number({
    description: 'Years of straight-line depreciation',
    range: SITE_RANGES.depreciationYears,
    what: 'Depreciation',
    unit: 'years',
    example: '4',
  }),
  zone: parameters.timeZone({ description: 'IANA time zone', aliases: ['timeZone'] }),
};

export type SiteInputs = Arguments<typeof siteParameters>;

const FIELDS = {
  power: 'powerPriceUsdPerMwh',
  pue: 'pue',
  uptime: 'uptime',
  fee: 'poolFee',
  scheme: 'poolScheme',
  opex: 'otherOperatingUsdPerMwh',
  opexMonthly: 'otherOperatingUsdPerMonth',
  demand: 'demandChargeUsdPerKwMonth',
  interconnect: 'interconnectMw',
  sga: 'sgaUsdPerMonth',
  interest: 'interestUsdPerMonth',
  stock: 'stockCompensationUsdPerMonth',
  capex: 'capexUsd',
  depreciation: 'depreciationYears',
  zone: 'timeZone',
} as const satisfies Partial<Record<keyof SiteInputs, keyof Site>>;

/** What is taken where nobody says otherwise; answers name each of them that they used. */
export const SITE_DEFAULTS = {
  timeZone: 'UTC',
  powerPriceUsdPerMwh: 50,
  pue: 1.05,
  uptime: 0.95,
  poolFee: 0.02,
  poolScheme: 'FPPS',
} as const satisfies Partial<Site>;

/** The inputs that were given, under the names of a site's fields; the fleet apart. */
export function givenFields(inputs: SiteInputs): Partial<Site> {
  const given = Object.entries(FIELDS).flatMap(([name, field]) => {
    const value = inputs[name as keyof typeof FIELDS];
    return value === undefined ? [] : [[field, value]];
  });
  return Object.fromEntries(given);
}

/** Megawatts become machines at the site's PUE. */
export function fleetOf({
  requests,
  pue,
}: {
  requests: parameters.FleetRequest[];
  pue: number;
}): FleetItem[] {
  return requests.map((request) => {
    const { machine, efficiencyJPerTh } = request;
    const override = efficiencyJPerTh === undefined ? {} : { efficiencyJPerTh };
    const count =
      'count' in request
        ? request.count
        : machinesForMegawatts({ meterMw: request.meterMw, pue, machine, ...override });
    refuseUncountable({ request, count });
    return { machine, count, ...override };
  });
}

/** Megawatts and hashrates may ask for more machines than a site can have, or for less than a part of one. */
function refuseUncountable({ request, count }: { request: parameters.FleetRequest; count: number }): void {
  const { min, max } = SITE_RANGES.count;
  if (count >= min && count <= max) return;
  const [machines, most] = [count, max].map((it) =>
    it.toLocaleString('en-US', { maximumSignificantDigits: 4 }),
  );
  throw new UserError(
    `${fleetName([request])} would be ${machines} machines; between ${min} and ${most} of a kind are accepted.`,
  );
}

/** A site with some of its inputs replaced. RangeError when the result cannot be used. */
export function withInputs({ site, inputs }: { site: Site; inputs: SiteInputs }): Site {
  const changed = { ...site, ...givenFields(inputs) };
  const fleet =
    inputs.fleet === undefined ? site.fleet : fleetOf({ requests: inputs.fleet, pue: changed.pue });
  return checkSite({ ...changed, fleet });
}

/** The site that a question describes; what it leaves out is the default and named as such. */
export function describedSite(asked: {
  name?: string;
  fleet: parameters.FleetRequest[];
  inputs: SiteInputs;
}): SiteQuestion {
  const { fleet, inputs, name = fleetName(fleet) } = asked;
  const given = givenFields(inputs);
  const base: Site = { name, ...SITE_DEFAULTS, fleet: [] };
  const site = withInputs({ site: base, inputs: { ...inputs, fleet } });
  const defaults = (Object.keys(SITE_DEFAULTS) as (keyof typeof SITE_DEFAULTS)[]).filter(
    (key) => !(key in given),
  );
  return { site, source: THE_QUESTION, demo: false, changed: [], defaults };
}

/** What a fleet is called that has no other name: `100 MW of S21 XP and 2 more`, `1,200 PH/s of M60S++`. */
export function fleetName(requests: readonly parameters.FleetRequest[]): string {
  const [first, ...more] = requests;
  if (first === undefined) throw new UserError('A fleet must have at least one kind of machine, read none.');
  return `${sizeOf(first)} ${machineLabel({ machine: first.machine })}${more.length > 0 ? ` and ${more.length} more` : ''}`.slice(
    0,
    60,
  );
}

/** A share of a machine is what a hashrate leaves behind: it is called by that hashrate. */
function sizeOf(request: parameters.FleetRequest): string {
  if ('meterMw' in request) return `${request.meterMw.toLocaleString('en-US')} MW of`;
  const { count, machine } = request;
  if (Number.isInteger(count)) return `${count.toLocaleString('en-US')} ×`;
  return `${metrics.hashratePhPerS.show((count * machine.hashrateThPerS) / 1000)} of`;
}
