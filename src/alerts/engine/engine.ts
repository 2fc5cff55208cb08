import { setImmediate as breathe } from 'node:timers/promises';
import type { Log } from '../../common/log.ts';
import type { Compute } from '../../compute/threads.ts';
import type { Market, MarketSnapshot } from '../../market/contract.ts';
import type { Database } from '../../storage/database.ts';
import { messageContexts } from '../cards/messageContext.ts';
import { chainCounters } from '../reading/chainEvents.ts';
import { circumstancesOf } from '../reading/circumstances.ts';
import { extremesOf } from '../reading/extremes.ts';
import { type MarketSample, sampleOf } from '../reading/sample.ts';
import { type Samples, samples } from '../reading/samples.ts';
import { readSeries, type Series, seriesValue } from '../reading/series.ts';
import { type SiteCache, siteCache } from '../reading/siteCache.ts';
import { SAMPLES_KEPT_MS } from '../rules/rule.ts';
import { candidates } from './candidates.ts';
import { pruneEvents } from './eventTable.ts';
import { releaseHeld } from './held.ts';
import { tellOfMissingData } from './noData.ts';
import { type NumberedNotification, post } from './post.ts';
import { quietChannels } from './quiet.ts';
import { type EvaluateRules, ruleEvaluation } from './ruleEvaluation.ts';
import { ruleTable } from './ruleTable.ts';
import { keepSeries, type Ticked, tickSeries } from './seriesStates.ts';
import { type WatchIndex, watchIndex } from './watchIndex.ts';

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
  /** Bills the tariffs of sites. */
  compute: Compute;
  /** Whether this process watches. Default: it does. */
  isOurs?: () => boolean;
}

/** What the engine has in memory: an index and caches, nothing that a crash would lose. */
interface Engine extends EngineParts {
  sites: SiteCache;
  kept: Samples;
  index: WatchIndex;
  evaluateRules: EvaluateRules;
}

/** The market at the moment of a tick. */
interface Moment {
  now: number;
  snapshot: MarketSnapshot;
  sample: MarketSample;
}

/** How many rules are looked at in one turn of the main loop: fifteen milliseconds, and the wait for the disk. */
const RULES_AT_ONCE = 100;

/**
 * States, messages and the last values of all series are one transaction, so that whatever a crash or a refusal
 * undoes is found again by the next tick, of this or another process. A move of the market that concerns more rules than
 * one turn can take goes through them tenant by tenant first, each turn a transaction of its own: what it has said is
 * in their states, and the values that they were held against are kept last.
 */
export function alertEngine(parts: EngineParts): AlertEngine {
  const { database, market, now, log } = parts;
  const sites = siteCache(parts);
  const engine: Engine = {
    ...parts,
    sites,
    kept: samples({ database }),
    index: watchIndex({ database, sites, log }),
    evaluateRules: ruleEvaluation({ database, sites, log }),
  };
  /** Rules that were changed and have not been evaluated in a transaction that was kept. */
  const changed = new Set<number>();
  return {
    async tick() {
      const snapshot = await market.snapshot();
      const moment = { now: now(), snapshot, sample: sampleOf(snapshot) };
      for (const rule of await engine.index.refresh(moment.now)) changed.add(rule);
      const asked = { engine, moment, changed };
      try {
        const passed = await whileOurs(engine, () => pass(asked));
        const said = 'said' in passed ? passed.said : await passInTurns({ ...asked, look: passed.tooMany });
        changed.clear();
        if (said > 0) log.info({ said }, 'Alerts changed');
      } catch (error) {
        if (!(error instanceof WatchLost)) throw error;
        log.warn(
          {},
          'Another process watches the alerts by now: what this one had read of the market is left',
        );
      }
    },
  };
}

class WatchLost extends Error {}

/**
 * A process that stood still after it had read the market wakes up with prices of then, while another has gone on. It is
 * asked with the scope in hand: whoever stands still after that is cut off by the database before another goes on.
 */
function whileOurs<T>({ database, isOurs = () => true }: EngineParts, work: () => Promise<T>): Promise<T> {
  return database.transaction('alerts', () => {
    if (!isOurs()) throw new WatchLost();
    return work();
  });
}

