import { setImmediate as breathe } from 'node:timers/promises';
import type { SiteOwner } from '../../sites/owner.ts';
import type { Database, Row } from '../../storage/database.ts';
import { listsOf } from '../../storage/list.ts';
import type { RuleChange } from '../rules/storedRule.ts';
import { ruleAbout, ruleColumns, stateColumns } from './rows.ts';

export type RuleRow = Row;

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

/** The rules in the database. A change of any is part of the caller's transaction. */
export function ruleTable(database: Database) {
  const ids = (rows: readonly RuleRow[]) => rows.map(({ id }) => Number(id));
  return {
    of: (tenant: string): Promise<RuleRow[]> =>
      database.all('SELECT * FROM alert_rules WHERE tenant = :tenant ORDER BY number', { tenant }),
    find: (tenant: string, number: number): Promise<RuleRow | undefined> =>
      database.get('SELECT * FROM alert_rules WHERE tenant = :tenant AND number = :number', {
        tenant,
        number,
      }),
    byId: (id: number): Promise<RuleRow[]> =>
      database.all('SELECT * FROM alert_rules WHERE id = :id', { id }),
    /**
     * In the order of their tenants, so that what one is told stays together, and of where they lie on the disk. Read in
     * turns of the main loop, so outside of a transaction: a fall concerns tens of thousands.
     */
    async byTenant(all: readonly number[]): Promise<{ id: number; tenant: string }[]> {
      const found: { id: number; tenant: string }[] = [];
      for (const { sql, values } of listsOf(all)) {
        for (const row of await database.all(
          `SELECT id, tenant FROM alert_rules WHERE id IN (${sql})`,
          values,
        ))
          found.push({ id: Number(row.id), tenant: String(row.tenant) });
        await breathe();
      }
      return found.sort((a, b) => (a.tenant < b.tenant ? -1 : a.tenant > b.tenant ? 1 : a.id - b.id));
    },
    async toEvaluate(all: readonly number[]): Promise<RuleRow[]> {
      const found: RuleRow[] = [];
      for (const { sql, values } of listsOf(all))
        found.push(
          ...(await database.all(`SELECT ${EVALUATED} FROM alert_rules WHERE id IN (${sql})`, values)),
        );
      return found.sort((a, b) => Number(a.id) - Number(b.id));
    },
    /** Rules about the market, in order of their ids, by what they watch alone. */
    marketPage: (asked: { after: number; page: number }): Promise<RuleRow[]> =>
      database.all(
        `SELECT id, watched_series, low, high FROM alert_rules
         WHERE id > :after AND watched_series IS NOT NULL ORDER BY id LIMIT :page`,
        asked,
      ),
    sitePage: (asked: { after: number; page: number }): Promise<RuleRow[]> =>
      database.all(
        'SELECT * FROM alert_rules WHERE id > :after AND site IS NOT NULL ORDER BY id LIMIT :page',
        asked,
      ),
    /** Rules about a site, and those about any. */
    aboutSite: (asked: { tenant: string; site: string | null }): Promise<RuleRow[]> =>
      database.all(`SELECT * FROM alert_rules WHERE tenant = :tenant AND site IN (:site, '')`, asked),
    /** Those that are due on the data clock of a series. */
    async dueOn(asked: { series: string; dataMs: number }): Promise<number[]> {
      const sql = 'SELECT id FROM alert_rules WHERE series = :series AND due_data_ms <= :dataMs';
      return ids(await database.all(sql, asked));
    },
    dueAt: async (at: number): Promise<number[]> =>
      ids(await database.all('SELECT id FROM alert_rules WHERE due_at <= :at', { at })),
    /** Rules on a series, in order of their ids: rules about sites are all read on the payout's. */
    watchingPage(asked: {
      series: string;
      of: 'market' | 'sites';
      after: number;
      page: number;
    }): Promise<RuleRow[]> {
      const { of, ...rest } = asked;
      const column = of === 'market' ? 'watched_series' : 'series';
      const sql = `SELECT id, tenant, number, rule, state FROM alert_rules
        WHERE ${column} = :series AND id > :after ORDER BY id LIMIT :page`;
      return database.all(sql, rest);
    },

    /**
     * Nobody else changes these rules until the caller's transaction ends: what is evaluated meanwhile is found to be of a
     * rule that is no longer as it was read. One after the other as they lie on the disk, as they are evaluated too: two
     * that hold what the other waits for would wait for ever.
     */
    async hold(rows: readonly RuleRow[]): Promise<void> {
      const sql = 'UPDATE alert_rules SET version = version WHERE id = :id';
      const inOrder = ids(rows).sort((a, b) => a - b);
      await database.runMany(
        sql,
        inOrder.map((id) => ({ id })),
      );
    },
    async insert(asked: { tenant: string; number: number } & RuleChange): Promise<void> {
      const { tenant, number, rule, state } = asked;
      await database.run(
        `INSERT INTO alert_rules (tenant, number, rule, state, site, watched_series, low, high)
         VALUES (:tenant, :number, :rule, :state, :site, :watchedSeries, :low, :high)`,
        { tenant, number, state: stateColumns({ rule, state }).state, ...ruleColumns(rule) },
      );
    },
    /** `forget`: what was told last of a chain event is forgotten. */
    async replace(asked: { id: number; forget: boolean } & RuleChange): Promise<void> {
      const { id, forget, rule, state } = asked;
      await database.run(
        `UPDATE alert_rules SET rule = :rule, site = :site, watched_series = :watchedSeries, low = :low, high = :high,
           state = :state, due_data_ms = :dueDataMs, due_at = :dueAt, version = version + 1,
           message_number = message_number + 1, last_seen = CASE WHEN :forget = 1 THEN NULL ELSE last_seen END
         WHERE id = :id`,
        { id, forget: forget ? 1 : 0, ...ruleColumns(rule), ...stateColumns({ rule, state }) },
      );
    },
    remove: (id: number): Promise<number> => database.run('DELETE FROM alert_rules WHERE id = :id', { id }),
    /** Compare and set: false of each rule that is no longer as it was read. */
    async keepEvaluated(many: readonly (Evaluated & { rule?: string })[]): Promise<boolean[]> {
      const changes = await database.runMany(
        `UPDATE alert_rules SET state = :state, due_data_ms = :dueDataMs, due_at = :dueAt, last_seen = :lastSeen,
           series = :series, message_number = message_number + :notified
         WHERE id = :id AND version = :version AND message_number = :messageNumber AND state = :before`,
        many.map(({ rule: _, ...values }) => values),
      );
      const kept = changes.map((rows) => rows === 1);
      await database.runMany(
        'UPDATE alert_rules SET rule = :rule WHERE id = :id',
        many.flatMap(({ id, rule }, at) => (kept[at] && rule !== undefined ? [{ id, rule }] : [])),
      );
      return kept;
    },
    /** A number that no rule of the tenant has had. */
    async nextNumber(tenant: string): Promise<number> {
      const row = await database.get(
        `INSERT INTO alert_numbers (tenant, last) VALUES (:tenant, 1)
         ON CONFLICT (tenant) DO UPDATE SET last = alert_numbers.last + 1 RETURNING last`,
        { tenant },
      );
      return Number(row?.last);
    },
  };
}

/** Rules go on under the new name of their site. One that is removed may come back: its alerts wait for it. */
export function alertSites(database: Database): SiteOwner {
  return {
    async renamed({ tenant, from, to }) {
      const about = 'SELECT * FROM alert_rules WHERE tenant = :tenant AND site = :from';
      const place = { tenant, from: from.key };
      await ruleTable(database).hold(await database.all(about, place));
      for (const row of await database.all(about, place)) {
        const rule = ruleAbout(row, to.name);
        if (rule === undefined) continue;
        const sql = 'UPDATE alert_rules SET site = :key, rule = :rule, version = version + 1 WHERE id = :id';
        await database.run(sql, { id: row.id!, key: to.key, rule: JSON.stringify(rule) });
      }
    },
    async removed() {},
  };
}
