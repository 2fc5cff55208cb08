import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { alertEngine } from '../src/alerts/engine/engine.ts';
import { ruleColumns, stateColumns, storedRule } from '../src/alerts/engine/rows.ts';
import { keepSeries, tickSeries } from '../src/alerts/engine/seriesStates.ts';
import { type Circumstances, measure, payoutsOf } from '../src/alerts/reading/measure.ts';
import { sampleOf } from '../src/alerts/reading/sample.ts';
import { samples } from '../src/alerts/reading/samples.ts';
import { type Series, seriesKey, seriesValue } from '../src/alerts/reading/series.ts';
import { siteCache } from '../src/alerts/reading/siteCache.ts';
import type { Condition, LevelCondition, Rule } from '../src/alerts/rules/rule.ts';
import { INITIAL, step } from '../src/alerts/rules/state.ts';
import type { MarketSnapshot } from '../src/market/contract.ts';
import { siteKey } from '../src/sites/name.ts';
import { logShortener } from '../src/storage/checkpoint.ts';
import { type Database, openDatabase } from '../src/storage/database.ts';
import { calmMarket, priceFor, snapshotOf } from '../test/support/alertDesk.ts';
import { silentLog } from '../test/support/testMarket.ts';
import { testSite } from '../test/support/testSite.ts';
import type { BenchCase, Measurement } from './case.ts';
import { quantile } from './case.ts';

/** Market rules at each point of the curve; a tenth as many rules about sites come with them. */
const SIZES = [1_000, 10_000, 100_000, 1_000_000];
const TICKS = 20;
const CHANGING_SHARE = 0.001;
/** A step crosses the limits of most rules that change in its tick; the rest have been waiting. */
const CROSSING_SHARE = 0.85 * CHANGING_SHARE;
const PER_TENANT = 500;
const SITES_PER_TENANT = 5;
const NOW = Date.parse('2026-04-20T12:00:00Z');
const MINUTE_MS = 60_000;
/** Longest first: samples are kept in the order of their time. */
const WINDOWS_MS = [2880, 1440, 60].map((minutes) => minutes * MINUTE_MS);
const HASHPRICE = 48;
/** Limits are spread evenly over this share of the present value, on both sides of it. */
const SPREAD = 0.5;

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
  fill(database, size);
  seedSeries(database, snapshot());
  const engine = alertEngine({
    database,
    now: () => now,
    log: silentLog,
    market: { snapshot: async () => snapshot(), status: () => [] },
  });
  const loaded = performance.now();
  await engine.tick();
  const loadMs = performance.now() - loaded;
  const before = stateChanges(database);
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
  const changed = (stateChanges(database) - before) / TICKS;
  const oneByOneMs = oneByOne(database, snapshot());
  globalThis.gc?.();
  const memoryMb = process.memoryUsage().rss / 2 ** 20;
  database.close();
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
function stateChanges(database: Database): number {
  const moved = `state NOT LIKE '{"is":"inactive"%'`;
  const twice = `state LIKE '{"is":"firing"%' AND rule LIKE '%"forMs":300000%'`;
  const count = (where: string) =>
    Number(database.get(`SELECT count(*) AS n FROM alert_rules WHERE ${where}`)?.n);
  return count(moved) + count(twice);
}

function fill(database: Database, size: number): void {
  const all = size * 1.1;
  const sql = `INSERT INTO alert_rules (tenant, number, rule, state, site, watched_series, low, high, series)
    VALUES (:tenant, :number, :rule, :state, :site, :watchedSeries, :low, :high, :series)`;
  for (let from = 0; from < all; from += 50_000) {
    database.transaction(() => {
      for (let at = from; at < Math.min(all, from + 50_000); at++) {
        const tenant = `slack:T${Math.floor(at / PER_TENANT)}`;
        if (at % PER_TENANT === 0) fillSites(database, tenant);
        const rule = ruleAt({ at, tenant });
        const columns = ruleColumns(rule);
        const { state } = stateColumns({ rule, state: INITIAL });
        const series = columns.watchedSeries ?? seriesKey({ of: 'payout', subsidyOnly: false });
        database.run(sql, { tenant, number: at % PER_TENANT, state, ...columns, series });
      }
    });
  }
  database.run('DELETE FROM alert_changes');
}

