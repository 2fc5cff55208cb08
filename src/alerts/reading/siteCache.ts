import type { Log } from '../../common/log.ts';
import { type PowerReport, powerNow, storedReport } from '../../power/report.ts';
import { siteKey } from '../../sites/name.ts';
import { siteSchema } from '../../sites/schema.ts';
import type { Database } from '../../storage/database.ts';
import { readStored, unlessDamaged } from '../../storage/stored.ts';
import { type SiteLine, siteLine } from './siteLine.ts';
import type { SiteNow } from './siteMeasure.ts';

interface Known {
  line: SiteLine;
  report?: PowerReport;
}

/** The sites that rules are about, as lines, kept from tick to tick until a tenant's are forgotten. */
export interface SiteCache {
  get(asked: { tenant: string; name: string; now: number }): SiteNow | undefined;
  all(asked: { tenant: string; now: number }): { key: string; site: SiteNow }[];
  lines(tenant: string): SiteLine[];
  forget(tenant: string): void;
}

export function siteCache({ database, log }: { database: Database; log: Log }): SiteCache {
  const kept = new Map<string, Map<string, Known>>();
  const of = (tenant: string) => {
    const known = kept.get(tenant) ?? load({ database, log, tenant });
    kept.set(tenant, known);
    return known;
  };
  return {
    get({ tenant, name, now }) {
      const known = of(tenant).get(siteKey(name));
      return known && siteNow(known, now);
    },
    all: ({ tenant, now }) => [...of(tenant)].map(([key, known]) => ({ key, site: siteNow(known, now) })),
    lines: (tenant) => [...of(tenant).values()].map(({ line }) => line),
    forget: (tenant) => void kept.delete(tenant),
  };
}

function load(asked: { database: Database; log: Log; tenant: string }): Map<string, Known> {
  const { database, log, tenant } = asked;
  const reports = new Map(
    database
      .all('SELECT * FROM power_reports WHERE tenant = :tenant', { tenant })
      .map((row) => [String(row.site), storedReport(row)]),
  );
  const rows = database.all('SELECT key, site FROM sites WHERE tenant = :tenant', { tenant });
  return new Map(
    rows.flatMap(({ key, site }) => {
      const name = `${tenant}/${key}`;
      const read = unlessDamaged(log, () => readStored({ json: String(site), schema: siteSchema, name }));
      const report = reports.get(String(key));
      return read ? [[String(key), { line: siteLine(read), ...(report && { report }) }] as const] : [];
    }),
  );
}

function siteNow({ line, report }: Known, now: number): SiteNow {
  return report ? { line, power: powerNow(report, now) } : { line };
}
