import { recordChange } from '../access/audit.ts';
import { siteChange } from '../answers/site/change.ts';
import { quoted } from '../chat/read/scan.ts';
import { UserError } from '../common/errors.ts';
import type { Site } from '../economics/site.ts';
import type { Database } from '../storage/database.ts';
import { readStored } from '../storage/stored.ts';
import type { SiteStore, StoredSite } from './book.ts';
import { siteKey } from './name.ts';
import { siteSchema } from './schema.ts';

const mostPerTenant = 2000;
const byName = new Intl.Collator('en', { numeric: true });

/** Sites in the database. Every statement names the tenant. */
export function siteStore({ database, now }: { database: Database; now: () => number }): SiteStore {
  return {
    async list(tenant) {
      const rows = database.all('SELECT * FROM sites WHERE tenant = :tenant', { tenant });
      return rows.map(stored).sort((a, b) => byName.compare(a.site.name, b.site.name));
    },
    async names(tenant) {
      const rows = database.all('SELECT name FROM sites WHERE tenant = :tenant', { tenant });
      return rows.map((row) => String(row.name)).sort(byName.compare);
    },
    async get(tenant, name) {
      return find(database, { tenant, key: siteKey(name) });
    },
    async add(tenant, site, by) {
      const key = siteKey(site.name);
      return database.transaction(() => {
        refuseTaken(database, { tenant, key });
        refuseOneTooMany(database, tenant);
        const updatedAt = now();
        const sql = 'INSERT INTO sites VALUES (:tenant, :key, :name, :site, 1, :updatedAt)';
        database.run(sql, { tenant, key, updatedAt, ...columns(site) });
        const change = { verb: 'added', object: `site ${site.name}`, detail: siteChange({ after: site }) };
        recordChange(database, { tenant, by, at: updatedAt, ...change });
        return { site, version: 1, updatedAt, demo: false };
      });
    },
    async replace(tenant, { read, site }, by) {
      return database.transaction(() => {
        const kept = unchanged(database, { tenant, read });
        const key = siteKey(site.name);
        if (key !== kept.key) refuseTaken(database, { tenant, key });
        const changed = { version: read.version + 1, updatedAt: now() };
        database.run(
          `UPDATE sites SET key = :key, name = :name, site = :site, version = :version, updated_at = :updatedAt
           WHERE tenant = :tenant AND key = :keptKey`,
          { tenant, key, keptKey: kept.key, ...columns(site), ...changed },
        );
        const detail = siteChange({ before: read.site, after: site });
        const change = { verb: 'edited', object: `site ${read.site.name}`, detail };
        recordChange(database, { tenant, by, at: changed.updatedAt, ...change });
        return { site, ...changed, demo: false };
      });
    },
    async remove(tenant, name, by) {
      const key = siteKey(name);
      return database.transaction(() => {
        const present = find(database, { tenant, key });
        if (!present) return false;
        database.run('DELETE FROM sites WHERE tenant = :tenant AND key = :key', { tenant, key });
        const { site } = present;
        const change = { verb: 'removed', object: `site ${site.name}`, detail: siteChange({ before: site }) };
        recordChange(database, { tenant, by, at: now(), ...change });
        return true;
      });
    },
    async totals() {
      const row = database.get('SELECT count(DISTINCT tenant) AS tenants, count(*) AS sites FROM sites');
      return { tenants: Number(row?.tenants), sites: Number(row?.sites) };
    },
  };
}

function columns(site: Site): { name: string; site: string } {
  return { name: site.name, site: JSON.stringify(site) };
}

function find(database: Database, { tenant, key }: { tenant: string; key: string }): StoredSite | undefined {
  const row = database.get('SELECT * FROM sites WHERE tenant = :tenant AND key = :key', { tenant, key });
  return row && stored(row);
}

function stored(row: NonNullable<ReturnType<Database['get']>>): StoredSite {
  const site = readStored({ json: String(row.site), schema: siteSchema, name: `${row.tenant}/${row.key}` });
  return { site, version: Number(row.version), updatedAt: Number(row.updated_at), demo: false };
}

/** The time counts as well as the version: a site removed and added again begins at version 1 once more. */
function unchanged(
  database: Database,
  { tenant, read }: { tenant: string; read: StoredSite },
): { key: string } {
  const key = siteKey(read.site.name);
  const present = find(database, { tenant, key });
  if (!present) throw new UserError(`The site ${quoted(read.site.name)} has been removed in the meantime.`);
  if (present.version !== read.version || present.updatedAt !== read.updatedAt)
    throw new UserError(
      `The site ${quoted(read.site.name)} has been changed in the meantime. Look at it and make your change again.`,
    );
  return { key };
}

function refuseTaken(database: Database, { tenant, key }: { tenant: string; key: string }): void {
  const present = find(database, { tenant, key });
  if (present)
    throw new UserError(
      `The name is taken by the site ${quoted(present.site.name)}. Choose another, or edit that site.`,
      { parameter: 'name' },
    );
}

function refuseOneTooMany(database: Database, tenant: string): void {
  const row = database.get('SELECT count(*) AS sites FROM sites WHERE tenant = :tenant', { tenant });
  if (Number(row?.sites) >= mostPerTenant)
    throw new UserError(
      `There are ${mostPerTenant.toLocaleString('en-US')} sites, the most there may be. Remove one to add another.`,
    );
}
