import type { z } from 'zod';
import { type Reply, reply } from '../chat/reply.ts';
import type { Database } from '../database.ts';
import { insertDelivery } from '../outbox.ts';
import type { Ticked } from './clocks.ts';
import { marketMetrics } from './market.ts';
import { destinationOf } from './post.ts';
import { ruleSchema } from './rule.ts';
import type { Series } from './series.ts';

/**
 * Tells each channel once that its rules have had no data for half an hour, and once that there is data again.
 * A change over a window says nothing of its own: its metric does. Part of the caller's transaction.
 */
export function tellOfMissingData(asked: {
  database: Database;
  ticked: readonly Ticked[];
  now: number;
}): void {
  const { database, now } = asked;
  for (const notice of ['lost', 'back'] as const) {
    const about = asked.ticked.filter((one) => one.notice === notice && nameOf(one.series) !== undefined);
    if (about.length === 0) continue;
    for (const { address, names } of channelsOf(database, about)) {
      insertDelivery(database, {
        key: `no-data:${notice}:${now}:${destinationOf(address)}`,
        tenant: address.tenant,
        address,
        reply: notice === 'lost' ? lost(names) : back(names),
        dueAt: now,
      });
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
function channelsOf(database: Database, about: readonly Ticked[]) {
  const channels = new Map<string, { address: z.infer<typeof addressSchema>; names: Set<string> }>();
  for (const { key, series } of about) {
    // Rules about sites hang on the payout, whichever site they are about.
    const where = series.of === 'market' ? 'series = :key' : 'clock = :key';
    const rows = database.all(
      `SELECT DISTINCT json_extract(rule, '$.address') AS address FROM alert_rules
       WHERE ${where} AND json_extract(rule, '$.paused') IS NULL`,
      { key },
    );
    for (const row of rows) {
      const address = addressSchema.parse(JSON.parse(String(row.address)));
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
