import type { BlockOf } from '../../chat/reply.ts';
import { siteKey } from '../../sites/name.ts';
import { type DecidedClass, type DispatchDay, slotsOf } from './decided.ts';

/**
 * The plan as a file for whoever controls the machines: a line for each slot, 1 where a class runs; where reserve is held, the
 * MW that each draws, since part of a class runs on for it.
 */
export function planFile(asked: {
  day: DispatchDay;
  classes: readonly DecidedClass[];
  loadMwByClass?: readonly Float64Array[] | undefined;
}): BlockOf<'file'> {
  const { day, classes, loadMwByClass } = asked;
  const header = [
    'start_utc',
    'end_utc',
    'day_ahead_usd_per_mwh',
    ...classes.map(({ label }) => cell(loadMwByClass ? `${label}, MW` : label)),
  ];
  const lines = slotsOf(day).map(({ start, end, value }, slot) => [
    new Date(start).toISOString(),
    new Date(end).toISOString(),
    value,
    ...classes.map(({ plan }, item) =>
      loadMwByClass ? Number(loadMwByClass[item]![slot]!.toFixed(4)) : plan.on[slot],
    ),
  ]);
  return {
    kind: 'file',
    name: `dispatch-${siteKey(day.of.question.site.name)}-${day.day}.csv`,
    mediaType: 'text/csv',
    content: [header, ...lines].map((line) => `${line.join(',')}\n`).join(''),
  };
}

/** Quoted, and never the beginning of a formula. */
const cell = (text: string): string => `"${text.replace(/^[=+\-@]/u, "'$&").replaceAll('"', '""')}"`;
