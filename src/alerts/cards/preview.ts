import { type Part, type Reply, reply } from '../../chat/reply.ts';
import type { StoredRule } from '../engine/rows.ts';
import type { LevelCondition, Reading } from '../reading/measure.ts';
import { describeRule } from '../rules/describe.ts';
import { holds } from '../rules/state.ts';
import { listCard } from './cards.ts';
import { readingFigures } from './readingFigures.ts';
import type { ValueNow } from './valueNow.ts';

/** A rule with its value now. */
export interface Looked {
  stored: StoredRule;
  value: ValueNow;
}

/** What would fire now, of all there are. */
export function previewCard({ looked, now }: { looked: readonly Looked[]; now: number }): Reply {
  const held = looked.filter(({ value: { reading } }) => reading && isHeld(reading)).length;
  if (looked.length === 0) return listCard({ all: [], now });
  return reply({
    title:
      held === 0
        ? 'No alert holds now'
        : `${held} of ${looked.length} alerts ${held === 1 ? 'holds' : 'hold'} now`,
    sources: looked.find(({ value }) => value.sources.length > 0)?.value.sources ?? [],
    blocks: [
      {
        kind: 'table',
        columns: [
          { label: 'Alert', align: 'left' },
          { label: 'Condition', align: 'left' },
          { label: 'Now', align: 'right' },
          { label: 'Holds', align: 'left' },
        ],
        rows: looked.map((one): Part[] => [
          `#${one.stored.number}`,
          describeRule(one.stored.rule),
          ...standingNow(one),
        ]),
      },
    ],
  });
}

const isHeld = (reading: Reading) => holds({ ...reading, dataMs: 0 });

function standingNow({ stored, value: { reading, from } }: Looked): Part[] {
  const { condition } = stored.rule;
  if (condition.kind === 'happening') return ['', 'when it happens'];
  if (!reading) return ['no data', ''];
  const { value } = readingFigures({ condition: condition as LevelCondition, reading, from });
  return [value, isHeld(reading) ? 'yes' : 'no'];
}
