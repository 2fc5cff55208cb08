import { randomBytes } from 'node:crypto';
import { auditTrail } from './access/audit.ts';
import type { FloodLimits } from './access/flood.ts';
import { accessList } from './access/list.ts';
import { OPERATOR_TENANT } from './access/rights.ts';
import { floodGateOf } from './access/sharedFlood.ts';
import { type TokenList, tokenList } from './access/tokens.ts';
import type { DeskFacts } from './admin/facts.ts';
import { alertEngine, alertSites, pauseRules, watchAlerts } from './alerts/index.ts';
import { siteChange } from './answers/site/change.ts';
import { assumptionBooks, assumptionSites } from './assumptions/book.ts';
import { createBot } from './bot/bot.ts';
import type { SheetPlace } from './bot/parts.ts';
import { createRecall, digestKeeper } from './bot/recall.ts';
import type { Bot, ChatAdapter } from './chat/adapter.ts';
import type { OpenGateway } from './chat/adapterKind.ts';
import type { Command, Operations } from './command.ts';
import type { Log } from './common/log.ts';
import { type Observer, unobserved } from './common/observer.ts';
import { waitOnTimer } from './common/wait.ts';
import { openThreads, type Threads } from './compute/threads.ts';
import type { Config } from './config.ts';
import { creditSites } from './credits/index.ts';
import { deliveryQueue } from './delivery/queue.ts';
import { deliveryTable } from './delivery/table.ts';
import { type Closed, startDelivery } from './delivery/worker.ts';
import { digestSites, digestSources, digestStore, pauseUnreachable } from './digest/index.ts';
import type { Market } from './market/contract.ts';
import { forecastStore } from './market/forecasts/forecastStore.ts';
import { historyStore } from './market/historyStore.ts';
import { createMarket } from './market/market.ts';
import { marketSources } from './market/sources/index.ts';
import { minuteRun } from './minute.ts';
import { openModel } from './model/model.ts';
import { publicFetch } from './net/publicFetch.ts';
import { peakSites } from './peaks/index.ts';
import { createPainter, type Painter } from './pictures/painter.ts';
import { picturesOf } from './pictures/pictures.ts';
import { themesIn } from './pictures/themes.ts';
import { planSites, webhookAdapter } from './plans/index.ts';
import { powerFeeds, powerSites, watchPower } from './power/index.ts';
import { deskHealth } from './server/deskHealth.ts';
import { DUTY, DUTY_MS, type Duty, startDuty } from './server/duty.ts';
import { gateways } from './server/gateways.ts';
import { everyMinute } from './server/schedule.ts';
import { stopAll } from './server/stopAll.ts';
import { watchHealth } from './server/watchHealth.ts';
import type { SiteStore } from './sites/book.ts';
import { demoSites } from './sites/demo.ts';
import { siteStore } from './sites/store.ts';
import { claims } from './storage/claims.ts';
import type { Database } from './storage/database.ts';
import { type KeyValue, keyValue } from './storage/keyValue.ts';
import { lock } from './storage/lock.ts';
import { keepLogShort } from './storage/sqlite/checkpoint.ts';
import { openDatabase } from './storage/sqlite/sqlite.ts';
import { timedDatabase } from './storage/timed.ts';
import { tariffSites } from './tariffs/index.ts';

/** Everything that touches the world, handed in. */
export interface DeskOptions {
  config: Config;
  commands: readonly Command[];
  version: string;
  /** The current time in Unix milliseconds. */
  now: () => number;
  fetch: typeof globalThis.fetch;
  /** Uniform in [0, 1). */
  random: () => number;
  /** A new id each time, unguessable and short. */
  newId: () => string;
  /** 256 unguessable bits each time, as base64url; the system's when absent. */
  newSecret?: () => string;
  log: Log;
  /** Where everything is kept, closed with the desk; by default the file in the config's data directory. */
  database?: Database;
  adapters?: Operations['adapters'];
  /** Where people find the sheet; nowhere when absent. */
  sheet?: SheetPlace;
  /** Where assistants come with a token; nowhere when absent. */
  assistantsAt?: () => string | undefined;
  /** Of whoever opens several desks, who closes them; threads of its own by default. */
  threads?: Threads;
  /** The same of who paints the pictures. */
  painter?: Painter;
  /** Is told of what happens, to count it. */
  observer?: Observer;
  /** How many questions are answered; the built-in limits when absent. */
  floodLimits?: FloodLimits;
}

