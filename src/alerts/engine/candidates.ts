import type { Database } from '../../storage/database.ts';
import type { CrossingIndex } from './crossingIndex.ts';
import { ruleTable } from './ruleTable.ts';
import type { Ticked } from './seriesStates.ts';

/**
 * The ids of the rules that may change at a tick: those that were changed, those whose boundaries a series has crossed,
 * and those that are due. In the order in which they lie on the disk.
 */
export async function candidates(asked: {
  database: Database;
  crossings: CrossingIndex;
  changed: Iterable<number>;
  ticked: readonly Ticked[];
  now: number;
}): Promise<number[]> {
  const { crossings, ticked, now } = asked;
  const table = ruleTable(asked.database);
  const found = new Set(asked.changed);
  const add = (rule: number) => void found.add(rule);
  for (const { key, series, value, previous, dataMs } of ticked) {
    if (value === undefined) continue;
    if (value !== previous) {
      const [from, to] = previous === undefined ? [-Infinity, Infinity] : [previous, value];
      crossings.crossed({ series: key, from, to }, add);
    }
    // What comes next changes with the time alone.
    if (value !== previous || series.of === 'ahead') crossings.always(key).forEach(add);
    for (const rule of await table.dueOn({ series: key, dataMs })) add(rule);
  }
  for (const rule of await table.dueAt(now)) add(rule);
  return [...found].sort((a, b) => a - b);
}
