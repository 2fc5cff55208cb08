import { quoted } from '../../chat/read/scan.ts';
import { UserError } from '../../common/errors.ts';

/** A time of a file: of a known offset to UTC, or what a wall clock showed. Unix milliseconds, of UTC's clock. */
export type Stamp = { utc: number } | { local: number };

export type DayOrder = 'month first' | 'day first';

const DAY_MS = 86_400_000;
const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T\s]\s*(\S.*))?$/u;
const SLASHED = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?:[,\s][,\s]*([^,\s].*))?$/u;
const CLOCK =
  /^(?:HE\s?)?(\d{1,2})(?::?(\d{2}))?(?::(\d{2})(?:\.0+)?)?(?:\s?([ap])\.?m?\.?)?(?:\s?(Z|[+-]\d{2}:?\d{2}))?$/iu;

/** Whether a file writes 7/1 for July or for January, by a day that can be no month. @throws UserError where none can */
export function dayOrderOf(texts: readonly string[]): DayOrder {
  for (const text of texts) {
    const [, first, second] = SLASHED.exec(text) ?? [];
    if (Number(first) > 12) return 'day first';
    if (Number(second) > 12) return 'month first';
  }
  if (texts.some((text) => SLASHED.test(text)))
    throw new UserError(`${quoted(texts[0]!)} may be day or month first: write times as 2026-07-01 00:15`);
  return 'month first';
}

/** Reads `2026-07-01 00:15`, `2026-07-01T00:15-05:00`, `7/1/2026 12:15 AM`, `2026-07-01 24:00`. @throws UserError */
export function readStamp({ text, order }: { text: string; order: DayOrder }): Stamp {
  const day = dayOf({ text, order });
  const [, hour = '', minute = '00', second = '00', half, zone] =
    CLOCK.exec((day?.clock ?? '').trimEnd().replaceAll(/\s+/gu, ' ')) ?? [];
  const hours = half ? (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : Number(hour);
  const isReal =
    hour !== '' && hours * 60 + Number(minute) <= 24 * 60 && Number(minute) < 60 && second === '00';
  if (day === undefined || !isReal)
    throw new UserError(`I read ${quoted(text)}, expected a time such as 2026-07-01 00:15`);
  const local = day.start + (hours * 60 + Number(minute)) * 60_000;
  return zone === undefined ? { local } : { utc: local - offsetOf(zone) };
}

function dayOf({ text, order }: { text: string; order: DayOrder }) {
  const iso = ISO.exec(text);
  const slashed = SLASHED.exec(text);
  const [, first, second, third, clock = ''] = iso ?? slashed ?? [];
  if (first === undefined) return undefined;
  const [day, month] = order === 'day first' ? [first, second] : [second, first];
  const [y, m, d] = (iso ? [first, second, third] : [third, month, day]).map(Number) as [
    number,
    number,
    number,
  ];
  const start = Date.UTC(y, m - 1, d);
  const isReal = new Date(start).getUTCMonth() === m - 1 && start % DAY_MS === 0 && y >= 2009 && y < 2149;
  return isReal ? { start, clock } : undefined;
}

function offsetOf(zone: string): number {
  const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d{2}):?(\d{2})$/u.exec(zone) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
