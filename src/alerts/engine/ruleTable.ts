import type { SiteOwner } from '../../sites/owner.ts';
import type { Database } from '../../storage/database.ts';
import type { RuleChange } from '../rules/storedRule.ts';
import { ruleColumns, stateColumns } from './rows.ts';

export type RuleRow = ReturnType<Database['all']>[number];

/** What an evaluation leaves behind; `before` is the state as it was read. */
export interface Evaluated {
  id: number;
  version: number;
  messageNumber: number;
  before: string;
  notified: 0 | 1;
  state: string;
  dueDataMs: number | null;
  dueAt: number | null;
  lastSeen: number | null;
  series: string | null;
}

/** What an evaluation reads: the other columns tell what a rule watches. */
const EVALUATED = 'id, tenant, number, rule, state, last_seen, series, message_number, version, due_at';

/** A rule that is damaged, paused, over or muted has nothing to miss. A mute `until` recovery is greater than any time. */
const LISTENING = `json_valid(rule) AND json_extract(rule, '$.paused') IS NULL
  AND json_valid(state) AND json_extract(state, '$.done') IS NULL
  AND coalesce(json_extract(rule, '$.mutedUntil') <= :now, 1)`;

/** The rules in the database. A change of any is part of the caller's transaction. */
export function ruleTable(database: Database) {
  const ids = (rows: readonly RuleRow[]) => rows.map(({ id }) => Number(id));
  return {
    of: (tenant: string): RuleRow[] =>
      database.all('SELECT * FROM alert_rules WHERE tenant = :tenant ORDER BY number', { tenant }),
    find: (tenant: string, number: number): RuleRow | undefined =>
      database.get('SELECT * FROM alert_rules WHERE tenant = :tenant AND number = :number', {
        tenant,
        number,
      }),
    byId: (id: number): RuleRow[] => database.all('SELECT * FROM alert_rules WHERE id = :id', { id }),
    /** In the order of their tenants, so that what one is told stays together, and of where they lie on the disk. */
    byTenant: (all: readonly number[]): { id: number; tenant: string }[] =>
      database
        .all(
          'SELECT id, tenant FROM alert_rules WHERE id IN (SELECT value FROM json_each(:all)) ORDER BY tenant, id',
          {
            all: JSON.stringify(all),
          },
        )
        .map(({ id, tenant }) => ({ id: Number(id), tenant: String(tenant) })),
    toEvaluate: (all: readonly number[]): RuleRow[] =>
      database.all(`SELECT ${EVALUATED} FROM alert_rules WHERE id IN (SELECT value FROM json_each(:all))`, {
        all: JSON.stringify(all),
      }),
    /** Rules about the market, in order of their ids, by what they watch alone. */
    marketPage: (asked: { after: number; page: number }): RuleRow[] =>
      database.all(
        `SELECT id, watched_series, low, high FROM alert_rules
         WHERE id > :after AND watched_series IS NOT NULL ORDER BY id LIMIT :page`,
        asked,
      ),
    sitePage: (asked: { after: number; page: number }): RuleRow[] =>
      database.all(
        'SELECT * FROM alert_rules WHERE id > :after AND site IS NOT NULL ORDER BY id LIMIT :page',
        asked,
      ),
    /** Rules about a site, and those about any. */
    aboutSite: (asked: { tenant: string; site: string | null }): RuleRow[] =>
      database.all(`SELECT * FROM alert_rules WHERE tenant = :tenant AND site IN (:site, '')`, asked),
    /** Those that are due on the data clock of a series. */
    dueOn: (asked: { series: string; dataMs: number }): number[] =>
      ids(
        database.all('SELECT id FROM alert_rules WHERE series = :series AND due_data_ms <= :dataMs', asked),
      ),
    dueAt: (at: number): number[] =>
      ids(database.all('SELECT id FROM alert_rules WHERE due_at <= :at', { at })),
    /** The conversations, as JSON, that have rules on a series: rules about sites are all read on the payout's. */
    listening: (asked: { series: string; of: 'market' | 'sites'; now: number }): string[] => {
      const { series, of, now } = asked;
      const column = of === 'market' ? 'watched_series' : 'series';
      const sql = `SELECT DISTINCT json_extract(rule, '$.address') AS address FROM alert_rules
        WHERE ${column} = :series AND ${LISTENING}`;
      return database.all(sql, { series, now }).map(({ address }) => String(address));
    },

    insert(asked: { tenant: string; number: number } & RuleChange): void {
      const { tenant, number, rule, state } = asked;
      database.run(
        `INSERT INTO alert_rules (tenant, number, rule, state, site, watched_series, low, high)
         VALUES (:tenant, :number, :rule, :state, :site, :watchedSeries, :low, :high)`,
        { tenant, number, state: stateColumns({ rule, state }).state, ...ruleColumns(rule) },
      );
    },
    /** `forget`: what was told last of a chain event is forgotten. */
    replace(asked: { id: number; forget: boolean } & RuleChange): void {
      const { id, forget, rule, state } = asked;
      database.run(
        `UPDATE alert_rules SET rule = :rule, site = :site, watched_series = :watchedSeries, low = :low, high = :high,
           state = :state, due_data_ms = :dueDataMs, due_at = :dueAt, version = version + 1,
           message_number = message_number + 1, last_seen = CASE WHEN :forget THEN NULL ELSE last_seen END
         WHERE id = :id`,
        { id, forget: forget ? 1 : 0, ...ruleColumns(rule), ...stateColumns({ rule, state }) },
      );
    },
    remove: (id: number): number => database.run('DELETE FROM alert_rules WHERE id = :id', { id }),
    /** Compare and set: false when the rule is no longer as it was read. */
    keepEvaluated(evaluated: Evaluated & { rule?: string }): boolean {
      const { id, rule, ...values } = evaluated;
      if (rule !== undefined)
        database.run('UPDATE alert_rules SET rule = :rule WHERE id = :id', { id, rule });
      const changes = database.run(
        `UPDATE alert_rules SET state = :state, due_data_ms = :dueDataMs, due_at = :dueAt, last_seen = :lastSeen,
           series = :series, message_number = message_number + :notified
         WHERE id = :id AND version = :version AND message_number = :messageNumber AND state = :before`,
        { id, ...values },
      );
      return changes === 1;
    },
    /** A number that no rule of the tenant has had. */
    nextNumber(tenant: string): number {
      const row = database.get(
        `INSERT INTO alert_numbers VALUES (:tenant, 1)
         ON CONFLICT (tenant) DO UPDATE SET last = last + 1 RETURNING last`,
        { tenant },
      );
      return Number(row?.last);
    },
  };
}

/** Rules go on under the new name of their site. One that is removed may come back: its alerts wait for it. */
export function alertSites(database: Database): SiteOwner {
  return {
    renamed({ tenant, from, to }) {
      database.run(
        `UPDATE alert_rules SET site = :key, rule = json_set(rule, '$.condition.site', :name), version = version + 1
         WHERE tenant = :tenant AND site = :from AND json_valid(rule)`,
        { tenant, from: from.key, ...to },
      );
    },
    removed() {},
  };
}
