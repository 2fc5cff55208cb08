import { StorageError } from '../common/errors.ts';
import type { Database } from '../storage/database.ts';
import { type Flooded, type FloodGate, type FloodLimits, floodGate, floodLimits } from './flood.ts';

const MINUTE_MS = 60_000;
/** Clocks of processes differ by less. What lies further ahead was written before a clock was set back. */
const SKEW_MS = 10_000;

/** Counted in the database where processes share a server, and in memory where one process has one file. */
export function floodGateOf(asked: {
  database: Database;
  now: () => number;
  limits?: FloodLimits | undefined;
}): FloodGate {
  const { database, now, limits = floodLimits } = asked;
  return database.engine === 'PostgreSQL'
    ? sharedFloodGate({ database, now, limits })
    : floodGate({ now, limits });
}

/** A bucket that was refused: which, and for how long. */
interface Refused extends Flooded {
  key: string;
}
class Refusal extends Error {}

/**
 * The buckets of `floodGate`, one for all processes of a database: of each it is kept when it will be full. A question
 * costs one short transaction that waits for no disk; a refused one costs nothing until the wait it was told is over.
 * While the database cannot be written, each process counts for itself.
 */
export function sharedFloodGate(asked: {
  database: Database;
  now: () => number;
  limits?: FloodLimits;
}): FloodGate {
  const { database, now, limits = floodLimits } = asked;
  const alone = floodGate({ now, limits });
  const refusedUntil = new Map<string, { until: number; flooded: Flooded }>();
  let sweepAt = Number.NEGATIVE_INFINITY;

  async function sweep(at: number): Promise<void> {
    if (at < sweepAt) return;
    sweepAt = at + MINUTE_MS;
    for (const [key, { until }] of refusedUntil) if (until <= at) refusedUntil.delete(key);
    await database.run('DELETE FROM flood_buckets WHERE full_at < :before', { before: at - MINUTE_MS });
  }

  /** Takes one from both, or from none and says from which there is none to take. */
  async function take(tenant: string, person: string): Promise<Refused | undefined> {
    const at = now();
    const buckets = [
      { over: 'person', person },
      { over: 'tenant', person: '' },
    ] as const;
    const rows = buckets.map((bucket) => rowOf({ tenant, at, limit: limits[bucket.over], ...bucket }));
    let refused: Refused | undefined;
    const work = async () => {
      const taken = await database.runMany(TAKE, rows);
      const none = taken.indexOf(0);
      if (none < 0) return;
      const { over, person } = buckets[none]!;
      const row = await database.get(
        'SELECT full_at FROM flood_buckets WHERE tenant = :tenant AND person = :person',
        { tenant, person },
      );
      const waitMs = Math.max(1, Math.ceil(Number(row?.full_at) - rows[none]!.latest));
      refused = { over, limit: limits[over], waitMs, key: keyOf(tenant, person) };
      // What was taken from the other is given back.
      throw new Refusal();
    };
    await database.hastyTransaction('rows', work).catch((error) => {
      if (!(error instanceof Refusal)) throw error;
    });
    return refused;
  }

  function known(tenant: string, person: string): Flooded | undefined {
    const at = now();
    for (const key of [keyOf(tenant, person), keyOf(tenant, '')]) {
      const { until = at, flooded } = refusedUntil.get(key) ?? {};
      if (flooded && until > at && until - at <= flooded.waitMs) return { ...flooded, waitMs: until - at };
    }
    return undefined;
  }

  return {
    async check({ tenant, person }) {
      const before = known(tenant, person);
      if (before) return before;
      try {
        await sweep(now());
        const refused = await take(tenant, person);
        if (!refused) return undefined;
        const { key, ...flooded } = refused;
        refusedUntil.set(key, { until: now() + flooded.waitMs, flooded });
        return flooded;
      } catch (error) {
        if (!(error instanceof StorageError)) throw error;
        return alone.check({ tenant, person });
      }
    },
  };
}

const keyOf = (tenant: string, person: string) => JSON.stringify([tenant, person]);

/** One statement looks and takes, so that of many at once no two take the same. */
const TAKE = `INSERT INTO flood_buckets (tenant, person, full_at) VALUES (:tenant, :person, :first)
  ON CONFLICT (tenant, person) DO UPDATE SET full_at =
    CASE WHEN flood_buckets.full_at > :at AND flood_buckets.full_at <= :furthest
      THEN flood_buckets.full_at + :each ELSE excluded.full_at END
  WHERE flood_buckets.full_at <= :latest OR flood_buckets.full_at > :furthest`;

function rowOf(asked: { tenant: string; person: string; at: number; limit: FloodLimits[keyof FloodLimits] }) {
  const { tenant, person, at, limit } = asked;
  const each = MINUTE_MS / limit.perMinute;
  const whole = limit.burst * each;
  return {
    ...{ tenant, person, at, each },
    first: at + each,
    /** Full by then, it holds one at least now. */
    latest: at + whole - each,
    furthest: at + whole + SKEW_MS,
  };
}
