import type { Log } from '../../common/log.ts';
import type { Database } from '../../storage/database.ts';
import type { Notification } from '../cards/notification.ts';
import type { ExtremeSince } from '../reading/extremes.ts';
import { seriesKey } from '../reading/series.ts';
import type { SiteCache } from '../reading/siteCache.ts';
import type { LevelCondition, Rule } from '../rules/rule.ts';
import { type Evaluation, type EvaluationContext, evaluate } from './evaluate.ts';
import type { NumberedNotification } from './post.ts';
import { readableRules, stateColumns } from './rows.ts';
import { type Evaluated, type RuleRow, ruleTable } from './ruleTable.ts';
import { watchesOf } from './watchIndex.ts';

/** Rows that are gone before the next are read cost the collector nothing; what follows of them is kept at once. */
const READ_AT_ONCE = 50;

/** What has come of a rule: what is to be kept, and said once it is. */
interface Look {
  evaluated: Evaluated & { rule?: string };
  notification?: Notification;
}

type Context = EvaluationContext & { extremeSince: ExtremeSince };

/** Evaluates rules of the database by their ids, and keeps where they stand; what there is to say. */
export type EvaluateRules = (ids: readonly number[], context: Context) => Promise<NumberedNotification[]>;

export function ruleEvaluation(parts: { database: Database; sites: SiteCache; log: Log }): EvaluateRules {
  const { sites, log } = parts;
  const table = ruleTable(parts.database);

  async function look(row: RuleRow, context: Context): Promise<Look | undefined> {
    const [stored] = readableRules([row], log);
    if (!stored) return undefined;
    const [watch] = await watchesOf({ stored, sites, now: context.now });
    const found = evaluate(stored, watch && seriesKey(watch.series), context);
    if (!found) return undefined;
    const rule = found.notification?.kind === 'resolved' ? withoutMute(stored.rule) : stored.rule;
    const columns = columnsOf({ rule, found, now: context.now });
    if (!found.notification && isUnchanged(row, columns)) return undefined;
    const { id, version, messageNumber } = stored;
    const evaluated = {
      ...{ id, version, messageNumber, ...columns },
      before: String(row.state),
      notified: found.notification ? (1 as const) : (0 as const),
      ...(rule !== stored.rule && { rule: JSON.stringify(rule) }),
    };
    return { evaluated, ...(found.notification && { notification: found.notification }) };
  }

  /** What rules say, once their new states are kept; nothing of one that is no longer as it was read. */
  async function keep(looks: readonly Look[], context: Context): Promise<NumberedNotification[]> {
    const kept = await table.keepEvaluated(looks.map(({ evaluated }) => evaluated));
    const said: NumberedNotification[] = [];
    for (const [at, { evaluated, notification }] of looks.entries()) {
      if (!kept[at] || !notification) continue;
      const { id, messageNumber } = evaluated;
      said.push({
        notification: await withExtreme(notification, context),
        ...{ id, messageNumber: messageNumber + 1 },
      });
    }
    return said;
  }

  return async (ids, context) => {
    const said: NumberedNotification[] = [];
    for (let from = 0; from < ids.length; from += READ_AT_ONCE) {
      const looks: Look[] = [];
      for (const row of await table.toEvaluate(ids.slice(from, from + READ_AT_ONCE))) {
        const one = await look(row, context);
        if (one) looks.push(one);
      }
      said.push(...(await keep(looks, context)));
    }
    return said;
  };
}

/** What is over says how far it went. */
async function withExtreme(told: Notification, { extremeSince }: Context): Promise<Notification> {
  const { kind, measurement, since } = told;
  if (kind !== 'resolved' || measurement === undefined) return told;
  const condition = told.rule.condition as LevelCondition;
  const extreme = await extremeSince({ condition, measurement, since });
  return extreme === undefined ? told : { ...told, extreme };
}

function columnsOf({ rule, found, now }: { rule: Rule; found: Evaluation; now: number }) {
  const columns = stateColumns({ rule, state: found.state });
  return {
    ...columns,
    dueAt: found.waiting ? now : columns.dueAt,
    lastSeen: found.lastSeen ?? null,
    series: found.series ?? null,
  };
}

const isUnchanged = (row: RuleRow, columns: ReturnType<typeof columnsOf>): boolean =>
  row.state === columns.state &&
  row.due_at === columns.dueAt &&
  row.last_seen === columns.lastSeen &&
  row.series === columns.series;

/** A mute until the recovery ends with it. */
function withoutMute(rule: Rule): Rule {
  if (rule.mutedUntil !== 'recovered') return rule;
  const { mutedUntil: _, ...rest } = rule;
  return rest;
}
