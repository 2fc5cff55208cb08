import { type Fields, fields, PASSED_OVER, REFUSED, SAID } from './urdbFields.ts';

/** What is wrong with a field, by its name. */
export type Fault = [field: string, message: string];

/** Everything of a rate that cannot be computed. */
export const faultsOf = (rate: Fields): Fault[] => [
  ...refusedFields(rate),
  ...bareTiers(rate),
  ...unitFaults(rate),
  ...pairFaults(rate),
];

export const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === 0 ||
  value === '' ||
  (Array.isArray(value) && value.flat(9).every(isEmpty)) ||
  (typeof value === 'object' && Object.keys(value).length === 0);

/** Fields that would change the bill and cannot be computed, and fields that nobody knows. */
function refusedFields(rate: Fields): Fault[] {
  const others = Object.entries(rate).filter(
    ([field, value]) =>
      !(
        Object.hasOwn(fields.shape, field) ||
        PASSED_OVER.has(field) ||
        Object.hasOwn(SAID, field) ||
        isEmpty(value)
      ),
  );
  return others.map(([field]) => [field.slice(0, 60), REFUSED[field] ?? UNKNOWN]);
}

const UNKNOWN = 'no field of the URDB that is known here, take it out if it is no charge';

/** Steps without a price: a missing price is not nothing. */
function bareTiers(rate: Fields): Fault[] {
  const structures = ['energyratestructure', 'demandratestructure', 'flatdemandstructure'] as const;
  const bare = structures.filter((field) =>
    rate[field]?.flat().some(({ rate: usd, adj }) => usd === undefined && adj === undefined),
  );
  return bare.map((field) => [field, 'a tier has neither rate nor adj']);
}

/** Demand in anything but kW, tiers that count what is not known, prices that are cents. */
function unitFaults(rate: Fields): Fault[] {
  const demand = (['demandrateunit', 'demandunits', 'flatdemandunit'] as const).flatMap((field): Fault[] =>
    ['kW', undefined].includes(rate[field]) ? [] : [[field, `${rate[field]} cannot be computed, only kW`]],
  );
  const tiers = rate.energyratestructure?.flat() ?? [];
  const units = [...new Set(tiers.map(({ unit = 'kWh' }) => unit))];
  const unknown = units.find((unit) => !Object.hasOwn(TIERS_COUNT, unit));
  const dear = tiers.find(({ rate: usd = 0, adj = 0 }) => Math.abs(usd + adj) > 1)?.rate;
  const energy = [
    unknown && `tiers in ${unknown.slice(0, 20)} cannot be computed`,
    units.length > 1 && `tiers in ${units.join(' and ').slice(0, 60)} at once cannot be computed`,
    dear && `a rate is in $/kWh: is ${dear} in cents (${dear / 100}), or per MWh (${dear / 1000})?`,
  ];
  return [...demand, ...energy.flatMap((fault): Fault[] => (fault ? [['energyratestructure', fault]] : []))];
}

/** What the ends of tiers count, by the unit of the form. */
export const TIERS_COUNT: Record<string, 'kWh' | 'kWh/day' | 'kWh/kW'> = {
  kWh: 'kWh',
  'kWh daily': 'kWh/day',
  'kWh/kW': 'kWh/kW',
};

const TWICE = 'the same thing twice, leave one of them';

/** Fields that need each other, or say the same thing twice. */
function pairFaults(rate: Fields): Fault[] {
  const faults: Fault[] = [];
  for (const kind of ['energy', 'demand'] as const) {
    const periods = rate[`${kind}ratestructure`];
    const given = [rate[`${kind}weekdayschedule`], rate[`${kind}weekendschedule`]].filter(Boolean).length;
    if (periods === undefined && given > 0)
      faults.push([`${kind}ratestructure`, 'missing beside its schedules']);
    if (periods && (given === 1 || (given === 0 && periods.length > 1)))
      faults.push([`${kind}weekdayschedule, ${kind}weekendschedule`, 'both are needed']);
  }
  const { flatdemandmonths, flatdemandstructure = [] } = rate;
  if (flatdemandmonths && flatdemandstructure.length === 0) faults.push(['flatdemandstructure', 'missing']);
  if (flatdemandstructure.length > 1 && !flatdemandmonths) faults.push(['flatdemandmonths', 'missing']);
  if (rate.fixedmonthlycharge && rate.fixedchargefirstmeter)
    faults.push(['fixedmonthlycharge, fixedchargefirstmeter', TWICE]);
  if (rate.fixedchargefirstmeter && !rate.fixedchargeunits)
    faults.push(['fixedchargeunits', 'missing: $/month, $/day or $/year?']);
  if (rate.minmonthlycharge && rate.mincharge) faults.push(['minmonthlycharge, mincharge', TWICE]);
  if (rate.mincharge && !rate.minchargeunits) faults.push(['minchargeunits', 'missing: $/month or $/day?']);
  return [...faults, ...lookBackFaults(rate)];
}

function lookBackFaults(rate: Fields): Fault[] {
  const { lookbackpercent: share, lookbackrange: range, lookbackmonths: months } = rate;
  if (!share) return [];
  const of = (message: string): Fault[] => [['lookbackpercent', message]];
  if ((months?.some(Boolean) ?? false) === Boolean(range))
    return of('needs one of lookbackmonths and lookbackrange, to know at what it looks back');
  if (!rate.flatdemandstructure?.length)
    return of('is not said to look back at which hours, where there is no flat demand');
  return share > 1 && share <= 2 ? of(`is ${share} a share of ${share}% or of ${share * 100}%?`) : [];
}