/** A desk put together: the bot with its market and its store, before any chat is connected. */
export interface Desk {
  bot: Bot;
  tokens: TokenList;
  market: Market;
  /** Key-value storage for an adapter, under a namespace of its own. */
  store(namespace: string): KeyValue;
  /** The connections of which the desk has one each, however many processes it has. */
  gateway: OpenGateway;
  /** The parts that are ill now; undefined before background work was started. */
  ill(): Promise<DeskFacts['ill']>;
  /** What it knows of itself, for whoever watches it. Rejects with StorageError where the database cannot be read. */
  facts(): Promise<DeskFacts>;
  /** Begins background work: market refreshes, and each minute what only one process may do. */
  start(): void;
  /** Delivers alerts and digests through `adapter` from now on. */
  deliver(adapter: ChatAdapter): void;
  /** Resolves, in words, once what the desk writes is lost, because its database file was deleted or replaced. */
  lost: Promise<string>;
  /** Settles what is being delivered; the rest is delivered when a desk is started again. */
  stopDelivering(): Promise<void>;
  /** Settles what is in flight and closes the store. */
  stop(): Promise<void>;
}

const systemSecret = () => randomBytes(32).toString('base64url');
const noSheet: SheetPlace = { at: () => undefined, file: async () => undefined };
/** A server is told at once: another process may be asked to explain. */
const WRITE_ANSWERS_MS = { SQLite: 500, PostgreSQL: 0 };
/** Nobody waits for a digest: better late by this than old. */
const DIGEST_DEADLINE_MS = 10_000;

