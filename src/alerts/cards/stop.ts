import type { Part } from '../../chat/reply.ts';
import { figure } from '../../chat/show/figures.ts';
import { showMoment } from '../../common/localTime.ts';
import type { Measurement } from '../reading/measure.ts';

/** ` From 18:00 to 19:00 (America/Chicago) S19j Pro stops, which saves $1,234 …`; empty where nothing stops. */
export function stopParts({ site, stop }: Measurement): Part[] {
  if (site === undefined || stop === undefined) return [];
  const { name, timeZone } = site.line;
  const { start, end, machines, savedUsd, source, observedAt } = stop;
  const clock = (time: number) => showMoment({ time, timeZone }).slice(11);
  const saved = figure({
    metric: 'stopSavedUsd',
    value: savedUsd,
    subject: name,
    from: { source, observedAt },
  });
  const when =
    end === undefined ? 'At the price in force' : `From ${clock(start)} to ${clock(end)} (${timeZone})`;
  const at = end === undefined ? ' an hour' : ' at day-ahead prices';
  return [
    ` ${when} these stop by the plan: ${machines.join(', ')}. That saves `,
    saved,
    `${at}, against running.`,
  ];
}
