import type { Log } from '../../common/log.ts';
import { siteKey } from '../../sites/name.ts';
import type { Row } from '../../storage/database.ts';
import { readStored, unlessDamaged, unlessUnreadable } from '../../storage/stored.ts';
import { seriesKey, watchMarket } from '../reading/series.ts';
import { type Rule, ruleSchema } from '../rules/rule.ts';
import { due, type State, stateSchema } from '../rules/state.ts';
import type { StoredRule } from '../rules/storedRule.ts';

export function storedRule(row: Row): StoredRule {
  const name = `alert ${row.tenant}/${row.number}`;
  return {
    id: Number(row.id),
    tenant: String(row.tenant),
    number: Number(row.number),
    rule: readStored({ json: String(row.rule), schema: ruleSchema, name }),
    state: storedState(String(row.state), name),
    ...(row.last_seen === null ? {} : { lastSeen: Number(row.last_seen) }),
    ...(row.series === null ? {} : { series: String(row.series) }),
    messageNumber: Number(row.message_number),
    version: Number(row.version),
  };
}

/** Most rules are at rest, and those that fired together have the same state: it is read once. */
const states = new Map<string, State>();
const MOST_STATES = 1_000;

function storedState(json: string, name: string): State {
  const known = states.get(json);
  if (known) return known;
  const state = readStored({ json, schema: stateSchema, name });
  if (states.size >= MOST_STATES) states.clear();
  states.set(json, state);
  return state;
}

/** The rules of `rows` without those that are damaged. */
export function readableRules(rows: readonly Row[], log: Pick<Log, 'error'>): StoredRule[] {
  return rows.flatMap((row) => unlessDamaged(log, () => storedRule(row)) ?? []);
}

/** The rule of a row, about the same of the site called `site`; undefined where it cannot be read any more. */
export function ruleAbout(row: Row, site: string): Rule | undefined {
  const name = `alert ${row.tenant}/${row.number}`;
  const read = unlessUnreadable(() => readStored({ json: String(row.rule), schema: ruleSchema, name }));
  return read && ({ ...read, condition: { ...read.condition, site } } as Rule);
}

/** The site that a rule is about, as the database looks it up: `''` for any, null for none. */
function siteOf({ condition }: Rule): string | null {
  if (!('site' in condition) && condition.kind !== 'site' && condition.kind !== 'breakeven') return null;
  return condition.site === undefined ? '' : siteKey(condition.site);
}

/** The columns that follow from what a rule says: what it watches, so that starting up reads no JSON. */
export function ruleColumns(rule: Rule) {
  const watch = watchMarket(rule.condition);
  const [low = null, high = null] = watch?.boundaries ?? [];
  return {
    rule: JSON.stringify(rule),
    site: siteOf(rule),
    watchedSeries: watch ? seriesKey(watch.series) : null,
    low,
    high,
  };
}

/**
 * States are kept at the length of the usual ones: a row that grew as its rule fired would no longer fit its page,
 * and each of a tick's thousand alerts would have SQLite write the neighbouring pages too.
 */
const STATE_LENGTH = 80;

/** The columns that follow from where a rule stands. */
export function stateColumns({ rule, state }: { rule: Rule; state: State }) {
  const { dataMs, at } = due({ rule, state });
  return {
    state: JSON.stringify(state).padEnd(STATE_LENGTH),
    dueDataMs: dataMs === undefined ? null : Math.ceil(dataMs),
    dueAt: at === undefined ? null : Math.ceil(at),
  };
}
