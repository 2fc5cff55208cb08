import type { Part } from '../../chat/reply.ts';
import { figure } from '../../chat/show/figures.ts';
import { showMoment } from '../../common/localTime.ts';
import type { Measurement } from '../reading/measure.ts';

/** ` From 18:00 to 20:00 (America/Chicago) it pays to stop these: S19j Pro, S21 XP 19:00–20:00. That saves $1,234 …`; empty where nothing stops. */
export function stopParts({ site, stop }: Measurement): Part[] {
  if (site === undefined || stop === undefined) return [];
  const { name, timeZone } = site.line;
  const { start, end, classes, savedUsd, source, observedAt, tariff, notUsed } = stop;
  const clock = (time: number) => showMoment({ time, timeZone }).slice(11);
  const when =
    end === undefined
      ? `At the price in force, ${whose({ stop, timeZone })},`
      : `From ${clock(start)} to ${clock(end)} (${timeZone})`;
  const named = classes
    .map(({ machine, off = [] }) =>
      [machine, ...off.map((one) => `${clock(one.start)}–${clock(one.end)}`)].join(' '),
    )
    .join(', ');
  if (notUsed !== undefined) {
    const price = end === undefined ? 'it' : 'day-ahead prices';
    const saves = `What stopping them saves is not known, since its tariff is not used: ${notUsed}.`;
    return [` ${when} these cannot pay ${price}: ${named}. ${saves}`];
  }
  const saved = figure({
    metric: 'stopSavedUsd',
    value: savedUsd,
    subject: name,
    from: { source, observedAt },
  });
  const by = tariff === undefined ? 'day-ahead prices' : `the volumetric price of its tariff ${tariff}`;
  const at = end === undefined ? ' an hour' : ` at ${by}`;
  return [` ${when} it pays to stop these: ${named}. That saves `, saved, `${at}, against running.`];
}

type Stop = NonNullable<Measurement['stop']>;

/** `from a feed, of 2026-04-20 12:05 (UTC)`: who said the price in force, and of when that is. */
function whose({ stop, timeZone }: { stop: Stop; timeZone: string }): string {
  const { source, observedAt, reported, until, tariff } = stop;
  if (!reported) return `by its tariff ${tariff}`;
  const said = source.startsWith('set by ') ? source : `from ${source}`;
  const index = tariff === undefined ? '' : `, which is the index of its tariff ${tariff}`;
  const moment = (time: number) => showMoment({ time, timeZone });
  const ends = until === undefined ? '' : ` until ${moment(until)}`;
  return `${said}, of ${moment(observedAt)}${ends} (${timeZone})${index}`;
}
