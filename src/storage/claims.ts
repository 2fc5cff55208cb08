import type { Database } from './database.ts';

/** Things that must have one effect: an event, a command, an interaction, each by the platform's id. */
export interface Claims {
  /** True for the first to claim `id`, false for everyone after, across processes and restarts. */
  claim(id: string): Promise<boolean>;
}

/** No platform delivers again after this long: Slack retries for an hour, Discord for 15 minutes. */
const keptMs = 3 * 24 * 60 * 60 * 1000;
const pruneEveryMs = 60 * 60 * 1000;

interface Waiting {
  id: string;
  answer: PromiseWithResolvers<boolean>;
}

/**
 * Claims in the database, forgotten after three days. What is claimed in one turn of the event loop is committed
 * together. Nobody waits for the disk: whatever the holder of a claim then changes comes after it in the log, and
 * is on the disk no sooner than the claim itself.
 */
export function claims({ database, now }: { database: Database; now: () => number }): Claims {
  let waiting: Waiting[] = [];
  let pruneAt = Number.NEGATIVE_INFINITY;

  async function insert(ids: readonly string[], at: number): Promise<boolean[]> {
    if (at >= pruneAt)
      await database.run('DELETE FROM claims WHERE claimed_at < :before', { before: at - keptMs });
    const sql = 'INSERT INTO claims (id, claimed_at) VALUES (:id, :at) ON CONFLICT DO NOTHING';
    // In one order everywhere: two processes that each have claimed what the other claims next would wait for ever.
    const order = ids
      .map((_, index) => index)
      .sort((a, b) => (ids[a]! < ids[b]! ? -1 : ids[a]! > ids[b]! ? 1 : a - b));
    const changed = await database.runMany(
      sql,
      order.map((index) => ({ id: ids[index]!, at })),
    );
    const first = new Map(order.map((index, place) => [index, changed[place] === 1]));
    return ids.map((_, index) => first.get(index)!);
  }

  async function commit(): Promise<void> {
    const batch = waiting;
    waiting = [];
    try {
      const at = now();
      const ids = batch.map(({ id }) => id);
      const first = await database.hastyTransaction('rows', () => insert(ids, at));
      if (at >= pruneAt) pruneAt = at + pruneEveryMs;
      batch.forEach(({ answer }, index) => {
        answer.resolve(first[index] === true);
      });
    } catch (error) {
      for (const { answer } of batch) answer.reject(error);
    }
  }

  return {
    async claim(id) {
      if (id === '') throw new TypeError('A claim needs an id');
      const answer = Promise.withResolvers<boolean>();
      if (waiting.length === 0) setImmediate(commit);
      waiting.push({ id, answer });
      return answer.promise;
    },
  };
}
