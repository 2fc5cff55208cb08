import type { Part } from '../../chat/reply.ts';
import { leaseMetrics } from '../../chat/show/leaseMetrics.ts';
import type { Sensitivities, Turns } from '../../economics/index.ts';
import { pathName } from './basis.ts';
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
function scaledParts({ pen, compared, pivot }: Judgement): Part[] {
  const found = turnsOf(compared.breakevens.hashprice.onPath);
  if (found.length === 0)
    return [`none of the hashprices looked at, ${LOOKED_AT} ${pathName(pivot)} in every month`];
  const { usdPerPhDay } = pivot.given.hashprice;
  const metric = 'hashpriceOfPathChangePercent';
  const far = found.map(({ side, at }): Part[] => {
    const value = Math.abs(at / usdPerPhDay - 1) * 100;
    const words = side === 'below' ? 'lower' : 'higher';
    return [pen.of({ metric, value, subject: `${SUBJECT}, ${words}` }), ` ${words}`];
  });
  return ['hashprice ', ...either(far), ` in every month of ${pathName(pivot)}`];
}

/** What that comes to in month 1. */
function firstMonth({ pen, compared, pivot }: Judgement): Part[] {
  const found = turnsOf(compared.breakevens.hashprice.onPath);
  if (found.length === 0) return [];
  const metric = 'breakevenHashpriceOnPathUsdPerPhDay';
  const now = pen.of({ metric: 'hashpriceUsdPerPhDay', value: pivot.given.hashprice.usdPerPhDay });
  const at = found.map(({ side, at: value }): Part[] => [pen.of({ metric, value, subject: nameOf(side) })]);
  return [' (', ...either(at), ' in month 1 in place of ', now, ')'];
}

const SUBJECT = 'mine or lease';
const nameOf = (side: keyof Turns): string => `${SUBJECT}, ${side === 'below' ? 'lower' : 'higher'}`;
const LOOKED_AT = '0.001 to 20 times';

interface Turn {
  side: keyof Turns;
  at: number;
}

/** Those that were seen. */
const turnsOf = (turns: Turns): Turn[] =>
  (['below', 'above'] as const).flatMap((side) => {
    const at = turns[side];
    return at === undefined ? [] : [{ side, at }];
  });

const either = (found: readonly Part[][]): Part[] =>
  found.flatMap((parts, at) => (at === 0 ? parts : [' or ', ...parts]));

/** After the path: the constant hashprice that turns it, which may be that of now. */
function constantly(of: Judgement): Part[] {
  const { pen, compared, pivot, judged } = of;
  const { usdPerPhDay } = pivot.given.hashprice;
  if (pivot.given.path === 'constant') return [];
  const now = pen.of({ metric: 'hashpriceUsdPerPhDay', value: usdPerPhDay });
  const isAhead = gainHeldConstant(of) > 0;
  if (isAhead !== judged.gainUsd > 0) {
    const whose = usdPerPhDay === pivot.view.hashprice.usdPerPhDay ? 'today’s ' : '';
    return [`, or held constant at ${whose}`, now];
  }
  const found = turnsOf(compared.breakevens.hashprice.constant);
  if (found.length === 0) return [];
  return [', or constant ', ...either(found.map((turn) => sideParts({ of, turn }))), ' (now ', now, ')'];
}

/** `above $52.00/PH/day` */
function sideParts({ of: { pen }, turn, side = turn.side }: Sided): Part[] {
  const metric = 'breakevenHashpriceConstantUsdPerPhDay';
  return [`${side} `, pen.of({ metric, value: turn.at, subject: nameOf(turn.side) })];
}

interface Sided {
  of: Judgement;
  turn: Turn;
  /** On which side of the turn something holds. */
  side?: keyof Turns;
}

/** On which side of the turns mining is worth more: outside of them where the conversion is ahead, else between them. */
function heldConstant(of: Judgement): Part[] {
  const { pen, compared, subject } = of;
  const found = turnsOf(compared.breakevens.hashprice.constant);
  const isAhead = gainHeldConstant(of) > 0;
  const more = `mining is worth more than ${named(subject)} `;
  if (found.length === 0) {
    const worth = isAhead ? `mining is worth less than ${named(subject)} ` : more;
    return [`Held constant instead, ${worth}at each hashprice looked at, ${LOOKED_AT} today’s. `];
  }
  const now = pen.of({ metric: 'hashpriceUsdPerPhDay', value: of.pivot.given.hashprice.usdPerPhDay });
  const within = { below: 'above', above: 'below' } as const;
  const where = found.flatMap((turn, at) => [
    ...(at > 0 ? [' and '] : []),
    ...sideParts({ of, turn, ...(!isAhead && { side: within[turn.side] }) }),
  ]);
  return [`Held constant instead, ${more}`, ...where, ' (it is ', now, '). '];
}

const gainHeldConstant = ({ pivot, judged, moved }: Judgement): number =>
  pivot.given.path === 'constant'
    ? judged.gainUsd
    : moved.paths.find(({ path }) => path === 'constant')!.gainUsd;
