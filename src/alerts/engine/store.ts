import { type Actor, recordChange } from '../../access/audit.ts';
import { UserError } from '../../common/errors.ts';
import type { Database } from '../../storage/database.ts';
import { isDuplicate } from '../rules/conflict.ts';
import { describeRule } from '../rules/describe.ts';
import { MOST_RULES_PER_TENANT, type Rule } from '../rules/rule.ts';
import { INITIAL, type State } from '../rules/state.ts';
import { ruleColumns, type StoredRule, stateColumns, storedRule } from './rows.ts';

/** What a change makes of a rule. */
export interface RuleChange {
  rule: Rule;
  state: State;
}

/** Where alert rules are kept, each tenant's apart from the others'. Each change is on record when it is made. */
export interface RuleStore {
  /** By number. */
  list(tenant: string): Promise<StoredRule[]>;
  get(tenant: string, number: number): Promise<StoredRule | undefined>;
  /** UserError when there are too many, or one that says the same in the same place. */
  add(tenant: string, rule: Rule, by: Actor): Promise<StoredRule>;
  /** Reads, changes and keeps a rule in one transaction; one with another condition starts over. UserError: no such rule, or it would say the same as another. */
  change(asked: {
    tenant: string;
    number: number;
    by: Actor;
    /** As the record says it: `muted`, `edited`. */
    verb: string;
    to(read: StoredRule): RuleChange;
  }): Promise<StoredRule>;
  /** False when there was none. */
  remove(tenant: string, number: number, by: Actor): Promise<boolean>;
}

export function ruleStore({ database, now }: { database: Database; now: () => number }): RuleStore {
  const find = (tenant: string, number: number) => {
    const sql = 'SELECT * FROM alert_rules WHERE tenant = :tenant AND number = :number';
    const row = database.get(sql, { tenant, number });
    return row && storedRule(row);
  };
  const all = (tenant: string) =>
    database
      .all('SELECT * FROM alert_rules WHERE tenant = :tenant ORDER BY number', { tenant })
      .map(storedRule);
  const record = (asked: { tenant: string; number: number; by: Actor; verb: string; detail: string }) =>
    recordChange(database, { ...asked, at: now(), object: `alert #${asked.number}` });

  return {
    list: async (tenant) => all(tenant),
    get: async (tenant, number) => find(tenant, number),
    async add(tenant, rule, by) {
      return database.transaction(() => {
        const present = all(tenant);
        refuseDuplicate({ rule, present });
        refuseOneTooMany(present);
        const number = nextNumber(database, tenant);
        database.run(
          `INSERT INTO alert_rules (tenant, number, rule, state, site, series, low, high)
           VALUES (:tenant, :number, :rule, :state, :site, :series, :low, :high)`,
          { tenant, number, state: stateColumns({ rule, state: INITIAL }).state, ...ruleColumns(rule) },
        );
        record({ tenant, number, by, verb: 'added', detail: describeRule(rule) });
        const added = find(tenant, number)!;
        announce(database, added);
        return added;
      });
    },
    async change({ tenant, number, by, verb, to }) {
      return database.transaction(() => {
        const read = find(tenant, number);
        if (!read) throw missing(number);
        const { rule, state } = to(read);
        if (!isDuplicate(read.rule, rule))
          refuseDuplicate({ rule, present: all(tenant).filter(({ id }) => id !== read.id) });
        const anew = startsOver(read.rule, rule);
        database.run(
          `UPDATE alert_rules SET rule = :rule, site = :site, series = :series, low = :low, high = :high,
             state = :state, due_data_ms = :dueDataMs, due_at = :dueAt, version = version + 1,
             epoch = epoch + 1, mark = CASE WHEN :anew THEN NULL ELSE mark END
           WHERE id = :id`,
          {
            id: read.id,
            anew: anew ? 1 : 0,
            ...ruleColumns(rule),
            ...stateColumns({ rule, state: anew ? INITIAL : state }),
          },
        );
        record({ tenant, number, by, verb, detail: describeRule(rule) });
        announce(database, read);
        return find(tenant, number)!;
      });
    },
    async remove(tenant, number, by) {
      return database.transaction(() => {
        const read = find(tenant, number);
        if (!read) return false;
        database.run('DELETE FROM alert_rules WHERE id = :id', { id: read.id });
        record({ tenant, number, by, verb: 'removed', detail: describeRule(read.rule) });
        return true;
      });
    },
  };
}

export const missing = (number: number): UserError =>
  new UserError(`There is no alert #${number}. See alert list for those there are.`, {
    suggestions: ['alert list'],
  });

/** The watcher learns of a rule by its id; removed ones it finds out by itself. */
function announce(database: Database, { tenant, id }: StoredRule): void {
  database.run('INSERT INTO alert_changes (tenant, rule) VALUES (:tenant, :id)', { tenant, id });
}

function nextNumber(database: Database, tenant: string): number {
  const row = database.get(
    `INSERT INTO alert_numbers VALUES (:tenant, 1)
     ON CONFLICT (tenant) DO UPDATE SET last = last + 1 RETURNING last`,
    { tenant },
  );
  return Number(row?.last);
}

function refuseDuplicate({ rule, present }: { rule: Rule; present: readonly StoredRule[] }): void {
  const same = present.find((one) => isDuplicate(one.rule, rule));
  if (same)
    throw new UserError(`Alert #${same.number} says the same here already: ${describeRule(same.rule)}.`, {
      suggestions: [`alert show ${same.number}`],
    });
}

function refuseOneTooMany(present: readonly StoredRule[]): void {
  if (present.length >= MOST_RULES_PER_TENANT)
    throw new UserError(
      `There are ${MOST_RULES_PER_TENANT} alerts, the most there may be. Remove one to add another.`,
    );
}

/** A rule that watches something else, or for another time, has nothing to do with where the old one stood. */
function startsOver(old: Rule, rule: Rule): boolean {
  return old.forMs !== rule.forMs || JSON.stringify(old.condition) !== JSON.stringify(rule.condition);
}
