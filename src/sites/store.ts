import { type Actor, recordChange } from '../access/audit.ts';
import { quoted } from '../chat/read/scan.ts';
import { UserError } from '../common/errors.ts';
import type { Log } from '../common/log.ts';
import type { Site } from '../economics/site.ts';
import { announceChange } from '../storage/changeLog.ts';
import type { Database, Row } from '../storage/database.ts';
import { readStored, unlessDamaged, unlessUnreadable } from '../storage/stored.ts';
import type { SiteList, SiteStore, StoredSite } from './book.ts';
import { siteKey } from './name.ts';
import type { SiteName, SiteOwner } from './owner.ts';
import { siteSchema } from './schema.ts';

const MOST_PER_TENANT = 2000;
const BY_NAME = new Intl.Collator('en', { numeric: true });

/** What a change of a site is told in the record. */
type DescribeChange = (change: { before?: Site; after?: Site }) => string;

interface SiteStoreParts {
  database: Database;
  now: () => number;
  describe: DescribeChange;
  /** Who keeps something about sites, and follows their changes. */
  owners: readonly SiteOwner[];
}

/** Sites in the database. Every statement names the tenant. */
export function siteStore(parts: SiteStoreParts): SiteStore {
  const { database } = parts;
  const change = (tenant: string, by: Actor): Change => ({ ...parts, tenant, by, at: parts.now() });
  return {
    list: async (tenant) => readList(await rowsOf(database, tenant)),
    async names(tenant) {
      const rows = await database.all('SELECT name FROM sites WHERE tenant = :tenant', { tenant });
      return inOrder(
        rows.map((row) => String(row.name)),
        (name) => name,
      );
    },
    get: async (tenant, name) => find(database, { tenant, key: siteKey(name) }),
    add: async (tenant, site, by) =>
      database.transaction(`tenant:${tenant}`, () => add(change(tenant, by), site)),
    replace: async (tenant, asked, by) =>
      database.transaction(`tenant:${tenant}`, () => replace(change(tenant, by), asked)),
    remove: async (tenant, name, by) =>
      database.transaction(`tenant:${tenant}`, () => remove(change(tenant, by), siteKey(name))),
    async totals() {
      const row = await database.get(
        'SELECT count(DISTINCT tenant) AS tenants, count(*) AS sites FROM sites',
      );
      return { tenants: Number(row?.tenants), sites: Number(row?.sites) };
    },
  };
}

function readList(rows: readonly Row[]): SiteList {
  const read = rows.map((row) => unlessUnreadable(() => stored(row)) ?? String(row.name));
  const sites = read.filter((one) => typeof one !== 'string');
  const damaged = read.filter((one) => typeof one === 'string');
  return { sites: inOrder(sites, ({ site }) => site.name), damaged: inOrder(damaged, (name) => name) };
}

/** A thousand names take a collator three milliseconds, and most questions ask for the same ones again. */
const orders = new Map<string, readonly number[]>();
const MOST_ORDERS = 100;

/** By their names, as people count. */
function inOrder<T>(all: readonly T[], nameOf: (one: T) => string): T[] {
  const names = all.map(nameOf);
  const key = names.join('\n');
  const known = orders.get(key) ?? [...names.keys()].sort((a, b) => BY_NAME.compare(names[a]!, names[b]!));
  if (orders.size >= MOST_ORDERS) orders.clear();
  orders.set(key, known);
  return known.map((at) => all[at]!);
}

/** A tenant's sites by their keys, without those that are damaged. */
export async function readableSites(asked: {
  database: Database;
  tenant: string;
  log: Log;
}): Promise<Map<string, Site>> {
  const { database, tenant, log } = asked;
  const rows = await rowsOf(database, tenant);
  return new Map(
    rows.flatMap((row) => {
      const read = unlessDamaged(log, () => stored(row));
      return read ? [[String(row.key), read.site] as const] : [];
    }),
  );
}

/** Who changes something, and with what; each change is one transaction of the caller. */
type Change = Omit<SiteStoreParts, 'now'> & { tenant: string; by: Actor; at: number };

async function add(change: Change, site: Site): Promise<StoredSite> {
  const { database, tenant } = change;
  const key = siteKey(site.name);
  await refuseTaken(database, { tenant, key });
  await refuseOneTooMany(database, tenant);
  const updatedAt = change.at;
  const sql = `INSERT INTO sites (tenant, key, name, site, version, updated_at)
    VALUES (:tenant, :key, :name, :site, 1, :updatedAt)`;
  await database.run(sql, { tenant, key, updatedAt, ...columns(site) });
  await announceChange(database, { tenant, site: key });
  await record(change, { verb: 'added', name: site.name, detail: change.describe({ after: site }) });
  return { site, version: 1, updatedAt, demo: false };
}

