import type { FiredAlert } from '../alerts/index.ts';
import { showDuration } from '../chat/parameters/duration.ts';
import type { Block } from '../chat/reply.ts';
import { showMoment } from '../common/localTime.ts';

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
