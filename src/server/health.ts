/** The readings that alerts wait for. */
const readings = ['price', 'chain', 'fees'] as const;

/** What is known of a running desk at one moment; times in Unix milliseconds. */
export interface HealthFacts {
  now: number;
  /** When its background work was started. */
  startedAt: number;
  /** Whether another process of the desk watches the market and the alerts, and is judged for it. */
  follows?: boolean;
  /** When the alerts were last looked at to the end. */
  tickedAt?: number | undefined;
  /** When each was last confirmed; absent: never, so far as is known. */
  confirmedAt: Partial<Record<(typeof readings)[number], number>>;
  /** The chats that are configured, each with what is wrong with it. */
  chats: readonly { name: string; state: string; up: boolean }[];
  /** Messages that were due long ago and are not delivered. */
  overdue: number;
  /** Why the database cannot be used. */
  databaseFault?: string | undefined;
  /** Room on the disk that holds it, in bytes. */
  freeBytes?: number | undefined;
}

/** What is judged, each for itself. */
export const parts = ['database', 'disk', 'alerts', 'market', 'chats', 'deliveries'] as const;

/** One part that is ill, and in words what is wrong and what mends it, as the operator may read it. */
export interface Illness {
  part: (typeof parts)[number];
  words: string;
}

const MINUTE_MS = 60_000;
/** A part that was just started is given this long. */
const STARTING_MS = 2 * MINUTE_MS;
const LATE_TICK_MS = 5 * MINUTE_MS;
/** As old as a reading may be that an alert fires on. */
const OLD_MARKET_MS = 15 * MINUTE_MS;
/** A message that waits for longer is overdue. */
export const OVERDUE_MS = 10 * MINUTE_MS;
export const LEAST_FREE_BYTES = 100_000_000;

/** Every part that is ill; none of a desk that is well. The one judgement behind heartbeat, `status` and exit code. */
export function illnesses(facts: HealthFacts): Illness[] {
  return [
    ...database(facts),
    ...disk(facts),
    ...(facts.follows ? [] : [...alerts(facts), ...market(facts)]),
    ...chats(facts),
    ...deliveries(facts),
  ];
}

const isStarting = ({ now, startedAt }: HealthFacts) => now - startedAt < STARTING_MS;
const minutes = (ms: number) => `${Math.floor(ms / MINUTE_MS)} min`;

function database({ databaseFault: words }: HealthFacts): Illness[] {
  return words === undefined ? [] : [{ part: 'database', words }];
}

function disk({ freeBytes = Number.POSITIVE_INFINITY }: HealthFacts): Illness[] {
  if (freeBytes >= LEAST_FREE_BYTES) return [];
  const words = `The disk that holds the database has ${Math.floor(freeBytes / 1e6)} MB left. Make room before changes are refused.`;
  return [{ part: 'disk', words }];
}

function alerts(facts: HealthFacts): Illness[] {
  const { now, startedAt, tickedAt } = facts;
  const since = now - (tickedAt ?? startedAt);
  if (since < LATE_TICK_MS && (tickedAt !== undefined || isStarting(facts))) return [];
  const words = `Alerts have not been looked at for ${minutes(since)}: none can fire. The log says why; mend that, or start Hashdesk anew.`;
  return [{ part: 'alerts', words }];
}

/** What names one more source of a reading. */
const variableOf = { price: 'BITFINEX_URL', chain: 'MEMPOOL_URL', fees: 'MEMPOOL_URL' };

/** A source that answers is not enough: no alert is told of what nobody confirms. */
function market(facts: HealthFacts): Illness[] {
  if (isStarting(facts)) return [];
  const { now, confirmedAt } = facts;
  const ageMs = (reading: (typeof readings)[number]) =>
    now - (confirmedAt[reading] ?? Number.NEGATIVE_INFINITY);
  const old = readings.filter((reading) => ageMs(reading) >= OLD_MARKET_MS);
  if (old.length === 0) return [];
  const longest = Math.max(...old.map(ageMs));
  const since = Number.isFinite(longest) ? `for ${minutes(longest)}` : 'since the start';
  const variables = [...new Set(old.map((reading) => variableOf[reading]))].join(' and ');
  const words = `Market: no source has confirmed ${old.join(', ')} ${since}, and alerts that need it keep still. status says what the sources answer; make sure that they can be reached from here, or name one more in ${variables}.`;
  return [{ part: 'market', words }];
}

function chats(facts: HealthFacts): Illness[] {
  if (isStarting(facts)) return [];
  return facts.chats
    .filter(({ up }) => !up)
    .map(({ name, state }) => ({ part: 'chats', words: `${name} is not connected: ${state}` }));
}

function deliveries({ overdue }: HealthFacts): Illness[] {
  if (overdue === 0) return [];
  const messages = overdue === 1 ? '1 message is' : `${overdue} messages are`;
  const words = `${messages} due for more than ${minutes(OVERDUE_MS)} and not delivered. outbox says why.`;
  return [{ part: 'deliveries', words }];
}
