import type { Part } from '../../chat/reply.ts';
import { metrics } from '../../chat/show/metrics.ts';
import type { Sensitivities } from '../../economics/index.ts';
import type { Judgement } from './judgement.ts';

const MOST_NAMED = 4;

/** What turns the verdict around: price, hashprice, another path, an input within its P10–P90. */
export const turningParts = (of: Judgement): Part[] => [
  'What turns it: ',
  ...priceParts(of),
  ...hashpriceParts(of),
  `. ${turningWords(of.moved)}`,
];

/** Which paths and inputs turn it alone, in words. */
export function turningWords({ inputs, paths }: Pick<Sensitivities, 'inputs' | 'paths'>): string {
  const others = paths.filter(({ overturns }) => overturns).map(({ path }) => path);
  const alone = inputs.filter(({ overturns }) => overturns).map(({ input }) => metrics[input].label);
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
function hashpriceParts({ pen, compared, pivot, judged, subject: use }: Judgement): Part[] {
  const { constant, onPath } = compared.breakevens.hashprice;
  const subject = 'mine or lease';
  const now = pen.of({ metric: 'hashpriceUsdPerPhDay', value: pivot.given.hashprice.usdPerPhDay });
  const side = judged.gainUsd > 0 ? 'above ' : 'below ';
  return [
    '; a hashprice in month 1 of this path ',
    ...(onPath === undefined
      ? ['that is beyond 20 times today’s']
      : [side, pen.of({ metric: 'breakevenHashpriceOnPathUsdPerPhDay', value: onPath, subject })]),
    ' (it is ',
    now,
    `). Held constant instead, mining is worth more than ${use === 'best split' ? 'the best split' : use} above `,
    ...(constant === undefined
      ? ['no hashprice up to 20 times today’s']
      : [pen.of({ metric: 'breakevenHashpriceConstantUsdPerPhDay', value: constant, subject })]),
  ];
}
