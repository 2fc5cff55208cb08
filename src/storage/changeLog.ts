import type { Database } from './database.ts';

/** What was changed: a site by its key, or an alert rule by its id. */
export interface Change {
  /** Grows with each change. */
  seq: number;
  tenant: string;
  rule: number | null;
  site: string | null;
}

/** As many changes are kept for processes that look less often. */
const KEPT_CHANGES = 100_000;

/**
 * Tells whoever keeps sites or rules in memory, in whichever process. Part of the caller's transaction, and the last of
 * it: changes are told one after the other, so that whoever has seen one has seen all before it.
 */
export async function announceChange(
  database: Database,
  change: { tenant: string; rule?: number; site?: string },
): Promise<void> {
  const { tenant, rule = null, site = null } = change;
  await database.alsoWithin('changes');
  const sql = 'INSERT INTO alert_changes (tenant, rule, site) VALUES (:tenant, :rule, :site)';
  await database.run(sql, { tenant, rule, site });
}

/** What was changed after `seen`, oldest first. */
export async function changesAfter(database: Database, seen: number): Promise<Change[]> {
  const rows = await database.all('SELECT * FROM alert_changes WHERE seq > :seen ORDER BY seq', { seen });
  return rows.map(({ seq, tenant, rule, site }) => ({
    seq: Number(seq),
    tenant: String(tenant),
    rule: rule === null ? null : Number(rule),
    site: site === null ? null : String(site),
  }));
}

/** The number of the newest change; 0 when there is none. */
export async function lastChange(database: Database): Promise<number> {
  const newest = await database.get('SELECT coalesce(max(seq), 0) AS seq FROM alert_changes');
  return Number(newest?.seq);
}

/** The number of the oldest change that is kept; older ones are dropped here. */
export async function firstChange(database: Database): Promise<number> {
  const before = (await lastChange(database)) - KEPT_CHANGES;
  if (before > 0) await database.run('DELETE FROM alert_changes WHERE seq <= :before', { before });
  const oldest = await database.get('SELECT coalesce(min(seq), 0) AS seq FROM alert_changes');
  return Number(oldest?.seq);
}
