import { type Part, type Reply, reply } from '../chat/reply.ts';
import { listCard } from './cards.ts';
import { describeRule } from './describe.ts';
import type { LevelCondition, Reading } from './measure.ts';
import { readingFigures } from './readingFigures.ts';
import type { StoredRule } from './rows.ts';
import { holds } from './step.ts';

/** A rule with its value now; undefined without data, and for what happens and is over. */
export interface Looked {
  stored: StoredRule;
  reading: Reading | undefined;
}

/** What would fire now, of all there are. */
export function previewCard({ looked, now }: { looked: readonly Looked[]; now: number }): Reply {
  const held = looked.filter(({ reading }) => reading && isHeld(reading)).length;
  if (looked.length === 0) return listCard({ all: [], now });
  return reply({
    title:
      held === 0
        ? 'No alert holds now'
        : `${held} of ${looked.length} alerts ${held === 1 ? 'holds' : 'hold'} now`,
    blocks: [
      {
        kind: 'table',
        columns: [
          { label: 'Alert', align: 'left' },
          { label: 'Condition', align: 'left' },
          { label: 'Now', align: 'right' },
          { label: 'Holds', align: 'left' },
        ],
        rows: looked.map(({ stored, reading }): Part[] => [
          `#${stored.number}`,
          describeRule(stored.rule),
          ...standingNow({ stored, reading, now }),
        ]),
      },
    ],
  });
}

const isHeld = (reading: Reading) => holds({ ...reading, dataMs: 0 });

function standingNow({ stored, reading, now }: Looked & { now: number }): Part[] {
  const { condition } = stored.rule;
  if (condition.kind === 'happening') return ['', 'when it happens'];
  if (!reading) return ['no data', ''];
  const from = { source: 'the market and your sites', observedAt: now };
  const { value } = readingFigures({ condition: condition as LevelCondition, reading, from });
  return [value, isHeld(reading) ? 'yes' : 'no'];
}
