import type { Actor } from '../access/audit.ts';
import { type Right, type Rights, requireRight } from '../access/rights.ts';
import { nearest } from '../chat/read/nearest.ts';
import { quoted } from '../chat/read/scan.ts';
import { UserError } from '../common/errors.ts';
import type { Site } from '../economics/site.ts';
import { siteKey } from './name.ts';
import { readSite } from './schema.ts';

/** A site as it is kept for a tenant. */
export interface StoredSite {
  site: Site;
  /** Grows by one with each change; 0 for a demo site. */
  version: number;
  /** Unix milliseconds; undefined for a demo site. */
  updatedAt?: number;
  demo: boolean;
}

/** A tenant's sites by name, and the names of those that cannot be read any more. */
export interface SiteList {
  sites: StoredSite[];
  damaged: string[];
}

/** A tenant's sites. Names are unique without regard to case, spaces and punctuation. */
export interface SiteBook {
  /** The tenant's own sites by name; demo sites are not among them, and neither are damaged ones. */
  list(): Promise<StoredSite[]>;
  /** The names of those that cannot be read any more: they can be removed, and nothing else. */
  damaged(): Promise<string[]>;
  /** A site by its loose name, demo sites included; UserError with the nearest names when there is none. */
  get(name: string): Promise<StoredSite>;
  /** Adds a site; UserError when the name is taken. */
  add(site: Site): Promise<StoredSite>;
  /** Replaces the site as it was read; UserError when someone changed it in between. */
  replace(read: StoredSite, site: Site): Promise<StoredSite>;
  /** Removes the site; UserError when there is none or it is a demo. */
  remove(name: string): Promise<void>;
}

/**
 * Where sites are kept, each tenant's apart from the others'. What cannot be kept it refuses with UserError.
 * Each change is on record, with whom it is by, when it is made.
 */
export interface SiteStore {
  list(tenant: string): Promise<SiteList>;
  /** The names alone, which every question needs. */
  names(tenant: string): Promise<string[]>;
  get(tenant: string, name: string): Promise<StoredSite | undefined>;
  add(tenant: string, site: Site, by: Actor): Promise<StoredSite>;
  replace(tenant: string, change: { read: StoredSite; site: Site }, by: Actor): Promise<StoredSite>;
  /** Removes it even if it is damaged. False when there was none. */
  remove(tenant: string, name: string, by: Actor): Promise<boolean>;
  /** How many tenants have sites, and how many sites they have. */
  totals(): Promise<{ tenants: number; sites: number }>;
}

/** Names that commands give a meaning of their own. */
const RESERVED = ['all', 'demo', 'market', 'any', 'grid'];

/**
 * The sites of `tenant` with the demo sites beside them, for someone who may read or change them or not.
 * Demo sites may be read by everyone and changed by nobody.
 */
export function siteBook({
  store,
  tenant,
  demoSites,
  by,
  rights,
  onRead = () => {},
}: {
  store: SiteStore;
  tenant: string;
  demoSites: readonly Site[];
  /** Whose changes these are. */
  by: Actor;
  rights: Pick<Rights, 'read' | 'change'>;
  /** Called before a site of the tenant is handed out: what is answered then is for its readers only. */
  onRead?: () => void;
}): SiteBook {
  /** Reading all of them takes its time: those who ask for the damaged ones have read the others just before. */
  let read: Promise<SiteList> | undefined;
  const demos = new Map(demoSites.map((site) => [siteKey(site.name), site]));

  const check = (right: Right) =>
    requireRight({ rights, right, to: `${right === 'read' ? 'see' : 'change'} the sites` });

  function demo(name: string): StoredSite | undefined {
    const key = siteKey(name);
    const site = key === 'demo' ? demoSites[0] : demos.get(key);
    return site && { site, version: 0, demo: true };
  }

  function refuseReserved(name: string): void {
    if (RESERVED.includes(siteKey(name)) || demos.has(siteKey(name)))
      throw new UserError(`The name ${quoted(name)} is reserved. Choose another name for your site.`, {
        parameter: 'name',
      });
  }

  async function missing(name: string): Promise<UserError> {
    const own = rights.read ? await store.names(tenant) : [];
    const near = nearest({ word: name, among: [...own, ...demoSites.map((site) => site.name)] });
    const hint = near.length > 0 ? `Did you mean ${near.join(', ')}?` : 'See site list for those there are.';
    return new UserError(`There is no site ${quoted(name)}. ${hint}`, {
      suggestions: near.length > 0 ? [] : ['site list'],
    });
  }

  return {
    async list() {
      check('read');
      read = store.list(tenant);
      const { sites } = await read;
      if (sites.length > 0) onRead();
      return sites;
    },
    async damaged() {
      check('read');
      return (await (read ?? store.list(tenant))).damaged;
    },
    async get(name) {
      const shown = demo(name);
      if (shown) return shown;
      check('read');
      onRead();
      const found = await store.get(tenant, name);
      if (!found) throw await missing(name);
      return found;
    },
    async add(site) {
      check('change');
      refuseReserved(site.name);
      onRead();
      return store.add(tenant, readSite(site), by);
    },
    async replace(read, site) {
      check('change');
      if (read.demo) throw changesDemo(read.site.name);
      refuseReserved(site.name);
      onRead();
      return store.replace(tenant, { read, site: readSite(site) }, by);
    },
    async remove(name) {
      check('change');
      read = undefined;
      const found = demo(name);
      if (found) throw changesDemo(found.site.name);
      if (!(await store.remove(tenant, name, by))) throw await missing(name);
    },
  };
}

function changesDemo(name: string): UserError {
  return new UserError(`${quoted(name)} is a demo site and stays as it is. Add a site of your own instead.`);
}
