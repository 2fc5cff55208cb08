import type { BlockOf } from '../../chat/reply.ts';
import { siteKey } from '../../sites/name.ts';
import { type DecidedClass, type DispatchDay, slotsOf } from './decided.ts';

/** The plan as a file for whoever controls the machines: a line for each slot, 1 where a class runs. */
export function planFile(asked: { day: DispatchDay; classes: readonly DecidedClass[] }): BlockOf<'file'> {
  const { day, classes } = asked;
  const header = [
    'start_utc',
    'end_utc',
    'day_ahead_usd_per_mwh',
    ...classes.map(({ label }) => cell(label)),
  ];
  const lines = slotsOf(day).map(({ start, end, value }, slot) => [
    new Date(start).toISOString(),
    new Date(end).toISOString(),
    value,
    ...classes.map(({ plan }) => plan.on[slot]),
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