/** Opens the store and puts the desk together. Throws StorageError when the store cannot be opened. */
export function openDesk(options: DeskOptions): Desk {
  const { config, now, log, floodLimits: limits, observer = unobserved } = options;
  const opened = options.database ?? openDatabase({ directory: config.dataDirectory });
  const elapsed = () => performance.now();
  const database = options.observer ? timedDatabase({ database: opened, observer, elapsed }) : opened;
  /** Processes on several machines go by one clock. */
  const sharedNow = async () => (await database.now()) ?? now();
  const store = (namespace: string) => keyValue({ database, namespace, now });
  let duty: Duty | undefined;
  // Whoever only asks a question beside a running desk is no part of it.
  const isOurs = () => duty?.isOurs() ?? true;
  const market = createMarket({
    sources: marketSources({ urls: config.market.urls, fetch: options.fetch, now }),
    ...{ now, log, random: options.random, asks: isOurs, store: store('market') },
    history: historyStore({ database }),
    forecasts: forecastStore({ database }),
    refreshSeconds: config.market.refreshSeconds,
  });
  const sites = siteStoreOf({ database, now });
  const { newSecret = systemSecret } = options;
  const tokens = tokenList({ database, now, newSecret });
  const later = (task: () => void) => void setTimeout(task, WRITE_ANSWERS_MS[database.engine]).unref();
  const recall = createRecall({ database, now, newId: options.newId, later, log });
  // What a stranger names must not reach the network that the desk stands in.
  const fetchFor = (tenant: string) => (tenant === OPERATOR_TENANT ? options.fetch : publicFetch);
  const digests = digestStore({ database, now });
  const { threads = openThreads(), painter = createPainter() } = options;
  const sources = digestSources({
    ...{ database, siteStore: sites, now },
    market: () => market.snapshot({ deadlineMs: DIGEST_DEADLINE_MS }),
    compute: threads.compute,
  });
  const deliveries: { stop(): Promise<void> }[] = [];
  const stopDelivering = async () =>
    void (await Promise.all(deliveries.splice(0).map(({ stop }) => stopAll({ steps: [stop], log }))));
  /** What runs until the desk stops. */
  const running: { stop(): unknown }[] = [];
  let stopTicks: (() => Promise<void>) | undefined;
  const chats = options.adapters ?? (() => []);
  const health = deskHealth({
    now,
    checkDatabase: database.check,
    freeBytes: database.freeBytes,
    confirmedAt: market.confirmedAt,
    chats,
    follows: () => !isOurs(),
    overdue: deliveryTable(database).overdue,
  });
  const { openByState, deadByAdapter } = deliveryTable(database);
  function deliver(adapter: ChatAdapter): void {
    const [holder, { random }] = [options.newId(), options];
    const onClosed = async (closed: Closed) => {
      await pauseUnreachable({ database, log, closed, now: now() });
      if (closed.rule !== undefined) await pauseRules({ database, log, ...closed, now: now() });
    };
    const means = { adapter, holder, random, onClosed, wait: waitOnTimer, maySpend: isOurs };
    deliveries.push(startDelivery({ ...means, database, now, elapsed, log, observer }));
  }
  return {
    lost: health.lost,
    tokens,
    market,
    store,
    gateway: gateways({ database, newId: options.newId, now: sharedNow, elapsed, wait: waitOnTimer, log }),
    ill: health.ill,
    facts: async () => ({
      now: now(),
      version: options.version,
      leads: duty?.isOurs() ?? false,
      ill: await health.ill(),
      chats: chats(),
      sources: market.status(),
      open: await openByState(now()),
      dead: await deadByAdapter(),
      databaseBytes: await database.bytes(),
      freeBytes: await database.freeBytes(),
    }),
    bot: createBot({
      commands: options.commands,
      mentions: Object.fromEntries(config.adapters.map(({ name, mentions = [] }) => [name, mentions])),
      market,
      siteStore: sites,
      demoSites,
      access: accessList({ database, now }),
      tokens,
      audit: auditTrail({ database, now }),
      alerts: { database, market, now, log, compute: threads.compute },
      power: { database, fetchFor, now },
      plans: { database, now, newSecret },
      deliveries: deliveryQueue({ database, now }),
      digests: { store: digests, sources },
      assumptionBooks: assumptionBooks({ database, now }),
      threads,
      pictures: picturesOf({ painter, log, themeOf: themesIn(database) }),
      claims: claims({ database, now }),
      flood: floodGateOf({ database, now, limits }),
      recall,
      ...(config.model && { model: openModel({ ...options, ...config.model }) }),
      ...{ now, elapsed, log, observer },
      version: options.version,
      operations: {
        store: database.engine,
        adapters: chats,
        totals: () => sites.totals(),
        keptAnswers: () => recall.size(),
      },
      ill: health.ill,
      sheet: options.sheet ?? noSheet,
      assistantsAt: options.assistantsAt ?? (() => undefined),
    }),
    start() {
      health.started();
      const run = minuteRun({
        heartbeatUrl: config.heartbeatUrl,
        ...{ fetch: options.fetch, database, now, log, market, isOurs },
        digests: { store: digests, sources, keep: digestKeeper(recall) },
        isWell: async () => (await health.ill())?.length === 0,
      });
      duty = startDuty({
        lock: lock({ ...{ database, name: DUTY, ttlMs: DUTY_MS }, holder: options.newId(), now: sharedNow }),
        ...{ elapsed, wait: waitOnTimer, log },
        onTaken: () => run().catch((err) => log.error({ err }, 'The run at the start failed')),
      });
      market.start();
      stopTicks = everyMinute({ log, run });
      const engine = alertEngine({ database, market, now, log, isOurs, compute: threads.compute });
      const tick = async () => {
        const from = elapsed();
        const told = (ok: boolean) => observer.ticked({ ok, seconds: (elapsed() - from) / 1000 });
        await engine.tick().catch((error) => {
          told(false);
          throw error;
        });
        told(true);
        health.ticked();
      };
      const everyMs = Math.min(60, config.market.refreshSeconds) * 1000;
      const { file } = database;
      const feeds = powerFeeds({ database, fetchFor, now, readText: threads.readText });
      running.push(
        watchHealth({ look: async () => (await health.ill()) ?? [], log }),
        ...(file === undefined ? [] : [keepLogShort({ database: { ...database, file }, log, now })]),
        watchAlerts({ engine: { tick }, everyMs, isOurs, log }),
        watchPower({ feeds, isOurs, wait: waitOnTimer, log }),
      );
      deliver(webhookAdapter({ database, fetchFor, now }));
    },
    deliver,
    stopDelivering,
    async stop() {
      const inLoops = [...(stopTicks ? [stopTicks] : []), ...running.splice(0).map(({ stop }) => stop)];
      // The market with the loops: what they wait for is mostly a source that is slow.
      await Promise.all([...inLoops, market.stop].map((stop) => stopAll({ steps: [stop], log })));
      const giveUpDuty = async () => duty?.stop();
      const ours = [options.threads ? undefined : threads, options.painter ? undefined : painter];
      const closings = ours.flatMap((one) => one?.close ?? []);
      const rest = [giveUpDuty, stopDelivering, ...closings, recall.flush, database.close];
      await stopAll({ steps: rest, log });
    },
  };
}

/** The sites, and whoever follows their changes. */
export function siteStoreOf({ database, now }: { database: Database; now: () => number }): SiteStore {
  const ofPower = [powerSites, planSites, tariffSites, creditSites, peakSites];
  const owners = [alertSites, ...ofPower, digestSites, assumptionSites].map((of) => of(database));
  return siteStore({ database, now, describe: siteChange, owners });
}
