import type { Log } from '../../common/log.ts';
import { type PowerReport, powerNow, reportsOf } from '../../power/index.ts';
import { siteKey } from '../../sites/name.ts';
import { readableSites } from '../../sites/store.ts';
import type { Database } from '../../storage/database.ts';
import { type SiteLine, siteLine } from './siteLine.ts';
import type { SiteNow } from './siteNow.ts';

interface Known {
  line: SiteLine;
  report?: PowerReport;
}

/** The sites that rules are about, as lines, kept from tick to tick until a tenant's are forgotten. */
export interface SiteCache {
  /** Reads the sites of tenants that are not kept. Before it, `get` and `all` know nothing of them, and throw. */
  read(tenants: Iterable<string>): Promise<void>;
  get(asked: { tenant: string; name: string; now: number }): SiteNow | undefined;
  all(asked: { tenant: string; now: number }): { key: string; site: SiteNow }[];
  lines(tenant: string): Promise<SiteLine[]>;
  forget(tenant: string): void;
}

export function siteCache({ database, log }: { database: Database; log: Log }): SiteCache {
  const kept = new Map<string, Map<string, Known>>();
  const of = (tenant: string) => {
    const known = kept.get(tenant);
    if (known === undefined) throw new Error('The sites of a tenant were asked for before they were read');
    return known;
  };
  async function read(tenants: Iterable<string>): Promise<void> {
    for (const tenant of tenants)
      if (!kept.has(tenant)) kept.set(tenant, await load({ database, log, tenant }));
  }
  return {
    read,
    get({ tenant, name, now }) {
      const known = of(tenant).get(siteKey(name));
      return known && siteNow(known, now);
    },
    all: ({ tenant, now }) => [...of(tenant)].map(([key, known]) => ({ key, site: siteNow(known, now) })),
    async lines(tenant) {
      await read([tenant]);
      return [...of(tenant).values()].map(({ line }) => line);
    },
    forget: (tenant) => void kept.delete(tenant),
  };
}

async function load(asked: { database: Database; log: Log; tenant: string }): Promise<Map<string, Known>> {
  const { database, tenant } = asked;
  const reports = new Map((await reportsOf(database, tenant)).map((report) => [report.site, report]));
  const sites = await readableSites(asked);
  return new Map(
    [...sites].map(([key, site]) => {
      const report = reports.get(key);
      return [key, { line: siteLine(site), ...(report && { report }) }];
    }),
  );
}

function siteNow({ line, report }: Known, now: number): SiteNow {
  const power = report && powerNow(report, now);
  return power === undefined ? { line } : { line, power };
}
