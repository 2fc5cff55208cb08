import type { Log } from '../../common/log.ts';
import type { Compute } from '../../compute/threads.ts';
import { type PowerPrice, type PowerReport, powerNow, reportsOf } from '../../power/index.ts';
import { siteKey } from '../../sites/name.ts';
import { readableSites } from '../../sites/store.ts';
import type { Database } from '../../storage/database.ts';
import { tariffsOfAll } from '../../tariffs/index.ts';
import { indexAt, pricesAtMeter, type TariffDays, tariffDays } from './ahead.ts';
import { type SiteLine, siteLine } from './siteLine.ts';
import type { Ahead, AheadPrice, SiteNow } from './siteNow.ts';
import { billsKept, isOver, type KeptBills, priceAt, type TariffHours } from './tariffNow.ts';

interface Known {
  line: SiteLine;
  report?: PowerReport;
  /** What power costs in each hour of this month, where a tariff says so. */
  hours?: TariffHours;
  /** Of a site that has tariffs. */
  tariffDays?: TariffDays;
  /** In force at the last look. */
  lastPower?: SiteNow['power'];
}

/** The sites that rules are about, as lines, kept from tick to tick until a tenant's are forgotten. */
export interface SiteCache {
  /** Reads the sites of tenants that are not kept. Before it, `get` and `all` know nothing of them, and throw. */
  read(tenants: Iterable<string>): Promise<void>;
  get(asked: { tenant: string; name: string; now: number }): SiteNow | undefined;
  all(asked: { tenant: string; now: number }): { key: string; site: SiteNow }[];
  /** What power costs next at a site, by its key, which the market sold as `sold` until a time. */
  ahead(asked: {
    tenant: string;
    site: string;
    sold: readonly PowerPrice[];
    now: number;
    to: number;
  }): Promise<Ahead>;
  lines(tenant: string): Promise<SiteLine[]>;
  forget(tenant: string): void;
  /**
   * Sites whose price in force is another one than at the last look, because an hour of their tariff has begun or a report
   * has run out. Whose tariff was billed for a month that is over is forgotten.
   */
  moved(now: number): { tenant: string; site: string }[];
}

export interface SiteCacheParts {
  database: Database;
  log: Log;
  now: () => number;
  /** Bills tariffs, which would hold up the main loop. */
  compute: Compute;
}

export function siteCache(parts: SiteCacheParts): SiteCache {
  const kept = new Map<string, Map<string, Known>>();
  const bills = billsKept(parts);
  const of = (tenant: string) => {
    const known = kept.get(tenant);
    if (known === undefined) throw new Error('The sites of a tenant were asked for before they were read');
    return known;
  };
  async function read(tenants: Iterable<string>): Promise<void> {
    for (const tenant of tenants)
      if (!kept.has(tenant)) kept.set(tenant, await load({ ...parts, tenant, bills: bills(tenant) }));
  }
  return {
    read,
    get({ tenant, name, now }) {
      const known = of(tenant).get(siteKey(name));
      return known && siteNow(known, now);
    },
    all: ({ tenant, now }) => [...of(tenant)].map(([key, known]) => ({ key, site: siteNow(known, now) })),
    async ahead({ tenant, site, sold, now, to }) {
      const known = of(tenant).get(site);
      return known === undefined ? { now, prices: sold } : aheadOf({ known, sold, now, to });
    },
    async lines(tenant) {
      await read([tenant]);
      return [...of(tenant).values()].map(({ line }) => line);
    },
    forget: (tenant) => void kept.delete(tenant),
    moved(now) {
      const found: { tenant: string; site: string }[] = [];
      for (const [tenant, sites] of kept)
        for (const [site, known] of sites) {
          if (known.hours === undefined) continue;
          const { power } = siteNow(known, now);
          const ended = isOver(known.hours, now);
          if (ended) kept.delete(tenant);
          if (ended || power !== known.lastPower) found.push({ tenant, site });
          known.lastPower = power;
        }
      return found;
    },
  };
}

async function load(
  asked: SiteCacheParts & { tenant: string; bills: KeptBills },
): Promise<Map<string, Known>> {
  const { database, tenant } = asked;
  const reports = new Map((await reportsOf(database, tenant)).map((report) => [report.site, report]));
  const tariffs = await tariffsOfAll(database, tenant);
  const known = new Map<string, Known>();
  for (const [key, site] of await readableSites(asked)) {
    const report = reports.get(key);
    const own = tariffs.get(key);
    const billed = await asked.bills({ site, tariffs: own });
    known.set(key, {
      line: siteLine(billed?.site ?? site),
      ...(report && { report }),
      ...(billed && { hours: billed.hours }),
      ...(own && { tariffDays: tariffDays({ compute: asked.compute, site, tariffs: own }) }),
    });
  }
  return known;
}

/** The price in force: reported while that is fresh, else the tariff's at this hour, else the site's own. */
function siteNow({ line, report, hours }: Known, now: number): SiteNow {
  const power = (report && powerNow(report, now)) ?? (hours && priceAt(hours, now));
  return power === undefined ? { line } : { line, power };
}

async function aheadOf(asked: {
  known: Known;
  sold: readonly PowerPrice[];
  now: number;
  to: number;
}): Promise<Ahead> {
  const { known, sold, now, to } = asked;
  const { report } = known;
  const isReported = report !== undefined && typeof powerNow(report, now) === 'number';
  const reported = isReported
    ? {
        ...{ source: report.source, observedAt: report.observedAt!, reported: true },
        ...(report.url === undefined && report.until !== undefined && { until: report.until }),
      }
    : undefined;
  // As plans have it: what somebody set counts, as long as they said, before all that was known ahead.
  const held = reported?.until;
  const after = (prices: readonly AheadPrice[]) =>
    held === undefined
      ? prices
      : prices
          .filter(({ end }) => end > held)
          .map((price) => ({ ...price, start: Math.max(price.start, held) }));
  if (known.tariffDays === undefined)
    return { now, prices: after(sold), ...(reported && { inForce: reported }) };
  const days = await known.tariffDays({ from: now, to });
  const { tariff, notUsed } = days[0]!;
  const index = reported && indexAt(tariff, now);
  const set = tariff && { source: tariff.source, observedAt: tariff.setAt, reported: false };
  const from = reported ?? set;
  const named = index !== undefined || reported === undefined ? tariff?.name : undefined;
  return {
    now,
    prices: after(pricesAtMeter({ sold, from: now, to, days })),
    ...(from && {
      inForce: {
        ...from,
        ...(named !== undefined && { tariff: named }),
        ...(notUsed !== undefined && { notUsed }),
      },
    }),
    ...(index && { index }),
  };
}
