import { z } from 'zod';
import { type Reply, reply } from '../../chat/reply.ts';
import type { Log } from '../../common/log.ts';
import { insertDelivery } from '../../delivery/outbox.ts';
import type { Database } from '../../storage/database.ts';
import { readStored, unlessDamaged } from '../../storage/stored.ts';
import { type Series, seriesKey } from '../reading/series.ts';
import { marketMetrics } from '../rules/metrics.ts';
import { ruleSchema } from '../rules/rule.ts';
import { destinationOf } from './destination.ts';
import { recordEvents } from './eventTable.ts';
import type { IsQuiet } from './quiet.ts';
import { ruleTable } from './ruleTable.ts';
import type { Ticked } from './seriesStates.ts';

const PAGE = 5_000;

/**
 * Tells each channel once that its rules have had no data for half an hour, and once that there is data again.
 * A change over a window says nothing of its own: its metric does. A quiet channel is told when it is no longer.
 * Part of the caller's transaction.
 */
export async function tellOfMissingData(asked: {
  database: Database;
  ticked: readonly Ticked[];
  quiet: IsQuiet;
  now: number;
  log: Pick<Log, 'error'>;
}): Promise<void> {
  const { database, quiet, now, log } = asked;
  for (const notice of ['lost', 'back'] as const) {
    const about = asked.ticked.filter((one) => one.notice === notice && nameOf(one.series) !== undefined);
    if (about.length === 0) continue;
    for (const { address, names } of await channelsOf({ database, about, now, log })) {
      const { tenant } = address;
      const text = `Data: ${list(names)}`;
      const record = { rule: 0, number: 0, kind: notice, at: now, since: now, held: true };
      const key = `no-data:${notice}:${now}:${destinationOf(address)}`;
      const reply = notice === 'lost' ? lost(names) : back(names);
      if (await quiet(address)) await recordEvents(database, [{ address, text, ...record }]);
      else await insertDelivery(database, { key, tenant, address, reply, dueAt: now });
    }
  }
}

function nameOf(series: Series): string | undefined {
  switch (series.of) {
    case 'market':
      return marketMetrics[series.metric].name;
    case 'payout':
      return 'hashprice';
    case 'power':
    case 'ahead':
      return `the power price of ${series.site}`;
    default:
      return undefined;
  }
}

const addressSchema = ruleSchema.shape.address;

/** What tells of a rule whether it has something to miss: no more is read, as there may be a hundred thousand. */
const heardSchema = ruleSchema.pick({ paused: true, mutedUntil: true, address: true }).strip();
const endSchema = z.object({ done: z.literal(true).optional() });

interface Listener {
  rule: z.infer<typeof heardSchema>;
  state: z.infer<typeof endSchema>;
}

/** One that is paused, over or muted has nothing to miss, and one that is muted until it recovers least of all. */
function isListening({ rule: { paused, mutedUntil = 0 }, state: { done } }: Listener, now: number): boolean {
  return paused === undefined && !done && mutedUntil !== 'recovered' && mutedUntil <= now;
}

/** The rules on a series that can be read, a page at a time. */
async function* listenersOf(asked: { database: Database; series: Series; log: Pick<Log, 'error'> }) {
  const { database, series, log } = asked;
  const of = series.of === 'market' ? 'market' : 'sites';
  for (let after = 0; ; ) {
    const page = { series: seriesKey(series), of, after, page: PAGE } as const;
    const rows = await ruleTable(database).watchingPage(page);
    for (const { rule, state, tenant, number } of rows) {
      const name = `alert ${tenant}/${number}`;
      const read = unlessDamaged(log, () => ({
        rule: readStored({ json: String(rule), schema: heardSchema, name }),
        state: readStored({ json: String(state), schema: endSchema, name }),
      }));
      if (read) yield read;
    }
    if (rows.length < PAGE) return;
    after = Number(rows.at(-1)!.id);
  }
}

/** The conversations that have rules on these series, each with what it misses. */
async function channelsOf(asked: {
  database: Database;
  about: readonly Ticked[];
  now: number;
  log: Pick<Log, 'error'>;
}) {
  const { database, about, now, log } = asked;
  const channels = new Map<string, { address: z.infer<typeof addressSchema>; names: Set<string> }>();
  for (const { series } of about)
    for await (const listener of listenersOf({ database, series, log })) {
      if (!isListening(listener, now)) continue;
      const { address } = listener.rule;
      const channel = channels.get(destinationOf(address)) ?? { address, names: new Set() };
      channels.set(destinationOf(address), channel);
      channel.names.add(nameOf(series)!);
    }
  return [...channels.values()].map(({ address, names }) => ({ address, names: [...names] }));
}

const list = (names: readonly string[]) =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

function lost(names: readonly string[]): Reply {
  return reply({
    title: `No confirmed data for 30 min: ${list(names)}`,
    tone: 'warning',
    blocks: [
      {
        kind: 'text',
        parts: ['The alerts on it stay as they are until there is data again. See status for the sources.'],
      },
    ],
  });
}

const back = (names: readonly string[]): Reply =>
  reply({ title: `There is data again: ${list(names)}`, tone: 'good', blocks: [] });