interface Pass {
  engine: Engine;
  moment: Moment;
  changed: ReadonlySet<number>;
  /** Rules that turns of this tick have looked at. */
  done?: ReadonlySet<number>;
}

/** What may have changed, and what it is held against. */
interface Look {
  ids: readonly number[];
  ticked: readonly Ticked[];
  context: Parameters<EvaluateRules>[1];
}

/** One look at everything that may have changed; how much there was to say. Part of the caller's transaction. */
async function pass(asked: Pass): Promise<{ said: number } | { tooMany: Look }> {
  const { engine, moment, changed, done } = asked;
  const { database } = engine;
  const { now } = moment;
  const look = await lookAt({ engine, moment, changed });
  if (done === undefined && look.ids.length > RULES_AT_ONCE) return { tooMany: look };
  const ids = done === undefined ? look.ids : look.ids.filter((id) => !done.has(id));
  const said = await engine.evaluateRules(ids, look.context);
  const { ticked } = look;
  await keepSeries({ database, ticked, now });
  await tell({ engine, moment, ticked, said });
  await engine.kept.keep(moment.sample, now);
  await pruneEvents(database, now);
  return { said: said.length };
}

async function passInTurns(asked: Pass & { look: Look }): Promise<number> {
  const { engine, moment, look } = asked;
  const done = new Set<number>();
  let count = 0;
  await breathe();
  for (const ids of turnsOf(await ruleTable(engine.database).byTenant(look.ids))) {
    await breathe();
    await whileOurs(engine, async () => {
      const said = await engine.evaluateRules(ids, look.context);
      await tell({ engine, moment, ticked: [], said });
      count += said.length;
    });
    for (const id of ids) done.add(id);
  }
  await breathe();
  const rest = await whileOurs(engine, () => pass({ ...asked, done }));
  return count + ('said' in rest ? rest.said : 0);
}

/** The rules of a tenant stay together: what they say in one conversation is one message. */
function turnsOf(rules: readonly { id: number; tenant: string }[]): number[][] {
  const turns: number[][] = [];
  let last: string | undefined;
  for (const { id, tenant } of rules) {
    const turn = turns.at(-1);
    if (turn === undefined || (turn.length >= RULES_AT_ONCE && tenant !== last)) turns.push([id]);
    else turn.push(id);
    last = tenant;
  }
  return turns;
}

/** Moves every series on, and gathers what rules are evaluated with. */
async function lookAt({ engine, moment, changed }: Pass): Promise<Look> {
  const { database, market, kept, sites, index } = engine;
  const { now, snapshot } = moment;
  const keys = [...index.crossings.series()];
  const all = keys.map(readSeries);
  await sites.read(all.flatMap((series) => ('tenant' in series ? [series.tenant] : [])));
  const windowsMs = all.flatMap((series) => ('windowMs' in series ? [series.windowMs] : []));
  const circumstances = await circumstancesOf({
    ...moment,
    ...{ status: market.status(), kept, sites, windowsMs },
    ahead: { database, of: all.filter((series) => series.of === 'ahead') },
  });
  const counters = chainCounters(snapshot);
  const value = (series: Series) => seriesValue(series, { ...circumstances, counters });
  const ticked = await tickSeries({ database, keys, value, now });
  const withData = new Map(ticked.flatMap((one) => (one.value === undefined ? [] : [[one.key, one.dataMs]])));
  const extremeSince = extremesOf(() => kept.since(now - SAMPLES_KEPT_MS));
  const dataMs = (series: string) => withData.get(series);
  const context = { now, circumstances, counters, dataMs, extremeSince };
  const ids = await candidates({ database, crossings: index.crossings, changed, ticked, now });
  return { ids, ticked, context };
}

async function tell(asked: {
  engine: Engine;
  moment: Moment;
  ticked: readonly Ticked[];
  said: readonly NumberedNotification[];
}): Promise<void> {
  const { engine, moment, ticked, said } = asked;
  const { database, log, kept, sites } = engine;
  const { now } = moment;
  const quiet = quietChannels({ database, now, log });
  const context = messageContexts({ ...moment, kept, lines: sites.lines });
  await post({ database, said, context, quiet, now });
  await tellOfMissingData({ database, ticked, quiet, now, log });
  await releaseHeld({ database, quiet, now });
}
