import type { SiteOwner } from '../../sites/owner.ts';
import type { Database, Row } from '../../storage/database.ts';

/** Where the plans of a site go as JSON. Times in Unix milliseconds. */
export interface Webhook {
  tenant: string;
  /** The site's key, and its name as it was called when the webhook was set up. */
  site: string;
  name: string;
  url: string;
  /** What requests are signed with. It is shown once, to whoever set the webhook up. */
  secret: string;
  setAt: number;
  /** When the last plan arrived. */
  sentAt?: number;
  /** Why the last attempt failed. */
  error?: string;
}

type Place = Pick<Webhook, 'tenant' | 'site'>;

export async function webhookOf(database: Database, place: Place): Promise<Webhook | undefined> {
  const sql = 'SELECT * FROM dispatch_webhooks WHERE tenant = :tenant AND site = :site';
  const row = await database.get(sql, { ...place });
  return row && storedWebhook(row);
}

/** How many sites of a tenant have one, other than `site`. */
export async function otherWebhooks(database: Database, place: Place): Promise<number> {
  const sql = 'SELECT count(*) AS count FROM dispatch_webhooks WHERE tenant = :tenant AND site <> :site';
  return Number((await database.get(sql, { ...place }))?.count);
}

function storedWebhook(row: Row): Webhook {
  return {
    ...{ tenant: String(row.tenant), site: String(row.site), name: String(row.name) },
    ...{ url: String(row.url), secret: String(row.secret), setAt: Number(row.set_at) },
    ...(row.sent_at === null ? {} : { sentAt: Number(row.sent_at) }),
    ...(row.error === null ? {} : { error: String(row.error) }),
  };
}

/** Keeps a webhook in place of the one before. Part of the caller's transaction. */
export async function keepWebhook(
  database: Database,
  hook: Omit<Webhook, 'sentAt' | 'error'>,
): Promise<void> {
  await database.run(
    `INSERT INTO dispatch_webhooks (tenant, site, name, url, secret, set_at)
     VALUES (:tenant, :site, :name, :url, :secret, :setAt)
     ON CONFLICT (tenant, site) DO UPDATE SET name = excluded.name, url = excluded.url, secret = excluded.secret,
       set_at = excluded.set_at, sent_at = NULL, error = NULL`,
    { ...hook },
  );
}

/** How the last request ended: one that arrived takes the word of a failure away. */
export async function noteSent(
  database: Database,
  { tenant, site, url, sentAt, error }: Place & Pick<Webhook, 'url' | 'sentAt' | 'error'>,
): Promise<void> {
  await database.run(
    `UPDATE dispatch_webhooks SET sent_at = coalesce(:sentAt, sent_at), error = :error
     WHERE tenant = :tenant AND site = :site AND url = :url`,
    { tenant, site, url, sentAt: sentAt ?? null, error: error ?? null },
  );
}

/** False when there was none. Part of the caller's transaction. */
export async function dropWebhook(database: Database, place: Place): Promise<boolean> {
  const sql = 'DELETE FROM dispatch_webhooks WHERE tenant = :tenant AND site = :site';
  return (await database.run(sql, { ...place })) > 0;
}

/** A webhook goes on under the new name of its site, and goes with it. */
export function webhookSites(database: Database): SiteOwner {
  return {
    async renamed({ tenant, from, to }) {
      if (to.key !== from.key) await dropWebhook(database, { tenant, site: to.key });
      const sql =
        'UPDATE dispatch_webhooks SET site = :key, name = :name WHERE tenant = :tenant AND site = :from';
      await database.run(sql, { tenant, from: from.key, ...to });
    },
    async removed({ tenant, key }) {
      await dropWebhook(database, { tenant, site: key });
    },
  };
}
