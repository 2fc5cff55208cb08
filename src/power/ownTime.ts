/** Names under which an answer says of when its price is, without regard to case and punctuation. */
const NAMES = [
  'time',
  'timestamp',
  'ts',
  'datetime',
  'observedat',
  'updatedat',
  'lastupdated',
  'asof',
  'intervalstart',
  'date',
];

/** What stands beside a price as its time; undefined when nothing does. */
export function timeBeside(fields: object): unknown {
  const byName = new Map(
    Object.entries(fields).map(([name, value]) => [name.toLowerCase().replace(/[^a-z]/gu, ''), value]),
  );
  const name = NAMES.find((one) => byName.has(one));
  return name === undefined ? undefined : byName.get(name);
}

const HOUR_MS = 3_600_000;
/** By how long the last places of the earth reach a wall-clock time after UTC. */
const LAST_PLACE_MS = 12 * HOUR_MS;
const WALL_CLOCK = /^(\d{4}-\d{2}-\d{2})(?:[T\s](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?))?$/u;
const WITH_ZONE = /^\d{4}-\d{2}-\d{2}[T\s]\d{2}:\d{2}.*(?:Z|[+-]\d{2}:?\d{2})$/iu;

/**
 * The moment that the time of a price names, in Unix milliseconds: seconds or milliseconds since 1970, or a date and
 * time of ISO 8601. A wall clock of an unknown place is taken for the latest moment that it can mean, at most `now`.
 * Undefined where it names no moment.
 */
export function momentNamed(time: unknown, now: number): number | undefined {
  const number = typeof time === 'string' && /^\d+(?:\.\d+)?$/u.test(time.trim()) ? Number(time) : time;
  if (typeof number === 'number') return ofNumber(number);
  if (typeof time !== 'string') return undefined;
  const text = time.trim();
  if (WITH_ZONE.test(text)) return finite(Date.parse(text.replace(' ', 'T')));
  const [, day, clock] = WALL_CLOCK.exec(text) ?? [];
  if (day === undefined) return undefined;
  const latest = clock === undefined ? Date.parse(day) + 24 * HOUR_MS : Date.parse(`${day}T${clock}Z`);
  return finite(Math.min(now, latest + LAST_PLACE_MS));
}

function ofNumber(number: number): number | undefined {
  if (number >= 1e12 && number < 1e14) return number;
  return number >= 1e9 && number < 1e11 ? number * 1000 : undefined;
}

const finite = (time: number): number | undefined => (Number.isFinite(time) ? time : undefined);
