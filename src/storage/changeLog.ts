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

/** Tells whoever keeps sites or rules in memory, in whichever process. Part of the caller's transaction. */
export function announceChange(
  database: Database,
  change: { tenant: string; rule?: number; site?: string },
): void {
  const { tenant, rule = null, site = null } = change;
  const sql = 'INSERT INTO alert_changes (tenant, rule, site) VALUES (:tenant, :rule, :site)';
  database.run(sql, { tenant, rule, site });
}

/** What was changed after `seen`, oldest first. */
export function changesAfter(database: Database, seen: number): Change[] {
  const rows = database.all('SELECT * FROM alert_changes WHERE seq > :seen ORDER BY seq', { seen });
  return rows.map(({ seq, tenant, rule, site }) => ({
    seq: Number(seq),
    tenant: String(tenant),
    rule: rule === null ? null : Number(rule),
    site: site === null ? null : String(site),
  }));
}

/** The number of the newest change; 0 when there is none. */
export const lastChange = (database: Database): number =>
  Number(database.get('SELECT coalesce(max(seq), 0) AS seq FROM alert_changes')?.seq);

/** The number of the oldest change that is kept; older ones are dropped here. */
export function firstChange(database: Database): number {
  const before = lastChange(database) - KEPT_CHANGES;
  if (before > 0) database.run('DELETE FROM alert_changes WHERE seq <= :before', { before });
  return Number(database.get('SELECT coalesce(min(seq), 0) AS seq FROM alert_changes')?.seq);
}
