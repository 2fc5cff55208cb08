import { recordChange } from '../access/audit.ts';
import { type Right, type Rights, requireRight } from '../access/rights.ts';
import type { Person } from '../chat/people.ts';
import { quoted } from '../chat/read/scan.ts';
import { UserError } from '../common/errors.ts';
import { showUrl } from '../net/http.ts';
import { siteKey } from '../sites/name.ts';
import type { Database } from '../storage/database.ts';
import { askFeed, type FeedParts } from './feed.ts';
import { type PowerOfDay, type PricedSite, powerOfDays } from './ofDay.ts';
import { type PowerOfYear, powerOfYears } from './ofYear.ts';
import { type PowerMarket, pricesWithin } from './prices.ts';
import type { PowerReport } from './report.ts';
import { dropReport, keepReport, reportsOf } from './table.ts';
import { type DayVersions, dayVersions } from './versions.ts';

/** A report as whoever sets it knows it. */
type NewReport = Omit<PowerReport, 'tenant' | 'site'>;

/** A tenant's reported power prices, as someone may see and change them; what they may not is UserError. */
export interface PowerBook {
  /** By site. */
  reports(): Promise<PowerReport[]>;
  /** Asks a URL for a price. UserError when it cannot be used. */
  ask(feed: { name: string; url: string; field?: string }): Promise<NewReport>;
  /** UserError when there are too many. */
  set(report: NewReport): Promise<void>;
  /** False when there was none. */
  drop(name: string): Promise<boolean>;
  /** What power costs today at each of these sites of which something was reported, by the site's name. */
  ofDay(sites: readonly PricedSite[]): Promise<Map<string, PowerOfDay>>;
  /** What power cost over twelve months at each of these sites that has a report, by the site's name. */
  ofYear(sites: readonly PricedSite[]): Promise<Map<string, PowerOfYear>>;
  /** The prices of a site that hold at some time from `from` until before `to`, with those that were corrected. */
  versions(asked: { name: string; market: PowerMarket; from: number; to: number }): Promise<DayVersions>;
}

const MOST_REPORTS = 500;
/** Each is asked every minute. */
const MOST_FEEDS = 100;

export interface PowerBookParts extends FeedParts {
  database: Database;
  tenant: string;
  person: Person;
  rights: Rights;
}

export function powerBook(parts: PowerBookParts): PowerBook {
  const { database, now, tenant, person, rights } = parts;
  const by = { id: person.id, name: person.name };
  const check = (right: Right) =>
    requireRight({ rights, right, to: `${right === 'read' ? 'see' : 'change'} the power prices` });
  const record = (change: { verb: string; object: string; detail: string }) =>
    recordChange(database, { tenant, at: now(), by, ...change });

  return {
    async reports() {
      check('read');
      return reportsOf(database, tenant);
    },
    async ask({ name, url, field }) {
      check('change');
      refuseUnusable(url);
      const source = showUrl(url);
      const asked = { tenant, site: siteKey(name), name, url, source, ...(field !== undefined && { field }) };
      const { report, failed } = await askFeed(asked, parts);
      if (failed) throw new UserError(`The power price was not kept. ${report.error}.`);
      return report;
    },
    async set(report) {
      check('change');
      await database.transaction(`tenant:${tenant}`, async () => {
        const site = siteKey(report.name);
        const reports = await reportsOf(database, tenant);
        refuseOneTooMany(
          report,
          reports.filter((one) => one.site !== site),
        );
        await keepReport(database, { ...report, tenant, site });
        const price = report.priceUsdPerMwh === undefined ? '' : `${report.priceUsdPerMwh} USD/MWh, `;
        await record({
          verb: 'set',
          object: `power price of ${report.name}`,
          detail: `${price}${report.source}`,
        });
      });
    },
    async drop(name) {
      check('change');
      return database.transaction(`tenant:${tenant}`, async () => {
        const dropped = await dropReport(database, { tenant, site: siteKey(name), at: now() });
        if (dropped) await record({ verb: 'removed', object: `power price of ${name}`, detail: '' });
        return dropped;
      });
    },
    async ofDay(sites) {
      check('read');
      return powerOfDays({ database, tenant, sites, now: now() });
    },
    async versions({ name, from, to, market }) {
      check('read');
      const asked = { tenant, site: siteKey(name), market, from, to };
      return dayVersions({ prices: await pricesWithin(database, asked), from, to });
    },
    async ofYear(sites) {
      check('read');
      return powerOfYears({ database, tenant, sites, now: now() });
    },
  };
}

/** UserError for what is no URL. */
export function refuseUnusable(url: string): void {
  if (/^https?:\/\//iu.test(url) && URL.canParse(url) && url.length <= 2000) return;
  throw new UserError(
    'A URL begins with https:// or http://, such as https://example.com/price.json. To take a reported price away, say off: power rockdale off.',
  );
}

function refuseOneTooMany({ name, url }: NewReport, others: readonly PowerReport[]): void {
  const feeds = others.filter((one) => one.url !== undefined).length;
  if (url !== undefined && feeds >= MOST_FEEDS)
    throw new UserError(
      `${MOST_FEEDS} URLs are asked for power prices, the most there may be; that of ${quoted(name)} is not.`,
    );
  if (others.length >= MOST_REPORTS)
    throw new UserError(`No more power prices can be kept; that of ${quoted(name)} was not.`);
}
