import type { FiredAlert } from '../../src/alerts/index.ts';
import { here } from '../../src/compute/here.ts';
import { type DigestSources, digestSources, digestStore, runDigests } from '../../src/digest/index.ts';
import type { DigestSettings } from '../../src/digest/rows.ts';
import type { MarketSnapshot } from '../../src/market/contract.ts';
import type { StoredSite } from '../../src/sites/book.ts';
import type { Database } from '../../src/storage/database.ts';
import { silentLog } from '../support/testMarket.ts';

export const operator = { id: 'U1', name: 'Ann' };
export const tenant = 'slack:T1';

/** 08:00 UTC, to one channel; what matters to a test is handed in. */
export function testSettings(parts: Partial<DigestSettings> = {}): DigestSettings {
  return {
    schedule: { days: 'daily', minuteOfDay: 480, timeZone: 'UTC' },
    sites: [],
    address: { adapter: 'slack', tenant, channel: 'C1' },
    owner: operator,
    ...parts,
  };
}

/** A market that was confirmed a minute before `now`, with yesterday's history. */
export function testSnapshot(now: number): MarketSnapshot {
  const reading = { source: 'test', observedAt: now - 60_000, state: 'confirmed' as const };
  const dayBefore = new Date(now - 86_400_000).toISOString().slice(0, 10);
  return {
    now,
    basis: 'live',
    troubles: [],
    remarks: [],
    priceUsd: { ...reading, value: 90_000 },
    chain: {
      ...reading,
      value: {
        height: 945_000,
        tipTime: now - 300_000,
        difficulty: 1.4e14,
        periodStartHeight: 943_488,
        periodStartTime: now - 1512 * 600_000,
        previousRetargetPercent: 1.2,
      },
    },
    fees: { ...reading, value: { btcPerBlock: 0.03 } },
    history: [
      {
        day: dayBefore,
        priceUsd: 95_000,
        difficulty: 1.4e14,
        feesBtcPerBlock: 0.02,
        hashpriceUsdPerPhDay: 42.9,
        source: 'mempool.space',
        observedAt: now,
      },
    ],
    retargets: [],
  };
}

/** Digests over a database, with the clock, the market, the sites and the alerts in hand. */
export function testDigests(asked: {
  database: Database;
  now: () => number;
  sites?: readonly StoredSite[];
  fired?: readonly FiredAlert[];
  market?: DigestSources['market'];
}) {
  const { database, now, sites = [], fired = [] } = asked;
  const store = digestStore({ database, now });
  const sources: DigestSources = {
    ...digestSources({
      ...{ database, now, compute: here.compute },
      market: asked.market ?? (async () => testSnapshot(now())),
      siteStore: { list: async () => ({ sites: [...sites], damaged: [] }) },
    }),
    fired: async () => fired,
  };
  const faults: unknown[] = [];
  const log = {
    ...silentLog,
    error: (fields: object) => void faults.push('err' in fields ? fields.err : fields),
  };
  return {
    store,
    sources,
    faults,
    tick: () => runDigests({ store, sources, keep: ({ reply }) => reply, log }),
  };
}

/** What is in the outbox, in the order of its keys' coming. */
export async function delivered(
  database: Database,
): Promise<{ key: string; title: string; blocks: string }[]> {
  return (await database.all('SELECT key, reply FROM deliveries ORDER BY id')).map(({ key, reply }) => {
    const { title, blocks } = JSON.parse(String(reply)) as { title: string; blocks: object };
    return { key: String(key), title, blocks: JSON.stringify(blocks) };
  });
}
