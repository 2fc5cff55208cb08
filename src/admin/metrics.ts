import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Observer } from '../common/observer.ts';
import { type Illness, parts } from '../server/health.ts';
import type { DeskFacts } from './facts.ts';

/** What is counted while the desk runs, and its text for Prometheus. */
export interface Metrics extends Observer {
  /** The main loop was held up for so many seconds. */
  stalled(seconds: number): void;
  /** Everything counted, and what `facts` holds, in Prometheus' text format. */
  text(facts: DeskFacts): Promise<string>;
  contentType: string;
}

const ANSWER_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 1.5, 3, 10];
const TICK_SECONDS = [0.001, 0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const DELAY_SECONDS = [0.25, 0.5, 1, 2, 5, 10, 30, 60, 120, 300, 600, 3600];
const DATABASE_SECONDS = [0.00005, 0.0002, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5];
const STALL_SECONDS = [0.1, 0.15, 0.25, 0.5, 1, 2.5, 5, 10];

/** A registry of its own, so that several desks in one process do not count together. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const histogram = <L extends string>(asked: {
    name: string;
    help: string;
    labelNames: L[];
    buckets: number[];
  }) => new Histogram({ ...asked, registers });
  const answers = histogram({
    name: 'hashdesk_answer_duration_seconds',
    help: 'Time from a question to its reply, by command and how it ended.',
    labelNames: ['command', 'outcome'],
    buckets: ANSWER_SECONDS,
  });
  const ticks = histogram({
    name: 'hashdesk_alert_tick_duration_seconds',
    help: 'Time that one look at all alerts took.',
    labelNames: ['outcome'],
    buckets: TICK_SECONDS,
  });
  const attempts = new Counter({
    name: 'hashdesk_delivery_attempts_total',
    help: 'Attempts to deliver a message, by platform and how they ended.',
    labelNames: ['adapter', 'outcome'],
    registers,
  });
  const delays = histogram({
    name: 'hashdesk_delivery_delay_seconds',
    help: 'Time from when a message was due until the platform took it.',
    labelNames: ['adapter'],
    buckets: DELAY_SECONDS,
  });
  const database = histogram({
    name: 'hashdesk_database_duration_seconds',
    help: 'Time the main loop waited for the database, by kind of use.',
    labelNames: ['operation'],
    buckets: DATABASE_SECONDS,
  });
  const stalls = histogram({
    name: 'hashdesk_event_loop_stall_seconds',
    help: 'How long the main loop was held up, where that was longer than 50 ms.',
    labelNames: [],
    buckets: STALL_SECONDS,
  });
  const now = gauges(registry);
  collectDefaultMetrics({ register: registry });
  // Gauges that are called totals, which promtool refuses.
  for (const kind of ['handles', 'requests', 'resources'])
    registry.removeSingleMetric(`nodejs_active_${kind}_total`);
  return {
    answered: ({ seconds, ...labels }) => answers.observe(labels, seconds),
    ticked: ({ ok, seconds }) => ticks.observe({ outcome: ok ? 'ok' : 'failed' }, seconds),
    delivered({ adapter, outcome, delaySeconds }) {
      attempts.inc({ adapter, outcome });
      if (outcome === 'sent') delays.observe({ adapter }, Math.max(0, delaySeconds));
    },
    usedDatabase: ({ operation, seconds }) => database.observe({ operation }, seconds),
    stalled: (seconds) => stalls.observe(seconds),
    text(facts) {
      now(facts);
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
}

/** What is read at the moment of the question. What is not known has no line: 0 would be a claim. */
function gauges(registry: Registry): (facts: DeskFacts) => void {
  const registers = [registry];
  const gauge = <L extends string = never>(name: string, help: string, labelNames: L[] = []) =>
    new Gauge({ name: `hashdesk_${name}`, help, labelNames, registers });
  const build = gauge('build_info', 'The version that runs; always 1.', ['version']);
  const leader = gauge('leader', 'Whether this process reads the market, watches alerts and writes digests.');
  const ill = gauge('ill', 'Whether a part of the desk is ill, as in /readyz.', ['part']);
  const chats = gauge('chat_connected', 'Whether a configured platform is connected.', ['adapter']);
  const seenAt = gauge(
    'market_source_last_answer_timestamp_seconds',
    'When a market source last gave a good answer, in Unix seconds.',
    ['source'],
  );
  const latency = gauge('market_source_latency_seconds', 'How long its last answer took.', ['source']);
  const asked = new Counter({
    name: 'hashdesk_market_source_requests_total',
    help: 'Requests to a market source, by how they ended.',
    labelNames: ['source', 'outcome'],
    registers,
  });
  const open = gauge('deliveries_open', 'Messages that are due and not delivered.', ['adapter', 'state']);
  const oldest = gauge('deliveries_oldest_due_age_seconds', 'How long the oldest of them has been due.', [
    'adapter',
  ]);
  const dead = gauge('deliveries_dead', 'Messages that were given up and wait for a person.', ['adapter']);
  const size = gauge('database_size_bytes', 'The database file and its write-ahead log.');
  const free = gauge('database_disk_free_bytes', 'Room on the disk that holds the database.');
  return (facts) => {
    for (const it of [build, ill, chats, seenAt, latency, asked, open, oldest, dead]) it.reset();
    build.set({ version: facts.version }, 1);
    leader.set(Number(facts.leads));
    if (facts.ill) for (const part of parts) ill.set({ part }, Number(isIll(facts.ill, part)));
    for (const { name, up } of facts.chats) chats.set({ adapter: name }, Number(up));
    for (const { name: source, lastAnswerAt, latencyMs, answers, errors } of facts.sources) {
      if (lastAnswerAt !== undefined) seenAt.set({ source }, lastAnswerAt / 1000);
      if (latencyMs !== undefined) latency.set({ source }, latencyMs / 1000);
      asked.inc({ source, outcome: 'answered' }, answers);
      asked.inc({ source, outcome: 'failed' }, errors);
    }
    const ages = new Map<string, number>();
    for (const { adapter, state, count, oldestDueAt } of facts.open) {
      open.set({ adapter, state }, count);
      ages.set(adapter, Math.max(ages.get(adapter) ?? 0, (facts.now - oldestDueAt) / 1000));
    }
    for (const [adapter, age] of ages) oldest.set({ adapter }, age);
    for (const { adapter, count } of facts.dead) dead.set({ adapter }, count);
    size.set(facts.databaseBytes);
    if (facts.freeBytes !== undefined) free.set(facts.freeBytes);
  };
}

const isIll = (found: readonly Illness[], part: Illness['part']) => found.some((it) => it.part === part);
