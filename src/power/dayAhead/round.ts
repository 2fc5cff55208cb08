import type { Database } from '../../storage/database.ts';
import { askRound } from '../round.ts';
import { askDayAhead, type DayAheadFeed, type DayAheadFeedParts, sourceOf } from './feed.ts';
import { keepDayAhead } from './keep.ts';
import { feedsDue, noteAsked } from './table.ts';

/** Markets publish once a day, at about noon, and correct afterwards. */
const EVERY_MS = 30 * 60_000;

/** Asks the feeds that are due, and keeps their prices, or why there are none. */
export async function askDayAheadFeeds(
  parts: DayAheadFeedParts & { database: Database; signal: AbortSignal },
): Promise<void> {
  const { database, now, signal } = parts;

  async function ask(feed: DayAheadFeed): Promise<void> {
    const askedAt = now();
    const said = await askDayAhead(feed, parts);
    // Whoever stops has not found out anything about the feed.
    if (signal.aborted) return;
    const { error: _, ...before } = feed;
    const noted = { ...before, askedAt, ...('error' in said && { error: said.error }) };
    const { tenant, site } = feed;
    const isStill = await database.transaction(`tenant:${tenant}`, () => noteAsked(database, noted));
    if (!isStill || 'error' in said) return;
    const { prices } = said;
    await keepDayAhead(database, { tenant, site, prices, source: sourceOf(feed), at: askedAt });
  }

  const feeds = await feedsDue(database, now() - EVERY_MS);
  await askRound({ feeds, ask, now, signal });
}
