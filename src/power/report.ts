/** A site's power price as someone or something reported it. Times in Unix milliseconds. */
export interface PowerReport {
  tenant: string;
  /** The site's key, and its name as it was called when the report was set up. */
  site: string;
  name: string;
  /** Asked every minute; without it the price was set by hand. */
  url?: string;
  /** Where the price is in what the URL gives: a column of CSV, a path into JSON. */
  field?: string;
  /** Undefined until the URL has answered for the first time. */
  priceUsdPerMwh?: number;
  /** Of when the price is: by its own time where the answer holds one, else of when it was given. */
  observedAt?: number;
  /** When the URL gave a price last. */
  answeredAt?: number;
  /** Since when it has been the same. */
  unchangedSince?: number;
  /** Until when a price that was set by hand holds; a day where nobody said. */
  until?: number;
  source: string;
  /** Why the last attempt failed, or what was wrong with its answer. */
  error?: string;
}

const MINUTE_MS = 60_000;
/** A URL is asked every minute; a price that was typed holds for a day. */
const FRESH_MS = { answer: 15 * MINUTE_MS, hand: 24 * 60 * MINUTE_MS };
/** An hourly price bears the time at which its hour begins. */
const FRESH_OWN_TIME_MS = 75 * MINUTE_MS;
const SKEW_MS = 5 * MINUTE_MS;

/**
 * The reported price, in USD per MWh. `stale` where a URL has said nothing for too long, or something of a time that the
 * clock has not reached: what holds now is not known. Undefined where what was set by hand has run out.
 */
export function powerNow(report: PowerReport, now: number): number | 'stale' | undefined {
  const { url, priceUsdPerMwh, observedAt } = report;
  const end = endOf(report);
  const holds = end !== undefined && now < end && observedAt! - now < SKEW_MS;
  if (holds) return priceUsdPerMwh;
  return url === undefined ? undefined : 'stale';
}

/** Until when a reported price holds, in Unix milliseconds; undefined where none has been reported. */
export function endOf({
  url,
  priceUsdPerMwh,
  observedAt,
  answeredAt = observedAt,
  until,
}: PowerReport): number | undefined {
  if (priceUsdPerMwh === undefined || observedAt === undefined || answeredAt === undefined) return undefined;
  if (url === undefined) return until ?? observedAt + FRESH_MS.hand;
  return Math.min(answeredAt + FRESH_MS.answer, observedAt + FRESH_OWN_TIME_MS);
}
