import { type Rights, requireRight } from '../../access/rights.ts';
import type { Address, Mention, Person } from '../../chat/people.ts';
import type { Reply } from '../../chat/reply.ts';
import { insertDelivery } from '../../delivery/outbox.ts';
import { machineLabel } from '../../economics/index.ts';
import { dearHourUsdPerMwh } from '../../power/index.ts';
import type { SiteBook } from '../../sites/book.ts';
import { siteKey } from '../../sites/name.ts';
import type { Database } from '../../storage/database.ts';
import { missing, type RuleList, ruleStore } from '../engine/store.ts';
import type { Known } from '../rules/siteWords.ts';
import type { RuleChange, StoredRule } from '../rules/storedRule.ts';
import { type Asked, readEdit, readRule } from '../rules/words.ts';

/** A tenant's rules, as someone in one conversation may see and change them; what they may not is UserError. */
export interface RuleBook {
  list(): Promise<RuleList>;
  /** UserError when there is no such rule. */
  get(number: number): Promise<StoredRule>;
  /** What a line asks for, with the tenant's sites known. UserError when it cannot be read. */
  read(text: string): Promise<Asked>;
  /** What a line asks to be changed of a rule: all that it watches, or what follows a condition alone. */
  readEdit(text: string): Promise<Partial<Asked>>;
  /** Adds a rule that posts in this conversation. */
  add(asked: Asked): Promise<StoredRule>;
  change(asked: { number: number; verb: string; to(read: StoredRule): RuleChange }): Promise<StoredRule>;
  /** Removes it even if it is damaged. UserError when there is no such rule. */
  remove(number: number): Promise<void>;
  /** Puts a sample into the outbox, for the conversation of the rule. */
  postSample(stored: StoredRule, reply: Reply): Promise<void>;
}

export interface RuleBookParts {
  database: Database;
  now: () => number;
  sites: SiteBook;
  address: Address;
  person: Person;
  rights: Rights;
  /** How the platform of the conversation writes whom a message names. */
  mentions?: readonly Mention[];
}

export function ruleBook(parts: RuleBookParts): RuleBook {
  const { database, now, address, person, rights } = parts;
  const { tenant } = address;
  const store = ruleStore({ database, now });
  const by = { id: person.id, name: person.name };
  const mayRead = () => requireRight({ rights, right: 'read', to: 'see the alerts' });
  const mayChange = () => requireRight({ rights, right: 'change', to: 'change the alerts' });
  return {
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
    read: async (text) => readRule(text, await knownTo(parts, text)),
    readEdit: async (text) => readEdit(text, await knownTo(parts, text)),
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
    async postSample({ id, rule: { address } }, reply) {
      mayChange();
      const dueAt = now();
      const key = `test:${id}:${dueAt}:${address.channel}`;
      await insertDelivery(database, { key, tenant, address, reply, dueAt, rule: String(id) });
    },
  };
}

/** The sites that whoever asks may read, for the words of a rule, and how people are named there. */
async function knownTo(parts: RuleBookParts, text: string): Promise<Known> {
  const { database, now, address, rights, sites, mentions = [] } = parts;
  const stored = rights.read ? await sites.list() : [];
  const { tenant } = address;
  const dear = new Map<string, number | undefined>();
  // Looked up of sites that the text may name, where it says that something stops: a year of prices is much to read.
  if (/\bstops?\b/iu.test(text))
    for (const { site } of stored) {
      const key = siteKey(site.name);
      if (siteKey(text).includes(key))
        dear.set(site.name, await dearHourUsdPerMwh(database, { tenant, site: key, now: now() }));
    }
  return {
    mentions,
    sites: stored.map(({ site }) => ({
      name: site.name,
      dearUsdPerMwh: dear.get(site.name),
      machines: [...new Set(site.fleet.map(({ machine }) => machineLabel({ machine })))],
    })),
  };
}
