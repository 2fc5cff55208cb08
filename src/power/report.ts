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

/** The reported price, or `stale` when it is missing, too old, or of a time that the clock has not reached. */
export function powerNow(report: PowerReport, now: number): number | 'stale' {
  const { url, priceUsdPerMwh, observedAt, answeredAt = observedAt } = report;
  if (priceUsdPerMwh === undefined || observedAt === undefined || answeredAt === undefined) return 'stale';
  const isWithin = (time: number, longestMs: number) => now - time < longestMs && now - time > -SKEW_MS;
  const fresh =
    url === undefined
      ? isWithin(observedAt, FRESH_MS.hand)
      : isWithin(answeredAt, FRESH_MS.answer) && isWithin(observedAt, FRESH_OWN_TIME_MS);
  return fresh ? priceUsdPerMwh : 'stale';
}
