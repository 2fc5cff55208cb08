import type { Log } from '../../common/log.ts';
import type { Market, MarketSnapshot } from '../../market/contract.ts';
import type { Database } from '../../storage/database.ts';
import { type MarketScene, marketScene, type Scene } from '../cards/messageContext.ts';
import { marksOf } from '../reading/chainEvents.ts';
import { circumstancesOf } from '../reading/circumstances.ts';
import { depthSince } from '../reading/extremes.ts';
import { sampleOf } from '../reading/sample.ts';
import { samples } from '../reading/samples.ts';
import { seriesKey, seriesValue } from '../reading/series.ts';
import { siteCache } from '../reading/siteCache.ts';
import { evaluate, type Found, type Look } from './evaluate.ts';
import { tellOfMissingData } from './noData.ts';
import { post, type Spoken } from './post.ts';
import { quietChannels } from './quiet.ts';
import { releaseHeld } from './record.ts';
import { readableRules, type StoredRule, stateColumns } from './rows.ts';
import { type Ticked, tickSeries } from './seriesStates.ts';
import { watchesOf, watchIndex } from './watchIndex.ts';

/** Watches the market for all rules. */
export interface AlertEngine {
  /** Looks at what has moved since the last tick. Rejects when the database refuses: the next tick makes up for it. */
  tick(): Promise<void>;
}

export interface EngineParts {
  database: Database;
  market: Pick<Market, 'snapshot' | 'status'>;
  /** The current time in Unix milliseconds. */
  now: () => number;
  log: Log;
}

type Row = NonNullable<ReturnType<Database['get']>>;

/** What a look reads: the other columns tell where a rule hangs. */
const LOOKED_AT = 'id, tenant, number, rule, state, mark, clock, epoch, version, due_at';
/** Rows that are gone before the next are read cost the collector nothing. */
const READ_AT_ONCE = 50;
const DAY_MS = 86_400_000;
const KEPT_EVENTS_MS = 90 * DAY_MS;

/**
 * States, messages and the last values of all series are one transaction, so that whatever a crash or a refusal
 * undoes is found again by the next tick, of this or another process. In memory there is an index, nothing else.
 */
