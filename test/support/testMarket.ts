import { onTestFinished } from 'vitest';
import type { Log } from '../../src/common/log.ts';
import type { Market } from '../../src/market/contract.ts';
import type { ForecastStore } from '../../src/market/forecasts/forecastStore.ts';
import type { History, HistoryStore } from '../../src/market/history.ts';
import { createMarket } from '../../src/market/market.ts';
import type { MarketSource } from '../../src/market/source.ts';
import { marketSources } from '../../src/market/sources/index.ts';
import type { KeyValue } from '../../src/storage/keyValue.ts';
import { type HandClock, handClock } from './handClock.ts';
import { type MarketServer, startMarketServer, upstreams } from './marketServer.ts';
import { silentLog } from './processes/silentLog.ts';

export { silentLog };

/** Key-value storage that forgets when the test ends; values go through JSON as they do on disk. */
function memoryKeyValue(): KeyValue {
  const kept = new Map<string, string>();
  return {
    async get(key, schema) {
      const json = kept.get(key);
      return json === undefined ? undefined : schema.parse(JSON.parse(json));
    },
    async set(key, value) {
      kept.set(key, JSON.stringify(value));
    },
    async delete(key) {
      return kept.delete(key);
    },
  };
}

/** A history store that forgets when the test ends. */
function memoryHistory(): HistoryStore {
  let kept: History = { rows: [], retargets: [] };
  return {
    load: async () => structuredClone(kept),
    async save(history) {
      kept = structuredClone(history);
    },
  };
}

export interface TestMarketOptions {
  clock?: HandClock;
  /** Which variables are set; the others have no source. */
  variables?: string[];
  sources?: MarketSource[];
  store?: KeyValue;
  history?: HistoryStore;
  forecasts?: ForecastStore;
  server?: MarketServer;
  timeoutMs?: number;
  log?: Log;
  ease?: bigint;
  asks?: () => boolean;
}

/** Makes every upstream of a server fail for good. */
export function cutOff({ state }: MarketServer): void {
  for (const upstream of upstreams) state.faults[upstream] = { status: 404 };
}

const ALL = ['MEMPOOL_URL', 'COINBASE_URL', 'KRAKEN_URL', 'BITSTAMP_URL', 'GEMINI_URL'];

/** A market over a real server, with a clock held by hand. */
export async function testMarket(options: TestMarketOptions = {}): Promise<{
  market: Market;
  clock: HandClock;
  server: MarketServer;
}> {
  const { clock = handClock(), variables = ALL, timeoutMs = 400, log = silentLog } = options;
  const { now } = clock;
  const server = options.server ?? (await startMarketServer({ now }));
  const all = marketSources({ urls: server.urls, fetch: globalThis.fetch, now, timeoutMs });
  const wanted = variables.map((variable) => sourceNames[variable]);
  const market = createMarket({
    sources: options.sources ?? all.filter(({ name }) => wanted.some((start) => name.startsWith(start!))),
    now,
    log,
    store: options.store ?? memoryKeyValue(),
    history: options.history ?? memoryHistory(),
    forecasts: options.forecasts ?? { record: async () => {}, scores: async () => [] },
    refreshSeconds: 60,
    random: () => 0.5,
    ...(options.ease !== undefined && { ease: options.ease }),
    ...(options.asks && { asks: options.asks }),
  });
  onTestFinished(async () => {
    await market.stop();
    await server.close();
  });
  return { market, clock, server };
}

const sourceNames: Record<string, string> = {
  BITCOIN_RPC_URL: 'Bitcoin Core',
  MEMPOOL_URL: 'mempool',
  COINBASE_URL: 'Coinbase',
  KRAKEN_URL: 'Kraken',
  BITSTAMP_URL: 'Bitstamp',
  GEMINI_URL: 'Gemini',
};
