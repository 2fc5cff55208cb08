import type { z } from 'zod';
import { type Reply, reply } from '../../chat/reply.ts';
import type { Log } from '../../common/log.ts';
import { insertDelivery } from '../../delivery/outbox.ts';
import type { Database } from '../../storage/database.ts';
import { readStored, unlessDamaged } from '../../storage/stored.ts';
import type { Series } from '../reading/series.ts';
import { marketMetrics } from '../rules/metrics.ts';
import { ruleSchema } from '../rules/rule.ts';
import { destinationOf } from './destination.ts';
import { recordEvent } from './eventTable.ts';
import type { IsQuiet } from './quiet.ts';
import { ruleTable } from './ruleTable.ts';
import type { Ticked } from './seriesStates.ts';

/**
 * Tells each channel once that its rules have had no data for half an hour, and once that there is data again.
 * A change over a window says nothing of its own: its metric does. A quiet channel is told when it is no longer.
 * Part of the caller's transaction.
 */
export function tellOfMissingData(asked: {
  database: Database;
  ticked: readonly Ticked[];
  quiet: IsQuiet;
  now: number;
  log: Pick<Log, 'error'>;
}): void {
  const { database, quiet, now, log } = asked;
  for (const notice of ['lost', 'back'] as const) {
    const about = asked.ticked.filter((one) => one.notice === notice && nameOf(one.series) !== undefined);
    if (about.length === 0) continue;
    for (const { address, names } of channelsOf({ database, about, now, log })) {
      const { tenant } = address;
      const text = `Data: ${list(names)}`;
      const record = { rule: 0, number: 0, kind: notice, at: now, since: now, held: true };
      const key = `no-data:${notice}:${now}:${destinationOf(address)}`;
      const reply = notice === 'lost' ? lost(names) : back(names);
      if (quiet(address)) recordEvent(database, { address, text, ...record });
      else insertDelivery(database, { key, tenant, address, reply, dueAt: now });
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
      return `the power price of ${series.site}`;
    default:
      return undefined;
  }
}

const addressSchema = ruleSchema.shape.address;

/** The conversations that have rules on these series, each with what it misses. */
function channelsOf(asked: {
  database: Database;
  about: readonly Ticked[];
  now: number;
  log: Pick<Log, 'error'>;
}) {
  const { database, about, now, log } = asked;
  const table = ruleTable(database);
  const channels = new Map<string, { address: z.infer<typeof addressSchema>; names: Set<string> }>();
  for (const { key, series } of about) {
    const of = series.of === 'market' ? 'market' : 'sites';
    for (const json of table.listening({ series: key, of, now })) {
      const address = unlessDamaged(log, () =>
        readStored({ json, schema: addressSchema, name: 'address of an alert' }),
      );
      if (!address) continue;
      const channel = channels.get(destinationOf(address)) ?? { address, names: new Set() };
      channels.set(destinationOf(address), channel);
      channel.names.add(nameOf(series)!);
    }
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
