import type { Part } from '../../chat/reply.ts';
import { type LeaseMetric, leaseMetrics } from '../../chat/show/leaseMetrics.ts';
import type { Sensitivities } from '../../economics/index.ts';
import { midSentence } from '../site/notes.ts';
import { type Judgement, named } from './judgement.ts';

const MOST_NAMED = 4;

/** What turns the verdict around: price, hashprice, another path, an input within its P10–P90. */
export const turningParts = (of: Judgement): Part[] => [
  'What turns it: ',
  ...priceParts(of),
  ...hashpriceParts(of),
  `. ${turningWords(of.moved)}`,
];

/** The same in one line: `What turns it: a rent of year 1 below $105.76/kW-month; a hashprice above …`. */
export function turningLine(of: Judgement): Part[] {
  const { pen, compared, judged, moved } = of;
  const { onPath, constant } = compared.breakevens.hashprice;
  const side = judged.gainUsd > 0 ? 'above ' : 'below ';
  const at = (metric: LeaseMetric, value: number | undefined, words: string): Part[] =>
    value === undefined ? [] : [side, pen.of({ metric, value, subject: SUBJECT }), words];
  const hashprices = [
    at('breakevenHashpriceOnPathUsdPerPhDay', onPath, ' in month 1 of this path'),
    at('breakevenHashpriceConstantUsdPerPhDay', constant, ' held constant'),
  ].filter((one) => one.length > 0);
  const [first = [], second = []] = hashprices;
  // Of a verdict that is too close nearly all turns it.
  const turns = ({ overturns }: { overturns: boolean }) => overturns && !of.verdict.tooCloseToCall;
  const paths = moved.paths.filter(turns).map(({ path }) => path);
  const inputs = moved.inputs.filter(turns).map(({ input }) => leaseMetrics[input].label);
  const named = inputs.slice(0, 2).map(midSentence);
  return [
    'What turns it: ',
    ...priceParts(of),
    ...(first.length > 0 ? ['; a hashprice ', ...first] : []),
    ...(second.length > 0 ? [' or ', ...second] : []),
    ...(paths.length > 0 ? [`; the path ${paths.join(' or ')}`] : []),
    ...(named.length > 0 ? [`; P10 or P90 of ${named.join(' or of ')}`] : []),
    ...(inputs.length > named.length ? [` and of ${inputs.length - named.length} more inputs`] : []),
    '.',
  ];
}

/** Which paths and inputs turn it alone, in words. */
export function turningWords({ inputs, paths }: Pick<Sensitivities, 'inputs' | 'paths'>): string {
  const others = paths.filter(({ overturns }) => overturns).map(({ path }) => path);
  const alone = inputs.filter(({ overturns }) => overturns).map(({ input }) => leaseMetrics[input].label);
  const more = alone.length > MOST_NAMED ? ` and ${alone.length - MOST_NAMED} more` : '';
  const said = [
    ...(others.length > 0
      ? [`On the path of hashprice called ${others.join(' or ')} it is the other way round.`]
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
  return [`a ${name} ${judged.gainUsd > 0 ? 'below' : 'above'} `, pen.of({ metric, value })];
}

/** Above its breakeven hashprice mining is worth more than the conversion, on either reading of it. */
function hashpriceParts(of: Judgement): Part[] {
  const { pen, compared, pivot, judged } = of;
  const { onPath: value } = compared.breakevens.hashprice;
  const metric = 'breakevenHashpriceOnPathUsdPerPhDay';
  const now = pen.of({ metric: 'hashpriceUsdPerPhDay', value: pivot.given.hashprice.usdPerPhDay });
  const side = judged.gainUsd > 0 ? 'above' : 'below';
  const none = judged.gainUsd > 0 ? 'no hashprice up to 20 times today’s' : 'no hashprice, however low,';
  const turns: Part[] =
    value === undefined
      ? [`${none} in month 1 of this path`]
      : [`a hashprice in month 1 of this path ${side} `, pen.of({ metric, value, subject: SUBJECT })];
  return ['; ', ...turns, ' (it is ', now, '). ', ...constantParts(of)];
}

const SUBJECT = 'mine or lease';

/** Where no hashprice makes the two equal, one of them is ahead at all. */
function constantParts({ pen, compared, pivot, judged, subject, moved }: Judgement): Part[] {
  const { constant: value } = compared.breakevens.hashprice;
  const metric = 'breakevenHashpriceConstantUsdPerPhDay';
  const use = named(subject);
  if (value !== undefined)
    return [
      `Held constant instead, mining is worth more than ${use} above `,
      pen.of({ metric, value, subject: SUBJECT }),
    ];
  const { gainUsd } =
    pivot.given.path === 'constant' ? judged : moved.paths.find(({ path }) => path === 'constant')!;
  const where = gainUsd > 0 ? 'less than' : 'more than';
  const range = gainUsd > 0 ? 'any hashprice up to 20 times today’s' : 'any hashprice';
  return [`Held constant instead, mining is worth ${where} ${use} at ${range}`];
}
