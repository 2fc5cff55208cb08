import { showDuration } from '../chat/parameters/duration.ts';
import type { Block } from '../chat/reply.ts';
import type { Database } from '../storage/database.ts';
import { showMoment } from './localTime.ts';

/** An alert that fired, or something that happened, in words. Times in Unix milliseconds. */
export interface FiredAlert {
  /** `#3 hashprice $43.10/PH/day < $45.00/PH/day` */
  text: string;
  at: number;
  /** What happens is over at once. */
  kind: 'fired' | 'happened';
  /** Absent while it lasts. */
  resolvedAt?: number;
}

/** What fired for a tenant from `from` until before `to`, oldest first. */
export type FiredAlerts = (asked: { tenant: string; from: number; to: number }) => readonly FiredAlert[];

/** What fired as the database remembers it. */
export function firedAlerts({ database }: { database: Database }): FiredAlerts {
  return (asked) =>
    database
      .all(
        `SELECT text, at, kind,
           (SELECT min(at) FROM alert_events AS later
            WHERE later.tenant = fired.tenant AND later.rule = fired.rule AND later.since = fired.since
              AND later.kind = 'resolved' AND later.at >= fired.at) AS resolved_at
         FROM alert_events AS fired
         WHERE tenant = :tenant AND kind IN ('fired', 'happened') AND at >= :from AND at < :to
         ORDER BY at, id`,
        asked,
      )
      .map(({ text, at, kind, resolved_at: resolvedAt }) => ({
        text: String(text),
        at: Number(at),
        kind: kind === 'happened' ? 'happened' : 'fired',
        ...(resolvedAt === null ? {} : { resolvedAt: Number(resolvedAt) }),
      }));
}

const MOST_ROWS = 20;

/** What fired in the days that a digest covers, the latest first. */
export function firedBlock(asked: { fired: readonly FiredAlert[]; days: number; timeZone: string }): Block {
  const { fired, days, timeZone } = asked;
  const when = days === 1 ? 'yesterday' : `in the ${days} days before`;
  if (fired.length === 0) return { kind: 'text', parts: [`No alert fired ${when}.`] };
  const left = fired.length - MOST_ROWS;
  return {
    kind: 'table',
    title: `Fired ${when}${left > 0 ? `; ${left} earlier ones are not listed` : ''}`,
    columns: [`When (${timeZone})`, 'What', 'Lasted'].map((label) => ({ label, align: 'left' })),
    rows: fired
      .slice(-MOST_ROWS)
      .reverse()
      .map((alert) => [showMoment({ time: alert.at, timeZone }), alert.text, lasted(alert)]),
  };
}

function lasted({ kind, at, resolvedAt }: FiredAlert): string {
  if (kind === 'happened') return '';
  return resolvedAt === undefined ? 'still does' : showDuration(resolvedAt - at);
}
