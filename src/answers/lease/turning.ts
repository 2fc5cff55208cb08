import type { Part } from '../../chat/reply.ts';
import { leaseMetrics } from '../../chat/show/leaseMetrics.ts';
import type { Sensitivities } from '../../economics/index.ts';
import { type Judgement, named } from './judgement.ts';

const MOST_NAMED = 4;

/** What turns the verdict around: price, hashprice, another path, an input within its P10–P90. */
export const turningParts = (of: Judgement): Part[] => [
  'What turns it: ',
  ...priceParts(of),
  '; ',
  ...scaledParts(of),
  ...firstMonth(of),
  '. ',
  ...heldConstant(of),
  turningWords(of.moved),
];

/** Which prices turn it, in two lines: `What turns it: rent of year 1 below $105.76/kW-month; hashprice 65% higher in every …`. */
export const turningLine = (of: Judgement): Part[] => [
  'What turns it: ',
  ...priceParts(of),
  '; ',
  ...scaledParts(of),
  ...constantly(of),
  '.',
];

/** Which paths and inputs turn it alone, in words. */
export function turningWords({ inputs, paths }: Pick<Sensitivities, 'inputs' | 'paths'>): string {
  const others = paths.filter(({ overturns }) => overturns).map(({ path }) => path);
  const alone = inputs.filter(({ overturns }) => overturns).map(({ input }) => leaseMetrics[input].label);
  const more = alone.length > MOST_NAMED ? ` and ${alone.length - MOST_NAMED} more` : '';
  const said = [
    ...(others.length > 0
      ? [`On the path ${others.join(' or ')} it is the other way round.`]
      : ['No other path of hashprice turns it.']),
    alone.length > 0
      ? `Alone within its P10–P90, each of these turns it: ${alone.slice(0, MOST_NAMED).join('; ')}${more}.`
      : 'No input turns it alone within its P10–P90.',
  ];
  return said.join(' ');
}

const PRICE = {
  colocation: { metric: 'breakevenRentUsdPerKwMonth', name: 'rent of year 1', none: '$1,000/kW-month' },
  gpuCloud: { metric: 'breakevenGpuPriceUsdPerHour', name: 'GPU price', none: '$50/GPU-hour' },
} as const;

function priceParts({ pen, compared, judged }: Judgement): Part[] {
  const { metric, name, none } = PRICE[judged.use];
  const { price: value } = compared.breakevens;
  if (value === undefined) return [`no ${name} up to ${none}`];
  return [`${name} ${judged.gainUsd > 0 ? 'below' : 'above'} `, pen.of({ metric, value })];
}

/** By how much hashprice must differ from the path in all of its months; typing one moves month 1 and what follows on it. */
function scaledParts({ pen, compared, pivot, judged }: Judgement): Part[] {
  const { onPath } = compared.breakevens.hashprice;
  if (onPath === undefined)
    return [
      judged.gainUsd > 0
        ? 'no hashprice up to 20 times this path’s in every month'
        : 'no hashprice, however low in every month of this path',
    ];
  const percent = (onPath / pivot.given.hashprice.usdPerPhDay - 1) * 100;
  const metric = 'hashpriceOfPathChangePercent';
  const higher = percent > 0 ? 'higher' : 'lower';
  return [
    'hashprice ',
    pen.of({ metric, value: Math.abs(percent), subject: `${SUBJECT}, ${higher}` }),
    ` ${higher} in every month of this path`,
  ];
}

/** What that comes to in month 1. */
function firstMonth({ pen, compared, pivot }: Judgement): Part[] {
  const { onPath: value } = compared.breakevens.hashprice;
  if (value === undefined) return [];
  const metric = 'breakevenHashpriceOnPathUsdPerPhDay';
  const now = pen.of({ metric: 'hashpriceUsdPerPhDay', value: pivot.given.hashprice.usdPerPhDay });
  return [' (', pen.of({ metric, value, subject: SUBJECT }), ' in month 1 in place of ', now, ')'];
}

const SUBJECT = 'mine or lease';

/** After the path: the constant hashprice that turns it, which may be that of now. */
function constantly(of: Judgement): Part[] {
  const { pen, compared, pivot, judged } = of;
  const { constant: value } = compared.breakevens.hashprice;
  const { usdPerPhDay } = pivot.given.hashprice;
  if (pivot.given.path === 'constant') return [];
  const now = pen.of({ metric: 'hashpriceUsdPerPhDay', value: usdPerPhDay });
  const isAhead = gainHeldConstant(of) > 0;
  if (isAhead !== judged.gainUsd > 0) {
    const whose = usdPerPhDay === pivot.view.hashprice.usdPerPhDay ? 'today’s ' : '';
    return [`, or held constant at ${whose}`, now];
  }
  if (value === undefined) return [];
  const metric = 'breakevenHashpriceConstantUsdPerPhDay';
  const at = pen.of({ metric, value, subject: SUBJECT });
  return [`, or constant ${isAhead ? 'above' : 'below'} `, at, ' (now ', now, ')'];
}

/** Where no hashprice makes the two equal, one of them is ahead at all. */
function heldConstant(of: Judgement): Part[] {
  const { pen, compared, subject } = of;
  const { constant: value } = compared.breakevens.hashprice;
  const use = named(subject);
  if (value === undefined) {
    const [where, range] =
      gainHeldConstant(of) > 0 ? ['less', 'any hashprice up to 20 times today’s'] : ['more', 'any hashprice'];
    return [`Held constant instead, mining is worth ${where} than ${use} at ${range}. `];
  }
  const metric = 'breakevenHashpriceConstantUsdPerPhDay';
  const now = pen.of({ metric: 'hashpriceUsdPerPhDay', value: of.pivot.given.hashprice.usdPerPhDay });
  const at = pen.of({ metric, value, subject: SUBJECT });
  return [`Held constant instead, mining is worth more than ${use} above `, at, ' (it is ', now, '). '];
}

const gainHeldConstant = ({ pivot, judged, moved }: Judgement): number =>
  pivot.given.path === 'constant'
    ? judged.gainUsd
    : moved.paths.find(({ path }) => path === 'constant')!.gainUsd;
