import type { Part } from '../../chat/reply.ts';
import { metrics } from '../../chat/show/metrics.ts';
import type { Sensitivities } from '../../economics/index.ts';
import { isWholeLease, type Judgement } from './judgement.ts';

const MOST_NAMED = 4;

/** What turns the verdict on colocation around: rent, hashprice, another path, an input within its P10–P90. */
export function turningParts(of: Judgement): Part[] {
  const { moved } = of;
  const lead = isWholeLease(of) ? 'What turns it: ' : 'What turns colocation on all that can be leased: ';
  return [lead, ...rentParts(of), ...hashpriceParts(of), `. ${turningWords(moved)}`];
}

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

function rentParts({ pen, compared }: Judgement): Part[] {
  const { breakevenRentUsdPerKwMonth: value, colocation } = compared;
  if (value === undefined) return ['no rent up to $1,000/kW-month'];
  return [
    colocation.gainUsd > 0 ? 'a rent of year 1 below ' : 'a rent of year 1 above ',
    pen.of({ metric: 'breakevenRentUsdPerKwMonth', value }),
  ];
}

/** Above its breakeven hashprice mining is worth more than colocation, on either reading of it. */
function hashpriceParts({ pen, compared, pivot }: Judgement): Part[] {
  const { constant, onPath } = compared.breakevenHashprices;
  const subject = 'mine or lease';
  const now = pen.of({ metric: 'hashpriceUsdPerPhDay', value: pivot.given.hashprice.usdPerPhDay });
  const side = compared.colocation.gainUsd > 0 ? 'above ' : 'below ';
  return [
    '; a hashprice in month 1 of this path ',
    ...(onPath === undefined
      ? ['that is beyond 20 times today’s']
      : [side, pen.of({ metric: 'breakevenHashpriceOnPathUsdPerPhDay', value: onPath, subject })]),
    ' (it is ',
    now,
    '). Held constant instead, mining is worth more than colocation above ',
    ...(constant === undefined
      ? ['no hashprice up to 20 times today’s']
      : [pen.of({ metric: 'breakevenHashpriceConstantUsdPerPhDay', value: constant, subject })]),
  ];
}
