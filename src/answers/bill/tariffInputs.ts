import * as parameters from '../../chat/parameters/index.ts';
import { quote } from '../../chat/read/quote.ts';
import { type Reply, reply } from '../../chat/reply.ts';
import { figure } from '../../chat/show/figures.ts';
import { UserError } from '../../common/errors.ts';
import { type Charge, monthsOfYear, type Site, type Tariff } from '../../economics/index.ts';

/** What a tariff of the common kind is made of, as it is typed or filled into a form. */
export const tariffParameters = {
  energy: parameters.powerPrice({
    example: '$45/MWh',
    description: 'Energy price at all hours, with its adders',
  }),
  demand: parameters.usd({
    example: '$4/kW-month',
    description: 'Demand charge on the month’s peak, per kW and month',
    range: { min: 0, max: 1000 },
    per: 'kW-month',
  }),
  ratchet: parameters.percent({
    example: '80%',
    description: 'Demand is at least this share of the highest peak looked back at',
  }),
  ratchetMonths: parameters.count({
    example: '11',
    description: 'How many months the ratchet looks back; 11 when not given',
    range: { min: 1, max: 12 },
  }),
  minimum: parameters.megawatts({ example: '75 MW', description: 'Minimum billing demand' }),
  fixed: parameters.usdPerMonth({
    example: '$1,200/month',
    description: 'Fixed charges',
    range: { min: 0, max: 1e9 },
  }),
  coincident: parameters.usd({
    example: '65',
    description: 'Transmission by coincident peaks, USD per kW and year',
    range: { min: 0, max: 1000 },
  }),
  coincidentMw: parameters.megawatts({
    example: '92 MW',
    description: 'Mean load in last year’s peaks, as the utility states it',
  }),
  peaks: parameters.count({
    example: '4',
    description: 'How many peaks that is the mean of; 4 when not given',
    range: { min: 1, max: 12 },
  }),
  tax: parameters.percent({
    example: '6.25%',
    description: 'Taxes on everything',
    range: { min: 0, max: 0.5 },
  }),
};

type Inputs = { [Name in keyof typeof tariffParameters]?: number | undefined };

const ALWAYS = 'all hours';
const DEFAULT_RATCHET_MONTHS = 11;
const DEFAULT_PEAKS = 4;

/** Whether any of a tariff's inputs was given. */
export const hasTariffInputs = (inputs: Inputs): boolean =>
  Object.keys(tariffParameters).some((name) => inputs[name as keyof Inputs] !== undefined);

/** The tariff that the inputs describe. `year` is the one whose months its coincident demand is charged in. @throws UserError */
export function describedTariff({ inputs, year }: { inputs: Inputs; year: number }): Tariff {
  const { energy, demand, ratchet, ratchetMonths, minimum, fixed, coincident, coincidentMw, peaks, tax } =
    inputs;
  refuseAlone({ demand, ratchet, minimum, ratchetMonths, coincident, coincidentMw, peaks });
  const charges: Charge[] = [];
  if (energy !== undefined)
    charges.push({
      kind: 'energy',
      name: 'Energy',
      periods: [{ name: ALWAYS, tiers: [{ usdPerUnit: energy / 1000 }] }],
    });
  if (demand !== undefined)
    charges.push({
      kind: 'demand',
      name: 'Demand',
      periods: [{ name: ALWAYS, tiers: [{ usdPerUnit: demand }] }],
      ...(ratchet !== undefined && {
        ratchet: { share: ratchet, lookBack: { monthsBack: ratchetMonths ?? DEFAULT_RATCHET_MONTHS } },
      }),
      ...(minimum !== undefined && { minimumKw: minimum * 1000 }),
    });
  if (coincident !== undefined)
    charges.push({
      kind: 'coincident',
      name: 'Coincident peaks',
      usdPerKw: coincident,
      per: 'year',
      of: 'mean',
      peaks: [],
      months: monthsOfYear(year),
      stated: { kw: coincidentMw! * 1000, peaks: peaks ?? DEFAULT_PEAKS },
    });
  if (fixed !== undefined) charges.push({ kind: 'fixed', name: 'Fixed', usd: fixed, per: 'month' });
  if (charges.length === 0)
    throw new UserError('A tariff needs a charge besides its tax, such as energy=$45/MWh.', {
      parameter: 'tax',
    });
  if (tax !== undefined) charges.push({ kind: 'percent', name: 'Tax', share: tax });
  return { name: 'Typed tariff', charges };
}

/** What means nothing without another input. */
function refuseAlone(
  given: Pick<
    Inputs,
    'demand' | 'ratchet' | 'ratchetMonths' | 'minimum' | 'coincident' | 'coincidentMw' | 'peaks'
  >,
): void {
  const needs = [
    ['ratchet', 'demand', 'demand=$4/kW-month'],
    ['ratchetMonths', 'ratchet', 'ratchet=80%'],
    ['minimum', 'demand', 'demand=$4/kW-month'],
    ['coincident', 'coincidentMw', 'coincidentMw="92 MW"'],
    ['coincidentMw', 'coincident', 'coincident=65'],
    ['peaks', 'coincident', 'coincident=65'],
  ] as const;
  for (const [name, other, example] of needs)
    if (given[name] !== undefined && given[other] === undefined)
      throw new UserError(`${name} needs ${other} beside it, such as ${example}.`, { parameter: name });
}

/** Asks for the tariff of a site that has none: a file, or the inputs of the common kind. */
export function noTariffAnswer({ site, now }: { site: Site; now: number }): Reply {
  const command = `tariff ${quote(site.name)}`;
  const values: Partial<Record<keyof Inputs, string>> = {
    energy: `$${site.powerPriceUsdPerMwh}/MWh`,
    ...(site.demandChargeUsdPerKwMonth !== undefined && {
      demand: `$${site.demandChargeUsdPerKwMonth}/kW-month`,
    }),
  };
  const fields = Object.entries(tariffParameters).map(([name, { description, example }]) => ({
    name,
    label: description,
    hint: `For example ${example}`,
    ...(values[name as keyof Inputs] !== undefined && { value: values[name as keyof Inputs] }),
    required: false,
    multiline: false,
  }));
  const how = `Fill in the form, type the inputs (${command} energy=$45/MWh demand=$4/kW-month ratchet=80%), or name a file: ${command} rate.json takes a rate of the URDB as JSON, or CSV with the columns charge, period, months, days, hours, upTo, price, unit.`;
  const price = figure({
    metric: 'powerPriceUsdPerMwh',
    value: site.powerPriceUsdPerMwh,
    subject: site.name,
    from: { source: `site ${site.name}`, observedAt: now },
  });
  return reply({
    title: `${site.name} has no tariff: it counts with ${price.text} at all hours`,
    visibility: 'private',
    readsSites: true,
    blocks: [
      { kind: 'text', parts: [how] },
      { kind: 'form', title: `Tariff of ${site.name}`, command, fields },
    ],
  });
}
