import type { Database } from '../storage/database.ts';
import type { DayAheadFeedParts } from './dayAhead/feed.ts';
import { askDayAheadFeeds } from './dayAhead/round.ts';
import { askFeed } from './feed.ts';
import type { PowerReport } from './report.ts';
import { askRound } from './round.ts';
import { feedsOf, keepAnswer } from './table.ts';

/** All URLs that report power prices. */
export interface PowerFeeds {
  /** Asks those that are due, and keeps what they say or why they could not be read. */
  round(signal: AbortSignal): Promise<void>;
}

interface Attempts {
  /** In a row. */
  failures: number;
  askedAt: number;
}

const FIRST_WAIT_MS = 60_000;
const LONGEST_WAIT_MS = 15 * 60_000;

export function powerFeeds(parts: DayAheadFeedParts & { database: Database }): PowerFeeds {
  const { database, now } = parts;
  let attempts = new Map<string, Attempts>();
  const of = (feed: PowerReport) =>
    attempts.get(keyOf(feed)) ?? { failures: 0, askedAt: Number.NEGATIVE_INFINITY };

  async function ask(feed: PowerReport, signal: AbortSignal): Promise<void> {
    const askedAt = now();
    const { report, failed } = await askFeed(feed, { ...parts, signal });
    // Whoever stops has not found out anything about the feed.
    if (signal.aborted) return;
    attempts.set(keyOf(feed), { askedAt, failures: failed ? of(feed).failures + 1 : 0 });
    await keepAnswer(database, report);
  }

  return {
    async round(signal) {
      const all = await feedsOf(database);
      attempts = new Map(all.map((feed) => [keyOf(feed), of(feed)]));
      const feeds = all
        .filter((feed) => isDue(of(feed), now()))
        .sort((one, other) => order(of(one), of(other)));
      await askRound({ feeds, ask: (feed) => ask(feed, signal), now, signal });
      if (!signal.aborted) await askDayAheadFeeds({ ...parts, signal });
    },
  };
}

const keyOf = ({ tenant, site, url }: PowerReport): string => JSON.stringify([tenant, site, url]);

/** One that fails is asked after 1, 2, 4, 8 minutes, and every 15 from then on. A clock that was set back ends a wait. */
function isDue({ failures, askedAt }: Attempts, now: number): boolean {
  if (failures === 0 || now < askedAt) return true;
  return now - askedAt >= Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - 1));
}

/** Those that answer before those that fail, and then whoever has waited longest. */
const order = (one: Attempts, other: Attempts): number =>
  one.failures - other.failures || (one.askedAt < other.askedAt ? -1 : one.askedAt > other.askedAt ? 1 : 0);
