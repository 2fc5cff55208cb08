import type { ReadText } from '../../compute/readings.ts';
import { fetchText, SourceError, showUrl } from '../../net/http.ts';
import type { FeedParts } from '../feed.ts';
import type { QuarterHours } from '../providers/read.ts';

/** Where a site's day-ahead prices come from. Times in Unix milliseconds. */
export interface DayAheadFeed {
  tenant: string;
  /** The site's key, and its name as it was called when the feed was set up. */
  site: string;
  name: string;
  url: string;
  /** The name of the provider that reads what the URL gives, and what it must know for that. */
  format: string;
  options: Record<string, unknown>;
  askedAt?: number;
  /** Why the last attempt failed. */
  error?: string;
}

/** What feeds of day-ahead prices are asked with. */
export interface DayAheadFeedParts extends FeedParts {
  readText: ReadText;
}

const MAX_BYTES = 4_000_000;
const TIMEOUT_MS = 10_000;
const LONGEST_ERROR = 300;

/** What is kept as the source of prices: where they come from, without what a URL holds in secret. */
export const sourceOf = ({ url }: Pick<DayAheadFeed, 'url'>): string => showUrl(url);

/** Asks a feed. Its prices, or why there are none; UserError for options that cannot be used. */
export async function askDayAhead(
  feed: DayAheadFeed,
  { fetchFor, now, signal, readText }: DayAheadFeedParts & { signal?: AbortSignal },
): Promise<{ prices: QuarterHours } | { error: string }> {
  const { tenant, url, format, options } = feed;
  try {
    const text = await fetchText({
      ...{ fetch: fetchFor(tenant), url, now, timeoutMs: TIMEOUT_MS, maxBytes: MAX_BYTES },
      ...(signal && { signal }),
    });
    return { prices: await readText('prices', { text, format, options }) };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return { error: `${sourceOf(feed)}: ${error.reason}`.slice(0, LONGEST_ERROR) };
  }
}
