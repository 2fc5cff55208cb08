import { recordChange } from '../access/audit.ts';
import type { Rights } from '../access/rights.ts';
import type { Address, Person } from '../chat/people.ts';
import { quoted } from '../chat/read/scan.ts';
import type { Reply } from '../chat/reply.ts';
import { UserError } from '../common/errors.ts';
import type { Log } from '../common/log.ts';
import { insertDelivery } from '../delivery/outbox.ts';
import { machineLabel } from '../economics/index.ts';
import type { Market, MarketSnapshot } from '../market/contract.ts';
import { showUrl } from '../net/http.ts';
import { type PowerFeedParts, readReport } from '../power/feed.ts';
import { dropReport, keepReport, type PowerReport, storedReport } from '../power/report.ts';
import type { SiteBook } from '../sites/book.ts';
import { siteKey } from '../sites/name.ts';
import type { Database } from '../storage/database.ts';
import type { Looked } from './cards/preview.ts';
import { type ValueNow, valueNow } from './cards/valueNow.ts';
import { describeQuiet, keepQuietHours, type QuietHours, quietHoursOf } from './engine/quiet.ts';
import type { StoredRule } from './engine/rows.ts';
import { missing, type RuleChange, ruleStore } from './engine/store.ts';
import { type Backtest, backtest } from './reading/backtest.ts';
import { circumstancesOf } from './reading/circumstances.ts';
import { type Circumstances, measure } from './reading/measure.ts';
import { sampleOf } from './reading/sample.ts';
import { samples } from './reading/samples.ts';
import { siteCache } from './reading/siteCache.ts';
import { MOST_RULES_PER_TENANT, type Rule } from './rules/rule.ts';
import type { Known } from './rules/subjectWords.ts';
import { type Asked, readEdit, readRule } from './rules/words.ts';

/** A tenant's alerts, as someone in one conversation may see and change them; what they may not is UserError. */
export interface AlertBook {
  /** The conversation that this is about. */
  address: Address;
  list(): Promise<StoredRule[]>;
  get(number: number): Promise<StoredRule>;
  /** What a line asks for, with the tenant's sites known. UserError when it cannot be read. */
  read(text: string): Promise<Asked>;
  /** What a line asks to be changed of a rule: all that it watches, or what follows a condition alone. */
  readEdit(text: string): Promise<Partial<Asked>>;
  /** Adds a rule that posts in this conversation. */
  add(asked: Asked): Promise<StoredRule>;
  change(asked: { number: number; verb: string; to(read: StoredRule): RuleChange }): Promise<StoredRule>;
  remove(number: number): Promise<void>;
  /** The value beside the limit now. */
  look(condition: Rule['condition']): Promise<ValueNow>;
  /** All rules, each with its value at one moment. */
  lookAtAll(): Promise<Looked[]>;
  backtest(
    rule: Pick<Rule, 'condition' | 'forMs' | 'cooldownMs'>,
    options: { days: number },
  ): Promise<Backtest>;
  /** Puts a sample into the outbox, for the conversation of the rule. */
  post(stored: StoredRule, reply: Reply): Promise<void>;
  /** Quiet hours of this conversation. */
  quietHours(): Promise<QuietHours | undefined>;
  setQuietHours(hours: QuietHours | undefined): Promise<void>;
  /** Reported power prices, by site. */
  powerReports(): Promise<PowerReport[]>;
  /** Asks a URL for a price. UserError when it cannot be used. */
  askPower(asked: {
    name: string;
    url: string;
    field?: string;
  }): Promise<Omit<PowerReport, 'tenant' | 'site'>>;
  setPower(report: Omit<PowerReport, 'tenant' | 'site'>): Promise<void>;
  /** False when there was none. */
  dropPower(name: string): Promise<boolean>;
}

export interface AlertBookParts {
  database: Database;
  market: Pick<Market, 'snapshot' | 'status'>;
  now: () => number;
  log: Log;
  fetchFor: PowerFeedParts['fetchFor'];
  sites: SiteBook;
  address: Address;
  person: Person;
  rights: Rights;
}

