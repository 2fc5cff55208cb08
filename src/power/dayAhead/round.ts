import type { Database } from '../../storage/database.ts';
import type { FeedParts } from '../feed.ts';
import { recordDayAhead } from '../prices.ts';
import { askRound } from '../round.ts';
import { askDayAhead, type DayAheadFeed, sourceOf } from './feed.ts';
import { feedsDue, noteAsked } from './table.ts';

/** Markets publish once a day, at about noon, and correct afterwards. */
const EVERY_MS = 30 * 60_000;

/** Asks the feeds that are due, and keeps their prices, or why there are none. */
export async function askDayAheadFeeds(
  parts: FeedParts & { database: Database; signal: AbortSignal },
): Promise<void> {
  const { database, now, signal } = parts;

  async function ask(feed: DayAheadFeed): Promise<void> {
    const askedAt = now();
    const said = await askDayAhead(feed, parts);
    // Whoever stops has not found out anything about the feed.
    if (signal.aborted) return;
    const { error: _, ...before } = feed;
    await database.transaction(`tenant:${feed.tenant}`, async () => {
      const noted = { ...before, askedAt, ...('error' in said && { error: said.error }) };
      if (!(await noteAsked(database, noted)) || 'error' in said) return;
      const { tenant, site } = feed;
      await recordDayAhead(database, {
        tenant,
        site,
        slots: said.slots,
        source: sourceOf(feed),
        at: askedAt,
      });
    });
  }

  const feeds = await feedsDue(database, now() - EVERY_MS);
  await askRound({ feeds, ask, now, signal });
}
