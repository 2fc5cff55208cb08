import { fetchText, SourceError, showUrl } from '../net/http.ts';
import type { Database } from '../storage/database.ts';
import { readPowerAnswer } from './answer.ts';
import { keepReport, type PowerReport, storedReport } from './report.ts';

export interface PowerFeedParts {
  database: Database;
  /** What a tenant may reach: the operator anything, everyone else public addresses. */
  fetchFor(tenant: string): typeof globalThis.fetch;
  now: () => number;
}

const AT_ONCE = 10;
const MAX_BYTES = 200_000;
const TIMEOUT_MS = 5_000;

/** Asks every URL that reports a power price, and keeps what it says or why it could not be read. */
export async function refreshPower(parts: PowerFeedParts): Promise<void> {
  const { database } = parts;
  const rows = database.all('SELECT * FROM power_reports WHERE url IS NOT NULL ORDER BY tenant, site');
  const waiting = rows.map(storedReport);
  const worker = async () => {
    for (let report = waiting.shift(); report; report = waiting.shift()) {
      const read = await readReport(report, parts);
      database.transaction(() => keepIfStill(database, read));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** A report after its URL was asked; what it said before stays where it cannot be read, and grows old. */
export async function readReport(
  report: PowerReport,
  { fetchFor, now }: Omit<PowerFeedParts, 'database'>,
): Promise<PowerReport> {
  const { url, field, tenant } = report;
  if (url === undefined) throw new RangeError('A price that was set by hand has no URL to ask');
  try {
    const text = await fetchText({
      fetch: fetchFor(tenant),
      url,
      now,
      timeoutMs: TIMEOUT_MS,
      maxBytes: MAX_BYTES,
    });
    const priceUsdPerMwh = readPowerAnswer({ text, field });
    const { error: _, ...rest } = report;
    return { ...rest, priceUsdPerMwh, observedAt: now() };
  } catch (error) {
    if (error instanceof SourceError)
      return { ...report, error: `${showUrl(url)}: ${error.reason}`.slice(0, 300) };
    throw error;
  }
}

/** Someone may have set another price, or none, while the URL was asked. */
function keepIfStill(database: Database, read: PowerReport): void {
  const { tenant, site, url = null } = read;
  const sql = 'SELECT 1 FROM power_reports WHERE tenant = :tenant AND site = :site AND url = :url';
  if (database.get(sql, { tenant, site, url })) keepReport(database, read);
}
