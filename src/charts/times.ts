import { utcTicks } from 'd3-time';
import type { Box } from './page.ts';
import { linear } from './scale.ts';
import { label, thinned } from './text.ts';
import type { Colours } from './theme.ts';

const DAY_MS = 86_400_000;
/** How far the first and the last label may stand out. */
const OVERHANG = 10;

const wordsIn = (options: Intl.DateTimeFormatOptions) => {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...options });
  return (at: Date) => format.format(at);
};
const year = wordsIn({ year: 'numeric' });
/** `Sep`, as all others in three letters. */
const month = (at: Date) => wordsOfMonth(at).slice(0, 3);
const wordsOfMonth = wordsIn({ month: 'long' });
const monthAndYear = (at: Date) => `${month(at)} ${year(at)}`;
const day = (at: Date) => `${at.getUTCDate()} ${month(at)}`;
const hour = wordsIn({ hour: '2-digit', minute: '2-digit' });

/** How a time is written where this many days are shown; the first one, and a new year, say which year it is. */
function wordsOf(days: number): (at: Date, isFirst: boolean) => string {
  if (days > 3 * 365) return year;
  if (days > 75) return (at, isFirst) => (isFirst || at.getUTCMonth() === 0 ? monthAndYear(at) : month(at));
  if (days > 3) return day;
  return (at, isFirst) => (isFirst || at.getUTCHours() === 0 ? day(at) : hour(at));
}

/** One moment alone is shown in the middle of its day. */
export function timeDomain(times: readonly number[]): readonly [number, number] {
  const [from, to] = [Math.min(...times), Math.max(...times)];
  if (times.length === 0) return [0, DAY_MS];
  return from === to ? [from - DAY_MS / 2, to + DAY_MS / 2] : [from, to];
}

/** The bottom axis of a plot, in UTC: as many labels as have room. */
export function timeAxis(asked: { domain: readonly [number, number]; plot: Box; colours: Colours }) {
  const { domain, plot, colours } = asked;
  const scale = linear({ domain, range: [plot.left, plot.right] });
  const days = (domain[1] - domain[0]) / DAY_MS;
  const words = wordsOf(days);
  const count = Math.max(2, Math.round((plot.right - plot.left) / 75));
  const labels = thinned({
    marks: utcTicks(new Date(domain[0]), new Date(domain[1]), count).map((at, index) => ({
      x: scale(at.getTime()),
      text: words(at, index === 0),
    })),
    from: plot.left - OVERHANG,
    to: plot.right + OVERHANG,
  }).map(({ x, text }) => label({ text, x, y: plot.bottom + 16, anchor: 'middle', fill: colours.muted }));
  return { scale, body: labels.join('') };
}

/** A time as it is read aloud: `Aug 2031`. */
export const timeWords = (time: number): string => monthAndYear(new Date(time));
/** The same with its day: `3 Aug 2026`. */
export const dayWords = (time: number): string => `${day(new Date(time))} ${year(new Date(time))}`;