function fillSites(database: Database, tenant: string): void {
  for (let n = 0; n < SITES_PER_TENANT; n++) {
    const site = testSite({ name: `Site ${n}`, powerPriceUsdPerMwh: 40 + 5 * n });
    database.run('INSERT INTO sites VALUES (:tenant, :key, :name, :site, 1, :now)', {
      tenant,
      key: siteKey(site.name),
      name: site.name,
      site: JSON.stringify(site),
      now: NOW,
    });
  }
}

/** A number in [0, 1) that looks random and is the same each time. */
const spread = (at: number): number => (at * 0.618_033_988_749_895) % 1;

/** A third plain limits, a third that have to hold, a third changes; one in eleven is about a site. */
function ruleAt({ at, tenant }: { at: number; tenant: string }): Rule {
  return {
    condition: at % 11 === 10 ? siteCondition(at) : marketCondition(at),
    forMs: at % 3 === 1 ? 5 * MINUTE_MS : 0,
    cooldownMs: 0,
    once: false,
    pings: [],
    address: { adapter: 'slack', tenant, channel: 'C1' },
    owner: { id: 'U1', name: 'ana' },
  };
}

/** Even numbers watch for a fall and odd ones for a rise, so that all are at rest to begin with. */
function marketCondition(at: number): Condition {
  const away = SPREAD * spread(at);
  const falls = at % 2 === 0;
  if (at % 3 === 2) {
    const windowMs = WINDOWS_MS[Math.floor(at / 3) % WINDOWS_MS.length]!;
    const direction = falls ? ('drops' as const) : ('rises' as const);
    return { kind: 'change', metric: 'hashprice', direction, percent: Math.max(0.01, away * 100), windowMs };
  }
  const limit = HASHPRICE * (falls ? 1 - away : 1 + away);
  return { kind: 'market', metric: 'hashprice', side: falls ? 'below' : 'above', limit };
}

/** Limits on the margin that are reached evenly over the same span of hashprices. */
function siteCondition(at: number): Condition {
  const site = `Site ${at % SITES_PER_TENANT}`;
  const limit = 900 * (1 - 2 * SPREAD * spread(at)) - 400;
  return { kind: 'site', site, metric: 'margin', side: 'below', limit };
}

/** The market has stood still for two days, and the series are known at its value. */
function seedSeries(database: Database, snapshot: MarketSnapshot): void {
  const sample = sampleOf(snapshot);
  const kept = samples({ database });
  for (const ageMs of WINDOWS_MS)
    for (let minute = 0; minute <= TICKS; minute++) kept.keep(sample, NOW - ageMs + minute * MINUTE_MS);
  const now = circumstances(database, snapshot);
  const all: Series[] = [
    { of: 'market', metric: 'hashprice' },
    { of: 'payout', subsidyOnly: false },
    ...WINDOWS_MS.map((windowMs): Series => ({ of: 'change', metric: 'hashprice', windowMs })),
  ];
  const value = (series: Series) =>
    seriesValue(series, { ...now, counters: { retarget: undefined, halving: undefined } });
  const ticked = tickSeries({ database, keys: all.map(seriesKey), value, now: NOW });
  keepSeries({ database, ticked, now: NOW });
}

function circumstances(database: Database, snapshot: MarketSnapshot): Circumstances {
  const sites = siteCache({ database, log: silentLog });
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
function oneByOne(database: Database, snapshot: MarketSnapshot): number {
  const now = circumstances(database, snapshot);
  let [ms, after] = [0, 0];
  for (;;) {
    const sql = 'SELECT * FROM alert_rules WHERE id > :after ORDER BY id LIMIT 10000';
    const page = database.all(sql, { after }).map(storedRule);
    if (page.length === 0) return ms;
    for (const { tenant } of page) now.site(tenant, 'Site 0');
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
