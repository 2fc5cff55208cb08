import { z } from 'zod';
import type { SiteOwner } from '../../sites/owner.ts';
import type { Database, Row } from '../../storage/database.ts';
import { readStored } from '../../storage/stored.ts';
import type { DayAheadFeed } from './feed.ts';

const optionsSchema = z.record(z.string(), z.unknown());

/** A tenant's feeds by name. */
export async function feedsOf(database: Database, tenant: string): Promise<DayAheadFeed[]> {
  const sql = 'SELECT * FROM day_ahead_feeds WHERE tenant = :tenant ORDER BY name';
  return (await database.all(sql, { tenant })).map(storedFeed);
}

/** Feeds of every tenant that were not asked after `before`, whoever has waited longest first. */
export async function feedsDue(database: Database, before: number): Promise<DayAheadFeed[]> {
  const sql = `SELECT * FROM day_ahead_feeds WHERE coalesce(asked_at, 0) <= :before
    ORDER BY coalesce(asked_at, 0), tenant, site`;
  return (await database.all(sql, { before })).map(storedFeed);
}

function storedFeed(row: Row): DayAheadFeed {
  const [tenant, site] = [String(row.tenant), String(row.site)];
  const name = `${tenant}/${site}`;
  return {
    tenant,
    site,
    name: String(row.name),
    url: String(row.url),
    format: String(row.format),
    options: readStored({ json: String(row.options), schema: optionsSchema, name }),
    ...(row.asked_at === null ? {} : { askedAt: Number(row.asked_at) }),
    ...(row.error === null ? {} : { error: String(row.error) }),
  };
}

/** Keeps a feed in place of the one before. Part of the caller's transaction. */
export async function keepFeed(database: Database, feed: DayAheadFeed): Promise<void> {
  const { tenant, site, name, url, format, askedAt = null, error = null } = feed;
  await database.run(
    `INSERT INTO day_ahead_feeds (tenant, site, name, url, format, options, asked_at, error)
     VALUES (:tenant, :site, :name, :url, :format, :options, :askedAt, :error)
     ON CONFLICT (tenant, site) DO UPDATE SET name = excluded.name, url = excluded.url, format = excluded.format,
       options = excluded.options, asked_at = excluded.asked_at, error = excluded.error`,
    { tenant, site, name, url, format, options: JSON.stringify(feed.options), askedAt, error },
  );
}

/** When a feed was asked, and why in vain; false where it has been changed meanwhile. Part of the caller's transaction. */
export async function noteAsked(database: Database, feed: DayAheadFeed): Promise<boolean> {
  const { tenant, site, url, askedAt = null, error = null } = feed;
  const sql = `UPDATE day_ahead_feeds SET asked_at = :askedAt, error = :error
    WHERE tenant = :tenant AND site = :site AND url = :url`;
  return (await database.run(sql, { tenant, site, url, askedAt, error })) > 0;
}

/** False when there was none. Part of the caller's transaction. */
export async function dropFeed(database: Database, of: { tenant: string; site: string }): Promise<boolean> {
  return (await database.run('DELETE FROM day_ahead_feeds WHERE tenant = :tenant AND site = :site', of)) > 0;
}

/** A feed goes on under the new name of its site, and goes with it. */
export function dayAheadSites(database: Database): SiteOwner {
  return {
    async renamed({ tenant, from, to }) {
      if (to.key !== from.key) await dropFeed(database, { tenant, site: to.key });
      const sql =
        'UPDATE day_ahead_feeds SET site = :key, name = :name WHERE tenant = :tenant AND site = :from';
      await database.run(sql, { tenant, from: from.key, ...to });
    },
    async removed({ tenant, key }) {
      await dropFeed(database, { tenant, site: key });
    },
  };
}
