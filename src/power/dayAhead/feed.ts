import { UserError } from '../../common/errors.ts';
import type { Slot } from '../../economics/index.ts';
import { fetchText, SourceError, showUrl } from '../../net/http.ts';
import type { FeedParts } from '../feed.ts';
import { priceProviders } from '../providers/index.ts';

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

const MAX_BYTES = 4_000_000;
const TIMEOUT_MS = 10_000;
const LONGEST_ERROR = 300;

/** What is kept as the source of prices: where they come from, without what a URL holds in secret. */
export const sourceOf = ({ url }: Pick<DayAheadFeed, 'url'>): string => showUrl(url);

/** Asks a feed. Its prices, or why there are none; UserError for options that cannot be used. */
export async function askDayAhead(
  feed: DayAheadFeed,
  { fetchFor, now, signal }: FeedParts & { signal?: AbortSignal },
): Promise<{ slots: Slot[] } | { error: string }> {
  const { tenant, url, format, options } = feed;
  try {
    const text = await fetchText({
      ...{ fetch: fetchFor(tenant), url, now, timeoutMs: TIMEOUT_MS, maxBytes: MAX_BYTES },
      ...(signal && { signal }),
    });
    return { slots: readSlots({ text, format, options }) };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return { error: `${sourceOf(feed)}: ${error.reason}`.slice(0, LONGEST_ERROR) };
  }
}

/** Prices in USD per MWh as a provider reads them. SourceError where the text has none. */
export function readSlots(asked: { text: string; format: string; options: Record<string, unknown> }): Slot[] {
  const { text, format, options } = asked;
  const provider = priceProviders.find(({ name }) => name === format);
  if (provider === undefined) throw new UserError(`There is no format called ${format}.`);
  const slots = provider.read({ text, options });
  if (slots.length === 0) throw new SourceError('the answer has no prices');
  return slots;
}