export function alertBook(parts: AlertBookParts): AlertBook {
  const { database, now, sites, address, person, rights } = parts;
  const { tenant } = address;
  const store = ruleStore({ database, now });
  const by = { id: person.id, name: person.name };

  function mayRead(): void {
    if (!rights.read) throw new UserError('You may not see the alerts here. Ask an admin to allow it.');
  }
  function mayChange(): void {
    if (!rights.change) throw new UserError('You may not change the alerts here. Ask an admin to allow it.');
  }
  const record = (change: { verb: string; object: string; detail: string }) =>
    recordChange(database, { tenant, at: now(), by, ...change });

  async function known(): Promise<Known> {
    const stored = rights.read ? await sites.list() : [];
    return {
      sites: stored.map(({ site }) => ({
        name: site.name,
        machines: [...new Set(site.fleet.map(({ machine }) => machineLabel({ machine })))],
      })),
    };
  }

  function circumstances(snapshot: MarketSnapshot): Circumstances {
    const rest = { kept: samples({ database }), sites: siteCache({ database, log: parts.log }), now: now() };
    return circumstancesOf({ snapshot, sample: sampleOf(snapshot), status: parts.market.status(), ...rest });
  }

  /** Reads the value of any condition, all of them in the market of this moment. */
  async function reader(): Promise<(condition: Rule['condition']) => ValueNow> {
    const snapshot = await parts.market.snapshot();
    const now = circumstances(snapshot);
    const readingOf = (condition: Rule['condition']) =>
      condition.kind === 'happening' ? undefined : measure({ condition, tenant, now });
    return (condition) => valueNow({ reading: readingOf(condition), snapshot });
  }

  return {
    address,
    async list() {
      mayRead();
      return store.list(tenant);
    },
    async get(number) {
      mayRead();
      const found = await store.get(tenant, number);
      if (!found) throw missing(number);
      return found;
    },
    read: async (text) => readRule(text, await known()),
    readEdit: async (text) => readEdit(text, await known()),
    async add(asked) {
      mayChange();
      const rule = { forMs: 0, cooldownMs: 0, once: false, pings: [], ...asked, address, owner: by };
      return store.add(tenant, rule, by);
    },
    async change(asked) {
      mayChange();
      return store.change({ tenant, by, ...asked });
    },
    async remove(number) {
      mayChange();
      if (!(await store.remove(tenant, number, by))) throw missing(number);
    },
    async look(condition) {
      mayRead();
      return (await reader())(condition);
    },
    async lookAtAll() {
      mayRead();
      const [read, all] = await Promise.all([reader(), store.list(tenant)]);
      return all.map((stored) => ({ stored, value: read(stored.rule.condition) }));
    },
    async backtest(rule, { days }) {
      mayRead();
      const snapshot = await parts.market.snapshot();
      return backtest({ rule, tenant, rows: snapshot.history.slice(-days), sites: circumstances(snapshot) });
    },
    async post({ id, rule }, reply) {
      mayChange();
      const at = now();
      database.transaction(() => {
        const key = `test:${id}:${at}:${rule.address.channel}`;
        insertDelivery(database, { key, tenant, address: rule.address, reply, dueAt: at, rule: String(id) });
      });
    },
    async quietHours() {
      return quietHoursOf(database, address);
    },
    async setQuietHours(hours) {
      mayChange();
      database.transaction(() => {
        keepQuietHours(database, address, hours);
        const detail = hours === undefined ? 'none' : describeQuiet(hours);
        record({ verb: 'set', object: 'quiet hours', detail });
      });
    },
    async powerReports() {
      mayRead();
      const rows = database.all('SELECT * FROM power_reports WHERE tenant = :tenant ORDER BY name', {
        tenant,
      });
      return rows.map(storedReport);
    },
    async askPower({ name, url, field }) {
      mayChange();
      refuseUnusable(url);
      const source = showUrl(url);
      const asked = { tenant, site: siteKey(name), name, url, source, ...(field !== undefined && { field }) };
      const read = await readReport(asked, parts);
      if (read.error !== undefined) throw new UserError(`The power price was not kept. ${read.error}.`);
      return read;
    },
    async setPower(report) {
      mayChange();
      database.transaction(() => {
        refuseOneTooMany({ database, tenant, report });
        keepReport(database, { ...report, tenant, site: siteKey(report.name) });
        const price = report.priceUsdPerMwh === undefined ? '' : `${report.priceUsdPerMwh} USD/MWh, `;
        record({ verb: 'set', object: `power price of ${report.name}`, detail: `${price}${report.source}` });
      });
    },
    async dropPower(name) {
      mayChange();
      return database.transaction(() => {
        const dropped = dropReport(database, { tenant, site: siteKey(name) });
        if (dropped) record({ verb: 'removed', object: `power price of ${name}`, detail: '' });
        return dropped;
      });
    },
  };
}

function refuseUnusable(url: string): void {
  if (/^https?:\/\//iu.test(url) && URL.canParse(url) && url.length <= 2000) return;
  throw new UserError(
    'A URL begins with https:// or http://, such as https://example.com/price.json. To take a reported price away, say off: power rockdale off.',
  );
}

function refuseOneTooMany(asked: {
  database: Database;
  tenant: string;
  report: Pick<PowerReport, 'name'>;
}): void {
  const row = asked.database.get(
    'SELECT count(*) AS reports FROM power_reports WHERE tenant = :tenant AND site <> :site',
    { tenant: asked.tenant, site: siteKey(asked.report.name) },
  );
  if (Number(row?.reports) >= MOST_RULES_PER_TENANT)
    throw new UserError(`No more power prices can be kept; that of ${quoted(asked.report.name)} was not.`);
}
