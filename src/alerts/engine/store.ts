import { type Actor, recordChange } from '../../access/audit.ts';
import { UserError } from '../../common/errors.ts';
import { announceChange } from '../../storage/changeLog.ts';
import type { Database } from '../../storage/database.ts';
import { unlessUnreadable } from '../../storage/stored.ts';
import { isDuplicate } from '../rules/conflict.ts';
import { describeRule } from '../rules/describe.ts';
import { MOST_RULES_PER_TENANT, type Rule } from '../rules/rule.ts';
import { INITIAL } from '../rules/state.ts';
import type { RuleChange, StoredRule } from '../rules/storedRule.ts';
import { storedRule } from './rows.ts';
import { type RuleRow, ruleTable } from './ruleTable.ts';

/** A tenant's rules by number, and the numbers of those that cannot be read any more. */
export interface RuleList {
  rules: StoredRule[];
  damaged: number[];
}

/** Where alert rules are kept, each tenant's apart from the others'. Each change is on record when it is made. */
export interface RuleStore {
  list(tenant: string): Promise<RuleList>;
  /** DamagedError when it cannot be read any more. */
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
  /** Removes it even if it is damaged. False when there was none. */
  remove(tenant: string, number: number, by: Actor): Promise<boolean>;
}

export function ruleStore({ database, now }: { database: Database; now: () => number }): RuleStore {
  const table = ruleTable(database);
  const find = async (tenant: string, number: number) => {
    const row = await table.find(tenant, number);
    return row && storedRule(row);
  };
  const record = (asked: { tenant: string; number: number; by: Actor; verb: string; detail: string }) =>
    recordChange(database, { ...asked, at: now(), object: `alert #${asked.number}` });
  /** The watcher learns of a rule by its id; removed ones it finds out by itself. */
  const announce = ({ tenant, id }: StoredRule) => announceChange(database, { tenant, rule: id });

  return {
    list: async (tenant) => readList(await table.of(tenant)),
    get: async (tenant, number) => find(tenant, number),
    async add(tenant, rule, by) {
      return database.transaction(`tenant:${tenant}`, async () => {
        const present = await table.of(tenant);
        refuseDuplicate({ rule, present: readList(present).rules });
        refuseOneTooMany(present.length);
        const number = await table.nextNumber(tenant);
        await table.insert({ tenant, number, rule, state: INITIAL });
        await record({ tenant, number, by, verb: 'added', detail: describeRule(rule) });
        const added = (await find(tenant, number))!;
        await announce(added);
        return added;
      });
    },
    async change({ tenant, number, by, verb, to }) {
      return database.transaction(`tenant:${tenant}`, async () => {
        const row = await table.find(tenant, number);
        if (row) await table.hold([row]);
        const read = await find(tenant, number);
        if (!read) throw missing(number);
        const { rule, state } = to(read);
        if (!isDuplicate(read.rule, rule)) {
          const others = readList(await table.of(tenant)).rules.filter(({ id }) => id !== read.id);
          refuseDuplicate({ rule, present: others });
        }
        const anew = startsOver(read.rule, rule);
        await table.replace({ id: read.id, forget: anew, rule, state: anew ? INITIAL : state });
        await record({ tenant, number, by, verb, detail: describeRule(rule) });
        await announce(read);
        return (await find(tenant, number))!;
      });
    },
    async remove(tenant, number, by) {
      return database.transaction(`tenant:${tenant}`, async () => {
        const row = await table.find(tenant, number);
        if (!row) return false;
        const rule = unlessUnreadable(() => storedRule(row))?.rule;
        await table.remove(Number(row.id));
        await record({
          tenant,
          number,
          by,
          verb: 'removed',
          detail: rule ? describeRule(rule) : 'it was damaged',
        });
        return true;
      });
    },
  };
}

function readList(rows: readonly RuleRow[]): RuleList {
  const read = rows.map((row) => unlessUnreadable(() => storedRule(row)) ?? Number(row.number));
  return {
    rules: read.filter((one) => typeof one !== 'number'),
    damaged: read.filter((one) => typeof one === 'number'),
  };
}

export const missing = (number: number): UserError =>
  new UserError(`There is no alert #${number}. See alert list for those there are.`, {
    suggestions: ['alert list'],
  });

function refuseDuplicate({ rule, present }: { rule: Rule; present: readonly StoredRule[] }): void {
  const same = present.find((one) => isDuplicate(one.rule, rule));
  if (same)
    throw new UserError(`Alert #${same.number} says the same here already: ${describeRule(same.rule)}.`, {
      suggestions: [`alert show ${same.number}`],
    });
}

function refuseOneTooMany(present: number): void {
  if (present >= MOST_RULES_PER_TENANT)
    throw new UserError(
      `There are ${MOST_RULES_PER_TENANT} alerts, the most there may be. Remove one to add another.`,
    );
}

/** A rule that watches something else, or for another time, has nothing to do with where the old one stood. */
function startsOver(old: Rule, rule: Rule): boolean {
  return old.forMs !== rule.forMs || JSON.stringify(old.condition) !== JSON.stringify(rule.condition);
}