export function alertEngine({ database, market, now, log }: EngineParts): AlertEngine {
  const sites = siteCache({ database, log });
  const kept = samples({ database });
  const index = watchIndex({ database, sites, log });
  /** Rules that were changed and have not been looked at in a transaction that was kept. */
  const changed = new Set<number>();

  return {
    async tick() {
      const snapshot = await market.snapshot();
      const at = now();
      for (const rule of await index.refresh(at)) changed.add(rule);
      const said = database.transaction(() => pass({ snapshot, at }));
      changed.clear();
      if (said > 0) log.info({ said }, 'Alerts changed');
    },
  };

  function pass({ snapshot, at }: { snapshot: MarketSnapshot; at: number }): number {
    const sample = sampleOf(snapshot);
    const status = market.status();
    const circumstances = circumstancesOf({ snapshot, sample, status, kept, sites, now: at });
    const marks = marksOf(snapshot);
    const value = (series: Parameters<typeof seriesValue>[0]) =>
      seriesValue(series, { ...circumstances, marks });
    const ticked = tickSeries({ database, keys: index.crossings.series(), value, now: at });
    const clocks = new Map(ticked.map((one) => [one.key, one]));
    const look: Look = {
      now: at,
      circumstances,
      marks,
      dataMs: (series) => (clocks.get(series)?.value === undefined ? undefined : clocks.get(series)?.dataMs),
      depth: depthSince(() => kept.since(at - 2 * DAY_MS)),
    };
    // In the order in which they lie on the disk.
    const looked = [...candidates(ticked, at)].sort((a, b) => a - b);
    const spoken: Spoken[] = [];
    for (let from = 0; from < looked.length; from += READ_AT_ONCE)
      for (const row of rowsOf(looked.slice(from, from + READ_AT_ONCE))) spoken.push(...lookAt(row, look));
    const quiet = quietChannels({ database, now: at, log });
    post({ database, spoken, scene: sceneOf({ now: at, snapshot, sample }), quiet, now: at });
    tellOfMissingData({ database, ticked, quiet, now: at, log });
    releaseHeld({ database, quiet, now: at });
    kept.keep(sample, at);
    database.run('DELETE FROM alert_events WHERE at < :before', { before: at - KEPT_EVENTS_MS });
    return spoken.length;
  }

  function rowsOf(ids: readonly number[]): Row[] {
    const sql = `SELECT ${LOOKED_AT} FROM alert_rules WHERE id IN (SELECT value FROM json_each(:ids))`;
    return database.all(sql, { ids: JSON.stringify(ids) });
  }

  function candidates(ticked: readonly Ticked[], at: number): Set<number> {
    const found = new Set(changed);
    const add = (rule: number) => void found.add(rule);
    for (const { key, value, previous, dataMs } of ticked) {
      if (value === undefined) continue;
      if (value !== previous) {
        const [from, to] = previous === undefined ? [-Infinity, Infinity] : [previous, value];
        index.crossings.crossed({ series: key, from, to }, add);
        for (const rule of index.crossings.always(key)) add(rule);
      }
      const sql = 'SELECT id FROM alert_rules WHERE clock = :key AND due_data_ms <= :dataMs';
      for (const { id } of database.all(sql, { key, dataMs })) add(Number(id));
    }
    for (const { id } of database.all('SELECT id FROM alert_rules WHERE due_at <= :at', { at }))
      add(Number(id));
    return found;
  }

  /** A look at one rule; what it says, once its new state is kept. */
  function lookAt(row: Row, look: Look): Spoken[] {
    const [stored] = readableRules([row], log);
    if (!stored) return [];
    const [watch] = watchesOf({ stored, sites, now: look.now });
    const found = evaluate(stored, watch && seriesKey(watch.series), look);
    if (!found || !keep({ stored, row, found, look })) return [];
    return found.said ? [{ said: found.said, id: stored.id, epoch: stored.epoch + 1 }] : [];
  }

  /** Compare and set: false when the rule is no longer as it was read. */
  function keep(asked: { stored: StoredRule; row: Row; found: Found; look: Look }): boolean {
    const { stored, row, found, look } = asked;
    const { id, version, epoch } = stored;
    const rule = found.said?.kind === 'resolved' ? heard(stored.rule) : stored.rule;
    const columns = stateColumns({ rule, state: found.state });
    const dueAt = found.waiting ? look.now : columns.dueAt;
    const values = { ...columns, dueAt, mark: found.mark ?? null, clock: found.clock ?? null };
    const same =
      row.state === values.state &&
      row.due_at === dueAt &&
      row.mark === values.mark &&
      row.clock === values.clock;
    if (same && !found.said) return true;
    if (rule !== stored.rule)
      database.run('UPDATE alert_rules SET rule = :rule WHERE id = :id', { id, rule: JSON.stringify(rule) });
    const changes = database.run(
      `UPDATE alert_rules SET state = :state, due_data_ms = :dueDataMs, due_at = :dueAt, mark = :mark, clock = :clock,
         epoch = epoch + :said
       WHERE id = :id AND version = :version AND epoch = :epoch AND state = :before`,
      {
        id,
        version,
        epoch,
        before: row.state!,
        said: found.said ? 1 : 0,
        ...values,
      },
    );
    return changes === 1;
  }

  /** The market is told of when somebody is told of it. */
  function sceneOf(moment: Pick<MarketScene, 'now' | 'snapshot' | 'sample'>): (tenant: string) => Scene {
    const { now, snapshot } = moment;
    let market: MarketScene | undefined;
    return (tenant) => {
      market ??= marketScene({
        ...moment,
        dayAgo: kept.ago({ ageMs: DAY_MS, now, history: snapshot.history }),
        predictedRetargetPercent: kept.latest()?.nextRetargetPercent,
      });
      return { ...market, lines: sites.lines(tenant) };
    };
  }
}

/** A mute until the recovery ends with it. */
function heard(rule: StoredRule['rule']): StoredRule['rule'] {
  if (rule.mutedUntil !== 'recovered') return rule;
  const { mutedUntil: _, ...rest } = rule;
  return rest;
}
