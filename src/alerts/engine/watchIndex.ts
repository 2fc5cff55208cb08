import { setImmediate as breathe } from 'node:timers/promises';
import type { Log } from '../../common/log.ts';
import { siteKey } from '../../sites/name.ts';
import type { Database } from '../../storage/database.ts';
import { seriesKey, type Watch, watchMarket, watchSites } from '../reading/series.ts';
import type { SiteCache } from '../reading/siteCache.ts';
import type { SiteCondition } from '../reading/siteMeasure.ts';
import { type CrossingIndex, crossingIndex } from './crossingIndex.ts';
import { readableRules, type StoredRule } from './rows.ts';

/** The index over all rules, kept in step with what is changed in the database, by whichever process. */
export interface WatchIndex {
  crossings: CrossingIndex;
  /** Brings the index up to date; the ids of the rules that were changed since the last time. */
  refresh(now: number): Promise<number[]>;
}

const PAGE = 5_000;
/** As many changes are kept for processes that look less often. */
const KEPT_CHANGES = 100_000;

export function watchIndex(parts: { database: Database; sites: SiteCache; log: Log }): WatchIndex {
  const { database, sites, log } = parts;
  let crossings = crossingIndex();
  let seen: number | undefined;

  async function load(now: number): Promise<void> {
    // What fails half-way is begun anew at the next tick.
    seen = undefined;
    crossings = crossingIndex();
    const latest = lastChange(database);
    for (let after = 0; ; ) {
      const rows = database.all(
        'SELECT id, series, low, high FROM alert_rules WHERE id > :after AND series IS NOT NULL ORDER BY id LIMIT :page',
        { after, page: PAGE },
      );
      for (const { id, series, low, high } of rows)
        place(crossings, String(series), boundariesOf(low, high), Number(id));
      if (rows.length < PAGE) break;
      after = Number(rows.at(-1)!.id);
      await breathe();
    }
    await loadSiteRules(now);
    crossings.settle();
    seen = latest;
  }

  async function loadSiteRules(now: number): Promise<void> {
    for (let after = 0; ; ) {
      const sql = 'SELECT * FROM alert_rules WHERE id > :after AND site IS NOT NULL ORDER BY id LIMIT :page';
      const rows = database.all(sql, { after, page: PAGE / 10 });
      for (const stored of readableRules(rows, log)) hang(stored, now);
      if (rows.length < PAGE / 10) return;
      after = Number(rows.at(-1)!.id);
      await breathe();
    }
  }

  function hang(stored: StoredRule, now: number): void {
    for (const { series, boundaries } of watchesOf({ stored, sites, now }))
      place(crossings, seriesKey(series), boundaries, stored.id);
  }

  /** The rules on a site's own series are all hung anew, so that what hangs there is dropped. */
  function forget({ tenant, site }: Change): void {
    if (site === null) return;
    sites.forget(tenant);
    for (const subsidyOnly of [true, false])
      crossings.drop(seriesKey({ of: 'power', tenant, site, subsidyOnly }));
  }

  /** The rules that a change is about: itself, or those about its site and about any. */
  function rulesOf({ tenant, rule, site }: Change): StoredRule[] {
    const rows =
      rule === null
        ? database.all(`SELECT * FROM alert_rules WHERE tenant = :tenant AND site IN (:site, '')`, {
            tenant,
            site,
          })
        : database.all('SELECT * FROM alert_rules WHERE id = :rule', { rule });
    return readableRules(rows, log);
  }

  return {
    get crossings() {
      return crossings;
    },
    async refresh(now) {
      if (seen === undefined || seen < firstChange(database) - 1) await load(now);
      const changes = changesAfter(database, seen!);
      for (const change of changes) forget(change);
      const changed = new Map(changes.flatMap(rulesOf).map((stored) => [stored.id, stored]));
      for (const stored of changed.values()) hang(stored, now);
      seen = Math.max(seen!, ...changes.map(({ seq }) => seq));
      return [...changed.keys()];
    },
  };
}

/** Where a rule hangs now, the first place being the one whose clock it is read on. */
export function watchesOf(asked: { stored: StoredRule; sites: SiteCache; now: number }): Watch[] {
  const { stored, sites, now } = asked;
  const { condition } = stored.rule;
  const market = watchMarket(condition);
  if (market) return [market];
  const { tenant } = stored;
  const about = condition as SiteCondition;
  const name = about.site;
  const all =
    name === undefined
      ? sites.all({ tenant, now })
      : [sites.get({ tenant, name, now })].flatMap((site) => (site ? [{ key: siteKey(name), site }] : []));
  return watchSites({ condition: about, tenant, sites: all });
}

function boundariesOf(...values: unknown[]): number[] {
  return values.filter((value) => value !== null).map(Number);
}

/** What has neither limit nor band happens, and hangs on every move. */
function place(crossings: CrossingIndex, series: string, boundaries: number[], rule: number): void {
  if (series.includes('"happening"')) crossings.addAlways(series, rule);
  else crossings.add(series, boundaries, rule);
}

interface Change {
  seq: number;
  tenant: string;
  rule: number | null;
  site: string | null;
}

function changesAfter(database: Database, seen: number): Change[] {
  const rows = database.all('SELECT * FROM alert_changes WHERE seq > :seen ORDER BY seq', { seen });
  return rows.map(({ seq, tenant, rule, site }) => ({
    seq: Number(seq),
    tenant: String(tenant),
    rule: rule === null ? null : Number(rule),
    site: site === null ? null : String(site),
  }));
}

const lastChange = (database: Database): number =>
  Number(database.get('SELECT coalesce(max(seq), 0) AS seq FROM alert_changes')?.seq);

/** The oldest change that is kept; older ones are dropped here. */
function firstChange(database: Database): number {
  const before = lastChange(database) - KEPT_CHANGES;
  if (before > 0) database.run('DELETE FROM alert_changes WHERE seq <= :before', { before });
  return Number(database.get('SELECT coalesce(min(seq), 0) AS seq FROM alert_changes')?.seq);
}
