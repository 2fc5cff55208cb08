import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { alertEngine } from '../src/alerts/engine/engine.ts';
import { ruleTable } from '../src/alerts/engine/ruleTable.ts';
import { INITIAL } from '../src/alerts/rules/state.ts';
import { here } from '../src/compute/here.ts';
import { claims } from '../src/storage/claims.ts';
import type { Database } from '../src/storage/database.ts';
import { openPostgres } from '../src/storage/postgres/postgres.ts';
import { openDatabase } from '../src/storage/sqlite/sqlite.ts';
import { calmMarket, priceFor, snapshotOf } from '../test/support/alertDesk.ts';
import { startPostgres } from '../test/support/database/postgresServer.ts';
import { silentLog } from '../test/support/testMarket.ts';
import { type BenchCase, type Measurement, quantile } from './case.ts';

const RULES = 1_126;
const PER_TENANT = 3;
const TICKS = 12;
const CLAIMS = 500;
const NOW = Date.parse('2026-04-20T12:00:00Z');
const MINUTE_MS = 60_000;
/** PostgreSQL may take so many times as long for the same tick. */
const MOST_RATIO = 3;

/** The same ticks on both engines in turn, each waiting for its disk. */
async function run(): Promise<Measurement[]> {
  const directory = mkdtempSync(join(tmpdir(), 'hashdesk-bench-'));
  const server = await startPostgres({ safe: true });
  const engines = [openDatabase({ directory }), await openPostgres({ url: server.url, log: silentLog })];
  const watched = await Promise.all(engines.map(watch));
  const times: number[][] = [[], []];
  for (let tick = 0; tick < TICKS; tick++)
    for (const [at, one] of watched.entries()) times[at]!.push(await one.tick(tick % 2 === 0 ? 44 : 52));
  const claimed = [await claimMs(engines[0]!), await claimMs(engines[1]!)];
  for (const one of engines) await one.close();
  await server.close();
  rmSync(directory, { recursive: true });
  const [sqlite = 0, postgres = 0] = times.map((all) =>
    quantile(
      all.toSorted((a, b) => a - b),
      0.5,
    ),
  );
  return [
    { name: `a tick in which ${RULES} alerts turn, SQLite, median`, value: sqlite, unit: 'ms' },
    { name: `a tick in which ${RULES} alerts turn, PostgreSQL, median`, value: postgres, unit: 'ms' },
    {
      name: 'PostgreSQL beside SQLite, the same tick',
      value: postgres / sqlite,
      unit: '×',
      reach: { atMost: MOST_RATIO },
    },
    { name: `${CLAIMS} claims one after the other, SQLite`, value: claimed[0]!, unit: 'ms' },
    { name: `${CLAIMS} claims one after the other, PostgreSQL`, value: claimed[1]!, unit: 'ms' },
  ];
}

/** Rules of many teams on hashprice below 45, and how long a tick at a hashprice takes. */
async function watch(database: Database) {
  const table = ruleTable(database);
  await database.transaction('rows', async () => {
    for (let n = 0; n < RULES; n++) {
      const tenant = `slack:T${Math.floor(n / PER_TENANT)}`;
      await table.insert({
        ...{ tenant, number: n % PER_TENANT, state: INITIAL },
        rule: {
          condition: { kind: 'market', metric: 'hashprice', side: 'below', limit: 45 },
          ...{ forMs: 0, cooldownMs: 0, once: false, pings: [], owner: { id: 'U1', name: 'ana' } },
          address: { adapter: 'slack', tenant, channel: `C${n % PER_TENANT}` },
        },
      });
    }
  });
  let now = NOW;
  const market = calmMarket(48);
  const engine = alertEngine({
    compute: here.compute,
    ...{ database, now: () => now, log: silentLog },
    market: { snapshot: async () => snapshotOf(market, now), status: () => [] },
  });
  await engine.tick();
  return {
    async tick(hashpriceUsdPerPhDay: number): Promise<number> {
      now += MINUTE_MS;
      market.priceUsd = priceFor(hashpriceUsdPerPhDay, market);
      const from = performance.now();
      await engine.tick();
      return performance.now() - from;
    },
  };
}

async function claimMs(database: Database): Promise<number> {
  const events = claims({ database, now: () => NOW });
  const from = performance.now();
  for (let n = 0; n < CLAIMS; n++) await events.claim(`event-${n}`);
  return performance.now() - from;
}

export const engines: BenchCase = { name: 'Engines', run };
