import { showDuration } from '../../chat/parameters/duration.ts';
import type { Part } from '../../chat/reply.ts';
import type { Provenance } from '../../chat/show/figures.ts';
import { showMoment } from '../../common/localTime.ts';
import type { Measurement } from '../reading/measure.ts';
import type { LevelCondition } from '../rules/rule.ts';
import { holds, recoveryLimit } from '../rules/state.ts';
import { measurementFigures, nameOf } from './measurementFigures.ts';
import type { MessageContext } from './messageContext.ts';
import type { Notification } from './notification.ts';

/** What there is to say of a value and its limit. */
export type Compared = Notification & { measurement: Measurement };

export const isMeasured = (one: Notification): one is Compared => one.measurement !== undefined;

/** The sentence, the title and the record say the same. */
const compared = new WeakMap<Compared, Part[]>();

export function comparison(one: Compared, from: Provenance): Part[] {
  const parts = compared.get(one) ?? compare(one, from);
  compared.set(one, parts);
  return parts;
}

const SIGNS = { below: { beyond: '<', back: '≥' }, above: { beyond: '>', back: '≤' } } as const;

/**
 * The value beside the condition that it is or is not beyond: `rockdale power price $400.00/MWh > breakeven $66.10/MWh`; or
 * beside where it recovers, where it is no more beyond and has not.
 */
function compare({ rule, kind, measurement }: Compared, from: Provenance): Part[] {
  const condition = rule.condition as LevelCondition;
  const { value, limit } = measurementFigures({ condition, measurement, from });
  if (kind === 'reminded' && !holds(measurement)) {
    const back = { ...measurement, limit: recoveryLimit(measurement) };
    const { limit: recovery } = measurementFigures({ condition, measurement: back, from });
    return [
      `${nameOf({ condition, measurement })} `,
      value,
      ', recovers at ',
      { ...recovery, label: 'Recovers at' },
    ];
  }
  const sign = SIGNS[measurement.side][kind === 'resolved' ? 'back' : 'beyond'];
  const held = rule.forMs > 0 ? ` for ${showDuration(rule.forMs)}` : '';
  const what = condition.kind === 'breakeven' ? 'breakeven ' : '';
  return [`${nameOf({ condition, measurement })} `, value, ` ${sign} ${what}`, limit, held];
}

interface Told {
  one: Compared;
  context: MessageContext;
}

/** `14:05 UTC`: since when the condition holds, with its date where that is another day. */
export function sinceOf({ one, context: { now } }: Told): string {
  const [since, today] = [one.since, now].map((time) => showMoment({ time, timeZone: 'UTC' })) as [
    string,
    string,
  ];
  return `${since.slice(0, 10) === today.slice(0, 10) ? since.slice(11) : since} UTC`;
}

/** From when it began to hold. */
export const durationOf = ({ one, context }: Told): string => showDuration(context.now - one.since);

/** `5 min, the last 2 min of it back, at its lowest $42.00/PH/day.`: how long it was until it had recovered, and how far it went. */
export function lastedParts({ one, context }: Told): Part[] {
  const { forMs } = one.rule;
  const back = forMs > 0 ? `, the last ${showDuration(forMs)} of it back` : '';
  return [`${durationOf({ one, context })}${back}`, ...extremeParts({ one, from: context.from }), '.'];
}

function extremeParts({ one, from }: { one: Compared; from: Provenance }): Part[] {
  const { rule, measurement, extreme } = one;
  if (extreme === undefined) return [];
  const condition = rule.condition as LevelCondition;
  const { value } = measurementFigures({ condition, measurement: { ...measurement, value: extreme }, from });
  return [
    measurement.side === 'below' ? ', at its lowest ' : ', at its highest ',
    { ...value, label: 'Furthest' },
  ];
}
