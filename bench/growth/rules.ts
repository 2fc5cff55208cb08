import { ruleColumns, stateColumns } from '../../src/alerts/engine/rows.ts';
import { seriesKey } from '../../src/alerts/reading/series.ts';
import type { Condition, Rule } from '../../src/alerts/rules/rule.ts';
import { INITIAL } from '../../src/alerts/rules/state.ts';
import { siteKey } from '../../src/sites/name.ts';
import type { Database, Values } from '../../src/storage/database.ts';
import { testSite } from '../../test/support/testSite.ts';

const MINUTE_MS = 60_000;
const SITES_PER_TENANT = 5;
/** Rules that are written in one transaction. */
const AT_ONCE = 20_000;
/** USD/PH/day at the start. */
export const HASHPRICE = 48;
/** Limits are spread evenly over this share of the present value, on both sides of it. */
export const SPREAD = 0.5;
/** Longest first: samples are kept in the order of their time. */
export const WINDOWS_MS = [2880, 1440, 60].map((minutes) => minutes * MINUTE_MS);

/** Rules at rest, in the order of their tenants, each tenant with the sites that some of them are about. */
export async function fillRules(asked: {
  database: Database;
  rules: number;
  perTenant: number;
  now: number;
}): Promise<void> {
  const { database, rules: all, perTenant, now } = asked;
  const sql = `INSERT INTO alert_rules (tenant, number, rule, state, site, watched_series, low, high, series)
    VALUES (:tenant, :number, :rule, :state, :site, :watchedSeries, :low, :high, :series)`;
  for (let from = 0; from < all; from += AT_ONCE) {
    await database.transaction('rows', async () => {
      const rows: Values[] = [];
      for (let at = from; at < Math.min(all, from + AT_ONCE); at++) {
        const tenant = `slack:T${Math.floor(at / perTenant)}`;
        if (at % perTenant === 0) await fillSites({ database, tenant, now });
        const rule = ruleAt({ at, tenant });
        const columns = ruleColumns(rule);
        const { state } = stateColumns({ rule, state: INITIAL });
        const series = columns.watchedSeries ?? seriesKey({ of: 'payout', subsidyOnly: false });
        rows.push({ tenant, number: at % perTenant, state, ...columns, series });
      }
      await database.runMany(sql, rows);
    });
  }
  await database.run('DELETE FROM alert_changes');
}

/** Sites of a team that differ in their power price. */
export async function fillSites(asked: {
  database: Database;
  tenant: string;
  now: number;
  sites?: number;
}): Promise<void> {
  const { database, tenant, now, sites = SITES_PER_TENANT } = asked;
  await database.runMany(
    'INSERT INTO sites VALUES (:tenant, :key, :name, :site, 1, :now)',
    Array.from({ length: sites }, (_, n) => {
      const site = testSite({ name: `Site ${n}`, powerPriceUsdPerMwh: 40 + 5 * n });
      return { tenant, key: siteKey(site.name), name: site.name, site: JSON.stringify(site), now };
    }),
  );
}

/** A number in [0, 1) that looks random and is the same each time. */
const spread = (at: number): number => (at * 0.618_033_988_749_895) % 1;

/** A third plain limits, a third that have to hold, a third changes; one in eleven is about a site. */
function ruleAt({ at, tenant }: { at: number; tenant: string }): Rule {
  return {
    condition: at % 11 === 10 ? siteCondition(at) : marketCondition(at),
    forMs: at % 3 === 1 ? 5 * MINUTE_MS : 0,
    cooldownMs: 0,
    once: false,
    pings: [],
    address: { adapter: 'slack', tenant, channel: 'C1' },
    owner: { id: 'U1', name: 'ana' },
  };
}

/** Even numbers watch for a fall and odd ones for a rise, so that all are at rest to begin with. */
function marketCondition(at: number): Condition {
  const away = SPREAD * spread(at);
  const falls = at % 2 === 0;
  if (at % 3 === 2) {
    const windowMs = WINDOWS_MS[Math.floor(at / 3) % WINDOWS_MS.length]!;
    const direction = falls ? ('drops' as const) : ('rises' as const);
    return { kind: 'change', metric: 'hashprice', direction, percent: Math.max(0.01, away * 100), windowMs };
  }
  const limit = HASHPRICE * (falls ? 1 - away : 1 + away);
  return { kind: 'market', metric: 'hashprice', side: falls ? 'below' : 'above', limit };
}

/** Limits on the margin that are reached evenly over the same span of hashprices. */
function siteCondition(at: number): Condition {
  const site = `Site ${at % SITES_PER_TENANT}`;
  const limit = 900 * (1 - 2 * SPREAD * spread(at)) - 400;
  return { kind: 'site', site, metric: 'margin', side: 'below', limit };
}
