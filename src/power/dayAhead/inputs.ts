import * as parameters from '../../chat/parameters/index.ts';
import type { Block } from '../../chat/reply.ts';
import { UserError } from '../../common/errors.ts';

/** How prices stand in what a URL gives, or in a file. */
const reading = {
  format: parameters.choice({
    description: 'Whose form the prices have',
    values: ['generic', 'ercot', 'energyCharts', 'entsoe'],
  }),
  price: parameters.word({ description: 'The column or path of the price', example: 'price' }),
  start: parameters.word({ description: 'Of the time at which a price begins', example: 'start' }),
  end: parameters.word({ description: 'Of the time at which a price ends', example: 'end' }),
  rows: parameters.word({ description: 'The path of the list within JSON', example: 'data.prices' }),
  unit: parameters.word({ description: 'What the price is in', example: '$/MWh' }),
  unitConfirmed: parameters.flag({ description: 'The unit is right, however odd the prices look' }),
  zone: parameters.timeZone({ description: 'Whose clock the times are of; the site’s unless given' }),
  decimal: parameters.choice({ description: 'The decimal sign', values: ['.', ','] }),
  point: parameters.word({ description: 'The settlement point, of ERCOT', example: 'HB_SOUTH' }),
  rate: parameters.word({
    description: 'What another currency is worth in USD, and of which day that is',
    example: 'EUR:1.08:2026-11-28',
  }),
};

type Reading = { [Name in Exclude<keyof typeof reading, 'unitConfirmed'>]?: string | undefined } & {
  unitConfirmed?: boolean | undefined;
};

/** As a provider takes them; what was not typed is not among them. */
function options({ how, timeZone }: { how: Reading; timeZone: string }): Record<string, unknown> {
  const { format = 'generic', zone, point, rate, ...rest } = how;
  const typed = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  return {
    ...typed,
    ...(format === 'generic' && { unit: '$/MWh', price: 'price', timeZone: zone ?? timeZone, ...typed }),
    ...(format !== 'generic' && zone !== undefined && { timeZone: zone }),
    ...(point !== undefined && { settlementPoint: point }),
    ...(rate !== undefined && { rate: rateOf(rate) }),
  };
}

function rateOf(text: string) {
  const [, from, value, date] =
    /^([A-Z]{3})[ :](\d+(?:\.\d+)?)[ :](\d{4}-\d{2}-\d{2})$/u.exec(text.trim()) ?? [];
  if (date === undefined)
    throw new UserError(
      'A rate is a currency, what it is worth in USD, and a date: rate=EUR:1.08:2026-11-28.',
      {
        parameter: 'rate',
      },
    );
  return { from: from!, to: 'USD', value: Number(value), date };
}

/** How they were read, what nobody typed included: whoever looks for an hour or a cent sees where it went. */
function readAs({ format, options }: { format: string; options: Record<string, unknown> }): Block {
  const named = Object.entries(options).map(
    ([name, value]) => `${name} ${typeof value === 'object' ? Object.values(value!).join(' ') : value}`,
  );
  return { kind: 'text', parts: [`Read as ${[format, ...named].join(', ')}.`] };
}

/** How whoever gives day-ahead prices says how they are to be read. */
export const dayAheadInputs = { parameters: reading, options, readAs };
