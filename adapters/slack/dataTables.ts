import type { KeyValue } from 'hashdesk/chat';
import { z } from 'zod';

/** Slack brings new blocks to one workspace after another: who refused is asked again after a while. */
const AGAIN_MS = 14 * 86_400_000;

/** Which workspaces take Slack's `data_table` block. */
export interface DataTables {
  /** `untried`: nobody knows, so a message that holds one must go a way that tells. */
  state(team: string): Promise<'taken' | 'untried' | 'refused'>;
  taken(team: string): void;
  /** Rejects when it cannot be written down. */
  refused(team: string): Promise<void>;
}

/** A refusal is kept for two weeks, in every process; that it was taken, while the process runs. */
export function dataTables(store: KeyValue): DataTables {
  const takers = new Set<string>();
  return {
    async state(team) {
      if (takers.has(team)) return 'taken';
      // A refusal ends by itself in the store.
      return (await store.get(team, z.literal(true))) ? 'refused' : 'untried';
    },
    taken: (team) => void takers.add(team),
    async refused(team) {
      takers.delete(team);
      await store.set(team, true, { ttlMs: AGAIN_MS });
    },
  };
}
