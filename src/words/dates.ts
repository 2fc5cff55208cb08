import { zoneNamed } from '../common/zoneNames.ts';
import { addMonths, monthOfTime } from '../economics/index.ts';
import type { Token } from './tokens.ts';

/** Months, weekdays and zones, each with how many words it takes. */

interface Dated {
  text: string;
  length: number;
}

/** Asked in the middle of a month: where no year is said, the last month of that name that has begun. */
export function monthAt(asked: {
  tokens: readonly Token[];
  at: number;
  /** The names of the months from January on. */
  months: readonly string[];
  now: number;
}): Dated | undefined {
  const { tokens, at, months, now } = asked;
  const { word } = tokens[at]!;
  if (/^20\d\d[-/](?:0?[1-9]|1[0-2])$/u.test(word)) return { text: word, length: 1 };
  const index = months.findIndex(
    (name) => name === word || (/^\p{L}{3,4}\.?$/u.test(word) && name.startsWith(word.replace('.', ''))),
  );
  if (index < 0) return undefined;
  const number = String(index + 1).padStart(2, '0');
  const year = tokens[at + 1]?.word ?? '';
  if (/^20\d\d$/u.test(year)) return { text: `${year}-${number}`, length: 2 };
  // `may` alone is mostly no month.
  const before = tokens[at - 1]?.word ?? '';
  const isMonth =
    /^(?:in|since|of|for|last|the)$/u.test(before) || /^(?:report|bill|invoice|numbers|credits)$/u.test(year);
  if (word === 'may' && !isMonth) return undefined;
  const running = monthOfTime({ time: now });
  const thisYear = `${running.slice(0, 4)}-${number}`;
  return { text: thisYear <= running ? thisYear : addMonths({ month: thisYear, months: -12 }), length: 1 };
}

/** A year of this century that stands alone. */
export const yearAt = ({ word }: Token): Dated | undefined =>
  /^20[0-4]\d$/u.test(word) ? { text: word, length: 1 } : undefined;

/** `monday`, `mon`, `Fridays`, `lunes`. */
export function weekdayAt({ word }: Token, weekdays: readonly string[]): Dated | undefined {
  const short = /^(\p{L}{3,4})s?$/u.exec(word)?.[1];
  const index = weekdays.findIndex(
    (name) => word === name || word === `${name}s` || (short !== undefined && name.startsWith(short)),
  );
  return index < 0 ? undefined : { text: DAYS[index]!, length: 1 };
}

/** As a command line names them. */
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** A zone by its name or letters, or by a city that has one. */
export function zoneAt(tokens: readonly Token[], at: number): Dated | undefined {
  const { word, text } = tokens[at]!;
  const two = `${word} ${tokens[at + 1]?.word ?? ''}`;
  const city = CITIES[word] ?? cities().get(two) ?? cities().get(word);
  if (zoneNamed(word)) return { text: text.replace(/,$/u, ''), length: 1 };
  if (city === undefined) return undefined;
  return { text: city, length: cities().has(two) ? 2 : 1 };
}

/** Cities of miners whose zones are called after others. */
const CITIES: Record<string, string> = {
  ...Object.fromEntries(['houston', 'dallas', 'austin', 'texas'].map((name) => [name, 'America/Chicago'])),
  ...Object.fromEntries(['atlanta', 'boston', 'miami', 'nyc'].map((name) => [name, 'America/New_York'])),
  ...Object.fromEntries(
    ['seattle', 'sf', 'calgary'].map((name) => [
      name,
      name === 'calgary' ? 'America/Edmonton' : 'America/Los_Angeles',
    ]),
  ),
};

let known: Map<string, string> | undefined;

/** `new york` → `America/New_York`. Asking Intl is slow, and most questions name no city. */
function cities(): Map<string, string> {
  known ??= new Map(
    Intl.supportedValuesOf('timeZone').map((zone) => [
      zone
        .slice(zone.lastIndexOf('/') + 1)
        .replaceAll('_', ' ')
        .toLowerCase(),
      zone,
    ]),
  );
  return known;
}
