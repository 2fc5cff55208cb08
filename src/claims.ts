import type { Database } from './database.ts';

/** Things that must have one effect: an event, a command, an interaction, each by the platform's id. */
export interface Claims {
  /** True for the first to claim `id`, false for everyone after, across processes and restarts. */
  claim(id: string): Promise<boolean>;
}

/** No platform delivers again after this long: Slack retries for an hour, Discord for 15 minutes. */
const keptMs = 3 * 24 * 60 * 60 * 1000;
const pruneEveryMs = 60 * 60 * 1000;

/** Claims in the database. They are forgotten after three days. */
export function claims({ database, now }: { database: Database; now: () => number }): Claims {
  let pruneAt = Number.NEGATIVE_INFINITY;
  const prune = (at: number) => {
    if (at < pruneAt) return;
    database.run('DELETE FROM claims WHERE claimed_at < :before', { before: at - keptMs });
    pruneAt = at + pruneEveryMs;
  };
  return {
    async claim(id) {
      if (id === '') throw new TypeError('A claim needs an id');
      const at = now();
      prune(at);
      const sql = 'INSERT INTO claims (id, claimed_at) VALUES (:id, :at) ON CONFLICT DO NOTHING';
      return database.run(sql, { id, at }) === 1;
    },
  };
}
