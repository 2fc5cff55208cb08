import type { BlockOf } from '../../chat/reply.ts';
import type { Slot } from '../../economics/index.ts';
import { siteKey } from '../../sites/name.ts';
import type { DecidedClass, DispatchDay } from './decided.ts';
import { isReported, onMarket, slotsOf } from './meterDay.ts';

/**
 * The plan as a file for whoever controls the machines: a line for each slot with what a MWh costs in it, 1 where a class runs;
 * where reserve is held, the MW that each draws, since part of a class runs on for it.
 */
export function planFile(asked: {
  day: DispatchDay;
  classes: readonly DecidedClass[];
  loadMwByClass?: readonly Float64Array[] | undefined;
}): BlockOf<'file'> {
  const { day, classes, loadMwByClass } = asked;
  const sold = ({ start }: Slot) =>
    day.dayAhead.findLast((price) => price.start <= start && price.end > start)?.usdPerMwh ?? '';
  const atMeter = day.tariff !== undefined || isReported(day);
  const header = [
    'start_utc',
    'end_utc',
    ...(onMarket(day) ? ['day_ahead_usd_per_mwh'] : []),
    ...(atMeter ? ['meter_usd_per_mwh'] : []),
    ...classes.map(({ label }) => cell(loadMwByClass ? `${label}, MW` : label)),
  ];
  const lines = slotsOf(day).map((priced, slot) => [
    new Date(priced.start).toISOString(),
    new Date(priced.end).toISOString(),
    ...(onMarket(day) ? [sold(priced)] : []),
    ...(atMeter ? [Number(priced.value.toFixed(6))] : []),
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
