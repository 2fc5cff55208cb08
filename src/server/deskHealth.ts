import { LostError } from '../common/errors.ts';
import { type HealthFacts, type Illness, illnesses, OVERDUE_MS } from './health.ts';

/** Where the facts about a desk come from. */
export interface HealthSources {
  now: () => number;
  /** Rejects where the database cannot be used, with LostError where what is written is lost. */
  checkDatabase: () => Promise<void>;
  /** Whether another process does what only one may. */
  follows: () => boolean;
  /** Room on its disk, in bytes; undefined where nobody can know. */
  freeBytes: () => Promise<number | undefined>;
  confirmedAt: () => HealthFacts['confirmedAt'];
  chats: () => HealthFacts['chats'];
  /** How many messages were due before a time and are not delivered. */
  overdue: (before: number) => Promise<number>;
}

/** The health of one desk while it runs. */
export interface DeskHealth {
  /** Its background work has begun. */
  started(): void;
  /** The alerts were looked at to the end. */
  ticked(): void;
  /** The parts that are ill now; undefined before it was started. */
  ill(): Promise<Illness[] | undefined>;
  /** Resolves, in words, once what is written is lost. */
  lost: Promise<string>;
}

export function deskHealth(sources: HealthSources): DeskHealth {
  const { now } = sources;
  const lost = Promise.withResolvers<string>();
  let startedAt: number | undefined;
  let tickedAt: number | undefined;
  return {
    started() {
      startedAt = now();
    },
    ticked() {
      tickedAt = now();
    },
    lost: lost.promise,
    async ill() {
      if (startedAt === undefined) return undefined;
      const fault = await databaseFault(sources);
      if (fault instanceof LostError) lost.resolve(fault.message);
      return illnesses({
        now: now(),
        startedAt,
        follows: sources.follows(),
        tickedAt,
        confirmedAt: sources.confirmedAt(),
        chats: sources.chats(),
        overdue: fault ? 0 : await sources.overdue(now() - OVERDUE_MS),
        databaseFault: fault?.message,
        freeBytes: fault ? undefined : await sources.freeBytes(),
      });
    },
  };
}

async function databaseFault({ checkDatabase }: HealthSources): Promise<Error | undefined> {
  try {
    await checkDatabase();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
