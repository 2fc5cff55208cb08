import { fetchText, SourceError, showUrl } from '../net/http.ts';
import { readPowerAnswer } from './answer.ts';
import { momentNamed } from './ownTime.ts';
import type { PowerReport } from './report.ts';

export interface FeedParts {
  /** What a tenant may reach: the operator anything, everyone else public addresses. */
  fetchFor(tenant: string): typeof globalThis.fetch;
  now: () => number;
}

const MAX_BYTES = 200_000;
const TIMEOUT_MS = 5_000;
const LONGEST_ERROR = 300;

/** A report after its URL was asked; what it said before stays where it cannot be read, and grows old. */
export async function askFeed(
  report: PowerReport,
  { fetchFor, now, signal }: FeedParts & { signal?: AbortSignal },
): Promise<{ report: PowerReport; failed: boolean }> {
  const { url, field, tenant } = report;
  if (url === undefined) throw new RangeError('A price that was set by hand has no URL to ask');
  try {
    const text = await fetchText({
      fetch: fetchFor(tenant),
      url,
      now,
      timeoutMs: TIMEOUT_MS,
      maxBytes: MAX_BYTES,
      ...(signal && { signal }),
    });
    return { report: answered(report, { ...readPowerAnswer({ text, field }), now: now() }), failed: false };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return { report: { ...report, error: worded(url, error.reason) }, failed: true };
  }
}

function answered(
  report: PowerReport,
  { priceUsdPerMwh, time, now }: { priceUsdPerMwh: number; time?: unknown; now: number },
): PowerReport {
  const { error: _, ...rest } = report;
  const moment = time === undefined ? now : momentNamed(time, now);
  const observedAt = moment ?? now;
  const same = report.priceUsdPerMwh === priceUsdPerMwh;
  const unchangedSince = (same ? (report.unchangedSince ?? report.observedAt) : undefined) ?? observedAt;
  return {
    ...rest,
    ...{ priceUsdPerMwh, observedAt, answeredAt: now, unchangedSince },
    ...(moment === undefined && { error: unclear(report.url!, time) }),
  };
}

const unclear = (url: string, time: unknown): string =>
  worded(
    url,
    `its time “${String(time).slice(0, 40)}” names no moment, so that the price counts as of when it was asked`,
  );

const worded = (url: string, reason: string): string => `${showUrl(url)}: ${reason}`.slice(0, LONGEST_ERROR);
