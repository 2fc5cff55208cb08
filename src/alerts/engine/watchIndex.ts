import { setImmediate as breathe } from 'node:timers/promises';
import type { Log } from '../../common/log.ts';
import { siteKey } from '../../sites/name.ts';
import { type Change, changesAfter, firstChange, lastChange } from '../../storage/changeLog.ts';
import type { Database } from '../../storage/database.ts';
import { seriesKey, type Watch, watchMarket, watchSites } from '../reading/series.ts';
import type { SiteCache } from '../reading/siteCache.ts';
import type { SiteCondition } from '../rules/rule.ts';
import type { StoredRule } from '../rules/storedRule.ts';
import { type CrossingIndex, crossingIndex } from './crossingIndex.ts';
import { readableRules } from './rows.ts';
import { type RuleRow, ruleTable } from './ruleTable.ts';

/** The index over all rules, kept in step with what is changed in the database, by whichever process. */
export interface WatchIndex {
  crossings: CrossingIndex;
  /** Brings the index up to date; the ids of the rules that were changed since the last time. */
  refresh(now: number): Promise<number[]>;
}

const MARKET_PAGE = 5_000;
const SITE_PAGE = 500;

export function watchIndex(parts: { database: Database; sites: SiteCache; log: Log }): WatchIndex {
  const { database, sites, log } = parts;
  const table = ruleTable(database);
  let crossings = crossingIndex();
  let seen: number | undefined;

  const indexRule = async (stored: StoredRule, now: number) => {
    for (const watch of await watchesOf({ stored, sites, now })) addWatch(crossings, watch, stored.id);
  };

  async function load(now: number): Promise<void> {
    // What fails half-way is begun anew at the next tick.
    seen = undefined;
    crossings = crossingIndex();
    const latest = await lastChange(database);
    await eachPage(table.marketPage, MARKET_PAGE, async (rows) => {
      for (const row of rows) addRow(crossings, row);
    });
    await eachPage(table.sitePage, SITE_PAGE, async (rows) => {
      for (const stored of readableRules(rows, log)) await indexRule(stored, now);
    });
    crossings.settle();
    seen = latest;
  }

  /** The rules on a site's own series are all indexed anew, so that the series is dropped. */
  function forget({ tenant, site }: Change): void {
    if (site === null) return;
    sites.forget(tenant);
    dropPower({ tenant, site });
  }

  function dropPower({ tenant, site }: { tenant: string; site: string }): void {
    for (const subsidyOnly of [true, false])
      crossings.drop(seriesKey({ of: 'power', tenant, site, subsidyOnly }));
    crossings.drop(seriesKey({ of: 'ahead', tenant, site }));
  }

  /** The rules that a change is about: itself, or those about its site and about any. */
  async function rulesOf({ tenant, rule, site }: Omit<Change, 'seq'>): Promise<StoredRule[]> {
    const rows = await (rule === null ? table.aboutSite({ tenant, site }) : table.byId(rule));
    return readableRules(rows, log);
  }

  return {
    get crossings() {
      return crossings;
    },
    async refresh(now) {
      if (seen === undefined || seen < (await firstChange(database)) - 1) await load(now);
      const told = await changesAfter(database, seen!);
      for (const change of told) forget(change);
      const moved = sites.moved(now).map((site) => ({ ...site, rule: null }));
      for (const change of moved) dropPower(change);
      const changes = [...told, ...moved];
      const changed = new Map<number, StoredRule>();
      for (const change of changes)
        for (const stored of await rulesOf(change)) changed.set(stored.id, stored);
      for (const stored of changed.values()) await indexRule(stored, now);
      seen = Math.max(seen!, ...told.map(({ seq }) => seq));
      return [...changed.keys()];
    },
  };
}

/** Reads all rows, a page at a time, so that the process answers in between. */
async function eachPage(
  read: (asked: { after: number; page: number }) => Promise<RuleRow[]>,
  page: number,
  visit: (rows: readonly RuleRow[]) => Promise<void>,
): Promise<void> {
  for (let after = 0; ; ) {
    const rows = await read({ after, page });
    await visit(rows);
    if (rows.length < page) return;
    after = Number(rows.at(-1)!.id);
    await breathe();
  }
}

/** What a rule watches now, the first series being the one on whose data clock it is read. */
export async function watchesOf(asked: {
  stored: StoredRule;
  sites: SiteCache;
  now: number;
}): Promise<Watch[]> {
  const { stored, sites, now } = asked;
  const { condition } = stored.rule;
  const market = watchMarket(condition);
  if (market) return [market];
  const { tenant } = stored;
  await sites.read([tenant]);
  const about = condition as SiteCondition;
  const name = about.site;
  const all =
    name === undefined
      ? sites.all({ tenant, now })
      : [sites.get({ tenant, name, now })].flatMap((site) => (site ? [{ key: siteKey(name), site }] : []));
  return watchSites({ condition: about, tenant, sites: all });
}

/** A rule about the market, by its columns alone: a million of them are read at the start. */
function addRow(crossings: CrossingIndex, { id, watched_series: series, low, high }: RuleRow): void {
  // What has neither limit nor band happens, and every move of its counter concerns the rule.
  if (low === null) crossings.addAlways(String(series), Number(id));
  else crossings.add(String(series), [Number(low), Number(high)], Number(id));
}

function addWatch(crossings: CrossingIndex, { series, boundaries }: Watch, rule: number): void {
  if (series.of === 'chainEvent' || series.of === 'ahead') crossings.addAlways(seriesKey(series), rule);
  else crossings.add(seriesKey(series), boundaries, rule);
}
