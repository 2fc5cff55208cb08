import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { alertEngine } from '../src/alerts/engine/engine.ts';
import { storedRule } from '../src/alerts/engine/rows.ts';
import { keepSeries, tickSeries } from '../src/alerts/engine/seriesStates.ts';
import { type Circumstances, measure, payoutsOf } from '../src/alerts/reading/measure.ts';
import { sampleOf } from '../src/alerts/reading/sample.ts';
import { samples } from '../src/alerts/reading/samples.ts';
import { type Series, seriesKey, seriesValue } from '../src/alerts/reading/series.ts';
import { type SiteCache, siteCache } from '../src/alerts/reading/siteCache.ts';
import type { LevelCondition } from '../src/alerts/rules/rule.ts';
import { step } from '../src/alerts/rules/state.ts';
import { here } from '../src/compute/here.ts';
import type { MarketSnapshot } from '../src/market/contract.ts';
import type { Database } from '../src/storage/database.ts';
import { logShortener } from '../src/storage/sqlite/checkpoint.ts';
import { openDatabase } from '../src/storage/sqlite/sqlite.ts';
import { calmMarket, priceFor, snapshotOf } from '../test/support/alertDesk.ts';
import { silentLog } from '../test/support/testMarket.ts';
import type { BenchCase, Measurement } from './case.ts';
import { quantile } from './case.ts';
import { fillRules, HASHPRICE, SPREAD, WINDOWS_MS } from './growth/rules.ts';

/** Market rules at each point of the curve; a tenth as many rules about sites come with them. */
const SIZES = [1_000, 10_000, 100_000, 1_000_000];
const TICKS = 20;
const CHANGING_SHARE = 0.001;
/** A step crosses the limits of most rules that change in its tick; the rest have been waiting. */
const CROSSING_SHARE = 0.85 * CHANGING_SHARE;
const PER_TENANT = 500;
const NOW = Date.parse('2026-04-20T12:00:00Z');
const MINUTE_MS = 60_000;

async function run(): Promise<Measurement[]> {
  const measured: Measurement[] = [];
  for (const size of SIZES) measured.push(...(await atSize(size)));
  return measured;
}

async function atSize(size: number): Promise<Measurement[]> {
  const directory = mkdtempSync(join(tmpdir(), 'hashdesk-bench-'));
  const database = openDatabase({ directory });
  let now = NOW;
  const market = calmMarket(HASHPRICE);
  const snapshot = (): MarketSnapshot => snapshotOf(market, now);
  await fillRules({ database, rules: size * 1.1, perTenant: PER_TENANT, now: NOW });
  await seedSeries(database, snapshot());
  const engine = alertEngine({
    compute: here.compute,
    database,
    now: () => now,
    log: silentLog,
    market: { snapshot: async () => snapshot(), status: () => [] },
  });
  const loaded = performance.now();
  await engine.tick();
  const loadMs = performance.now() - loaded;
  const before = await stateChanges(database);
  const times: number[] = [];
  for (let tick = 1; tick <= TICKS; tick++) {
    now += MINUTE_MS;
    market.priceUsd = priceFor(HASHPRICE * (1 - SPREAD * 2 * CROSSING_SHARE * tick), market);
    const started = performance.now();
    await engine.tick();
    times.push(performance.now() - started);
    // As the desk does, every few seconds.
    await logShortener({ database, now: Date.now })();
  }
  const changed = ((await stateChanges(database)) - before) / TICKS;
  const oneByOneMs = await oneByOne(database, snapshot());
  globalThis.gc?.();
  const memoryMb = process.memoryUsage().rss / 2 ** 20;
  await database.close();
  rmSync(directory, { recursive: true });
  const rules = `${(size * 1.1).toLocaleString('en-US')} rules`;
  const isLast = size === SIZES.at(-1);
  return [
    { name: `${rules}: rules that change in a tick`, value: changed, unit: 'rules' },
    {
      name: `${rules}: tick, median`,
      value: quantile(times, 0.5),
      unit: 'ms',
      ...(isLast && { reach: { atMost: 100 } }),
    },
    { name: `${rules}: tick, slowest`, value: Math.max(...times), unit: 'ms' },
    { name: `${rules}: every rule one by one, without reading it`, value: oneByOneMs, unit: 'ms' },
    { name: `${rules}: first tick, index and all`, value: loadMs, unit: 'ms' },
    {
      name: `${rules}: memory of the process`,
      value: memoryMb,
      unit: 'MB',
      ...(isLast && { reach: { atMost: 600 } }),
    },
  ];
}

/** Rules that are not at rest any more; those that had to hold first have changed twice to fire. */
async function stateChanges(database: Database): Promise<number> {
  const moved = `state NOT LIKE '{"is":"inactive"%'`;
  const twice = `state LIKE '{"is":"firing"%' AND rule LIKE '%"forMs":300000%'`;
  const count = async (where: string) =>
    Number((await database.get(`SELECT count(*) AS n FROM alert_rules WHERE ${where}`))?.n);
  return (await count(moved)) + (await count(twice));
}

/** The market has stood still for two days, and the series are known at its value. */
async function seedSeries(database: Database, snapshot: MarketSnapshot): Promise<void> {
  const sample = sampleOf(snapshot);
  const kept = samples({ database });
  for (const ageMs of WINDOWS_MS)
    for (let minute = 0; minute <= TICKS; minute++) await kept.keep(sample, NOW - ageMs + minute * MINUTE_MS);
  const now = circumstances(
    siteCache({ database, log: silentLog, now: () => NOW, compute: here.compute }),
    snapshot,
  );
  const all: Series[] = [
    { of: 'market', metric: 'hashprice' },
    { of: 'payout', subsidyOnly: false },
    ...WINDOWS_MS.map((windowMs): Series => ({ of: 'change', metric: 'hashprice', windowMs })),
  ];
  const value = (series: Series) =>
    seriesValue(series, { ...now, counters: { retarget: undefined, halving: undefined } });
  const ticked = await tickSeries({ database, keys: all.map(seriesKey), value, now: NOW });
  await keepSeries({ database, ticked, now: NOW });
}

function circumstances(sites: SiteCache, snapshot: MarketSnapshot): Circumstances {
  const sample = sampleOf(snapshot);
  return {
    sample,
    past: () => sample,
    troubledSources: [],
    site: (tenant, name) => sites.get({ tenant, name, now: NOW }),
    sites: () => [],
  };
}

/** What a look at each rule would cost, with all of them in memory already. */
async function oneByOne(database: Database, snapshot: MarketSnapshot): Promise<number> {
  const sites = siteCache({ database, log: silentLog, now: () => NOW, compute: here.compute });
  const now = circumstances(sites, snapshot);
  let [ms, after] = [0, 0];
  for (;;) {
    const sql = 'SELECT * FROM alert_rules WHERE id > :after ORDER BY id LIMIT 10000';
    const page = (await database.all(sql, { after })).map(storedRule);
    if (page.length === 0) return ms;
    await sites.read(page.map(({ tenant }) => tenant));
    payoutsOf(now.sample);
    const started = performance.now();
    for (const { rule, state, tenant } of page) {
      const reading = measure({ condition: rule.condition as LevelCondition, tenant, now });
      step({ rule, state, comparison: reading && { ...reading, dataMs: 0 }, now: NOW });
    }
    ms += performance.now() - started;
    after = page.at(-1)!.id;
  }
}

export const alertTicks: BenchCase = { name: 'Alerts', run };
