import { type Part, type Reply, reply } from '../../chat/reply.ts';
import { damagedBlocks } from '../../chat/show/damaged.ts';
import type { Measurement } from '../reading/measure.ts';
import { describeRule } from '../rules/describe.ts';
import type { LevelCondition } from '../rules/rule.ts';
import { holds } from '../rules/state.ts';
import type { StoredRule } from '../rules/storedRule.ts';
import { listCard } from './cards.ts';
import { measurementFigures } from './measurementFigures.ts';
import type { ValueNow } from './valueNow.ts';

/** A rule with its value now. */
export interface RuleValue {
  stored: StoredRule;
  value: ValueNow;
}

/** What would fire now, of all there are. */
export function previewCard(asked: {
  values: readonly RuleValue[];
  damaged: readonly number[];
  now: number;
}): Reply {
  const { values, damaged, now } = asked;
  const held = values.filter(({ value: { measurement } }) => measurement && isHeld(measurement)).length;
  if (values.length === 0) return listCard({ rules: [], damaged, now });
  return reply({
    title:
      held === 0
        ? 'No alert holds now'
        : `${held} of ${values.length} alerts ${held === 1 ? 'holds' : 'hold'} now`,
    sources: values.find(({ value }) => value.sources.length > 0)?.value.sources ?? [],
    blocks: [
      {
        kind: 'table',
        columns: [
          { label: 'Alert', align: 'left' },
          { label: 'Condition', align: 'left' },
          { label: 'Now', align: 'right' },
          { label: 'Holds', align: 'left' },
        ],
        rows: values.map((one): Part[] => [
          `#${one.stored.number}`,
          describeRule(one.stored.rule),
          ...standingNow(one),
        ]),
      },
      ...damagedBlocks({ what: 'alert', damaged, does: 'It watches nothing' }),
    ],
  });
}

const isHeld = (measurement: Measurement) => holds(measurement);

function standingNow({ stored, value: { measurement, from } }: RuleValue): Part[] {
  const { condition } = stored.rule;
  if (condition.kind === 'chainEvent') return ['', 'when it happens'];
  if (!measurement) return ['no data', ''];
  const { value } = measurementFigures({ condition: condition as LevelCondition, measurement, from });
  return [value, isHeld(measurement) ? 'yes' : 'no'];
}
