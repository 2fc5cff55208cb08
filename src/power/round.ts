const AT_ONCE = 20;
const AT_ONCE_PER_TENANT = 2;
/** What the feeds of one tenant may take of a round, all together; those that are left are asked in the next. */
const BUDGET_MS = 20_000;

/** What belongs to a tenant. */
interface Owned {
  tenant: string;
}

/** The feeds of one tenant that wait for their turn. */
interface Turn<Feed> {
  waiting: Feed[];
  active: number;
  spentMs: number;
}

/**
 * Asks `feeds` in their order, each tenant's beside the others': one whose feeds are slow or many takes a tenth of what
 * is asked at once, and no more than its budget. Ends early when `signal` is aborted.
 */
export async function askRound<Feed extends Owned>(asked: {
  feeds: readonly Feed[];
  ask(feed: Feed): Promise<void>;
  now: () => number;
  signal: AbortSignal;
}): Promise<void> {
  const { ask, now, signal } = asked;
  const byTenant = Map.groupBy(asked.feeds, ({ tenant }) => tenant);
  const turns = [...byTenant.values()].map((waiting): Turn<Feed> => ({ waiting, active: 0, spentMs: 0 }));
  const next = () => (signal.aborted ? undefined : turns.find(mayAsk));

  async function worker(): Promise<void> {
    for (let turn = next(); turn; turn = next()) {
      const began = now();
      turn.active++;
      try {
        await ask(turn.waiting.shift()!);
      } finally {
        turn.active--;
        turn.spentMs += Math.max(0, now() - began);
      }
    }
  }
  // A worker that finds every tenant at its limit may end: those that are asking look again when they are done.
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

const mayAsk = ({ waiting, active, spentMs }: Turn<unknown>): boolean =>
  waiting.length > 0 && active < AT_ONCE_PER_TENANT && spentMs < BUDGET_MS;