async function replace(
  change: Change,
  { read, site }: { read: StoredSite; site: Site },
): Promise<StoredSite> {
  const { database, tenant } = change;
  const from = await unchanged(database, { tenant, read });
  const to = { key: siteKey(site.name), name: site.name };
  if (to.key !== from.key) await refuseTaken(database, { tenant, key: to.key });
  const changed = { version: read.version + 1, updatedAt: change.at };
  await database.run(
    `UPDATE sites SET key = :key, name = :name, site = :site, version = :version, updated_at = :updatedAt
     WHERE tenant = :tenant AND key = :keptKey`,
    { tenant, key: to.key, keptKey: from.key, ...columns(site), ...changed },
  );
  if (to.name !== from.name) for (const owner of change.owners) await owner.renamed({ tenant, from, to });
  for (const key of new Set([from.key, to.key])) await announceChange(database, { tenant, site: key });
  const detail = change.describe({ before: read.site, after: site });
  await record(change, { verb: 'edited', name: from.name, detail });
  return { site, ...changed, demo: false };
}

/** Removes it even if it is damaged. */
async function remove(change: Change, key: string): Promise<boolean> {
  const { database, tenant } = change;
  const row = await rowOf(database, { tenant, key });
  if (!row) return false;
  const name = String(row.name);
  const site = unlessUnreadable(() => stored(row))?.site;
  await database.run('DELETE FROM sites WHERE tenant = :tenant AND key = :key', { tenant, key });
  for (const owner of change.owners) await owner.removed({ tenant, key, name });
  await announceChange(database, { tenant, site: key });
  await record(change, {
    verb: 'removed',
    name,
    detail: site ? change.describe({ before: site }) : 'it was damaged',
  });
  return true;
}

async function record(
  { database, tenant, by, at }: Change,
  { name, ...rest }: { verb: string; name: string; detail: string },
): Promise<void> {
  await recordChange(database, { tenant, by, at, object: `site ${name}`, ...rest });
}

function columns(site: Site): { name: string; site: string } {
  return { name: site.name, site: JSON.stringify(site) };
}

type Place = { tenant: string; key: string };

const rowsOf = (database: Database, tenant: string): Promise<Row[]> =>
  database.all('SELECT * FROM sites WHERE tenant = :tenant', { tenant });

const rowOf = (database: Database, place: Place): Promise<Row | undefined> =>
  database.get('SELECT * FROM sites WHERE tenant = :tenant AND key = :key', { ...place });

async function find(database: Database, place: Place): Promise<StoredSite | undefined> {
  const row = await rowOf(database, place);
  return row && stored(row);
}

/** Reading a site takes a hundred times as long as looking it up, and lists read all of a tenant's with every question. */
const readings = new Map<string, Site>();
const MOST_READINGS = 4000;

function siteOf({ site: stored, tenant, key }: Row): Site {
  const json = String(stored);
  const known = readings.get(json);
  if (known !== undefined) return known;
  const site = readStored({ json, schema: siteSchema, name: `${tenant}/${key}` });
  if (readings.size >= MOST_READINGS) readings.clear();
  readings.set(json, site);
  return site;
}

function stored(row: Row): StoredSite {
  const site = siteOf(row);
  return { site, version: Number(row.version), updatedAt: Number(row.updated_at), demo: false };
}

/** The time counts as well as the version: a site removed and added again begins at version 1 once more. */
async function unchanged(
  database: Database,
  { tenant, read }: { tenant: string; read: StoredSite },
): Promise<SiteName> {
  const key = siteKey(read.site.name);
  const present = await find(database, { tenant, key });
  if (!present) throw new UserError(`The site ${quoted(read.site.name)} has been removed in the meantime.`);
  if (present.version !== read.version || present.updatedAt !== read.updatedAt)
    throw new UserError(
      `The site ${quoted(read.site.name)} has been changed in the meantime. Look at it and make your change again.`,
    );
  return { key, name: present.site.name };
}

async function refuseTaken(database: Database, { tenant, key }: Place): Promise<void> {
  const present = await rowOf(database, { tenant, key });
  if (present)
    throw new UserError(
      `The name is taken by the site ${quoted(String(present.name))}. Choose another, or edit that site.`,
      { parameter: 'name' },
    );
}

async function refuseOneTooMany(database: Database, tenant: string): Promise<void> {
  const row = await database.get('SELECT count(*) AS sites FROM sites WHERE tenant = :tenant', { tenant });
  if (Number(row?.sites) >= MOST_PER_TENANT)
    throw new UserError(
      `There are ${MOST_PER_TENANT.toLocaleString('en-US')} sites, the most there may be. Remove one to add another.`,
    );
}
