/** How many questions are answered: so many a minute in the long run, so many at once. */
interface FloodLimit {
  perMinute: number;
  burst: number;
}

export interface FloodLimits {
  person: FloodLimit;
  tenant: FloodLimit;
}

export const floodLimits: FloodLimits = {
  person: { perMinute: 30, burst: 15 },
  tenant: { perMinute: 300, burst: 300 },
};

/** A question that came too soon: over which limit, and after how many milliseconds it would be answered. */
export interface Flooded {
  over: keyof FloodLimits;
  limit: FloodLimit;
  waitMs: number;
}

/** Counts the questions of people and tenants. */
export interface FloodGate {
  /** Counts a question that may be answered now; says why not otherwise, and counts nothing. */
  check(asked: { tenant: string; person: string }): Flooded | undefined | Promise<Flooded | undefined>;
}

/** The same in the memory of one process. */
interface MemoryFloodGate extends FloodGate {
  check(asked: { tenant: string; person: string }): Flooded | undefined;
  /** How many people and tenants are remembered: those who asked within about the last two minutes. */
  size(): number;
}

interface Bucket {
  tokens: number;
  at: number;
}

const minuteMs = 60_000;

/** Token buckets, one for each person of a tenant and one for the tenant. `now` is in Unix milliseconds. */
export function floodGate({
  now,
  limits = floodLimits,
}: {
  now: () => number;
  limits?: FloodLimits;
}): MemoryFloodGate {
  const people = buckets(limits.person);
  const tenants = buckets(limits.tenant);
  let sweepAt = Number.NEGATIVE_INFINITY;

  function sweep(at: number): void {
    if (at < sweepAt) return;
    people.dropIdle(at);
    tenants.dropIdle(at);
    sweepAt = at + minuteMs;
  }

  return {
    check({ tenant, person }) {
      const at = now();
      sweep(at);
      const one = people.look(JSON.stringify([tenant, person]), at);
      if (one.waitMs > 0) return { over: 'person', limit: limits.person, waitMs: one.waitMs };
      const all = tenants.look(tenant, at);
      if (all.waitMs > 0) return { over: 'tenant', limit: limits.tenant, waitMs: all.waitMs };
      one.take();
      all.take();
      return undefined;
    },
    size: () => people.size() + tenants.size(),
  };
}

function buckets({ perMinute, burst }: FloodLimit) {
  const kept = new Map<string, Bucket>();
  const perMs = perMinute / minuteMs;
  // A clock that was set back fills nothing, and takes nothing away.
  const tokensAt = ({ tokens, at }: Bucket, time: number) =>
    Math.min(burst, tokens + Math.max(0, time - at) * perMs);
  return {
    look(key: string, at: number) {
      const known = kept.get(key);
      const tokens = known ? tokensAt(known, at) : burst;
      return {
        waitMs: tokens >= 1 ? 0 : Math.ceil((1 - tokens) / perMs),
        take: () => kept.set(key, { tokens: tokens - 1, at }),
      };
    },
    /** A full bucket is the same as none. */
    dropIdle(at: number): void {
      for (const [key, bucket] of kept) if (tokensAt(bucket, at) >= burst) kept.delete(key);
    },
    size: () => kept.size,
  };
}
