import { sourceLines } from '../../answers/market/sources.ts';
import { showDuration } from '../../chat/parameters/duration.ts';
import type { Part, SourceLine } from '../../chat/reply.ts';
import { combined, figure, type Provenance } from '../../chat/show/figures.ts';
import type { MarketSnapshot } from '../../market/contract.ts';
import type { Measurement } from '../reading/measure.ts';
import type { Condition, LevelCondition } from '../rules/rule.ts';
import { holds } from '../rules/state.ts';
import { measurementFigures } from './measurementFigures.ts';
import { stopParts } from './stop.ts';

/** What stands beside a limit now, and the market that it was read in. */
export interface ValueNow {
  /** Undefined without data, and for what happens and is over. */
  measurement: Measurement | undefined;
  from: Provenance;
  /** Empty without a measurement: nothing is shown that came from there. */
  sources: SourceLine[];
}

export function valueNow({
  measurement,
  snapshot,
}: {
  measurement: Measurement | undefined;
  snapshot: MarketSnapshot;
}): ValueNow {
  const market = combined([snapshot.priceUsd, snapshot.chain, snapshot.fees]);
  const site = measurement?.site && `; site ${measurement.site.line.name}`;
  const from = { ...market, source: `${market.source}${site ?? ''}` };
  return { measurement, from, sources: measurement ? sourceLines({ snapshot }) : [] };
}

/** The value now beside the limit, or that there is none. */
export function nowParts(asked: { condition: Condition; value: ValueNow }): Part[] {
  const { condition, value: found } = asked;
  const { measurement, from } = found;
  if (condition.kind === 'chainEvent') return ['It posts when it happens.'];
  if (!measurement && condition.kind === 'change')
    return [
      `It compares now with ${showDuration(condition.windowMs)} ago, and there is no confirmed data of both yet.`,
    ];
  if (!measurement && condition.kind === 'stop')
    return [
      'Now is not known: it takes a confirmed market, and day-ahead prices of today, a reported price or the tariff’s of this hour. The site’s own price does not count.',
    ];
  if (!measurement) return ['There is no confirmed data for it now.'];
  const { value, limit } = measurementFigures({ condition: condition as LevelCondition, measurement, from });
  const holding = holds(measurement);
  return [
    'Now: ',
    value,
    ...(condition.kind === 'breakeven' ? [' against a breakeven of ', limit] : []),
    holding ? ', so that it holds already.' : ', so that it does not hold.',
    ...costParts({ condition, measurement, from }),
    ...stopParts(measurement),
  ];
}

/** Which costs a site's margin is after, and which price of power is among them. */
function costParts(asked: { condition: Condition; measurement: Measurement; from: Provenance }): Part[] {
  const { condition, measurement, from } = asked;
  const { line } = measurement.site ?? {};
  const isMargin =
    condition.kind === 'site' ? condition.metric !== 'power' : condition.kind === 'unprofitable';
  if (line === undefined || !isMargin) return [];
  const { name: subject, powerPriceUsdPerMwh: value } = line;
  return [
    condition.kind === 'site' ? ' It is after all cash costs given' : ' It is before costs of the whole site',
    ', with power at ',
    figure({ metric: 'powerPriceUsdPerMwh', value, subject, from }),
    ' as typed or by the tariff: a reported price counts in alerts on power alone.',
  ];
}
