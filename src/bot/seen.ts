import type { CommandContext } from '../command.ts';
import type { Deal, Overrides } from '../economics/index.ts';
import type { MarketSnapshot } from '../market/contract.ts';
import type { PowerOfDay, PowerOfYear } from '../power/index.ts';
import type { StoredSite } from '../sites/book.ts';
import type { SiteTariffs } from '../tariffs/index.ts';

/** What a command has read while it answered: the answer follows from it and from what was typed. */
export interface Seen {
  /** A site of the tenant's own was handed out: what is answered then is for its readers only. */
  readsSites: boolean;
  snapshot?: MarketSnapshot;
  sites: StoredSite[];
  assumed?: Overrides;
  assumedOfSite?: Overrides;
  deals?: Deal[];
  /** What power costs today, by the names of sites. */
  powerOfDay?: Map<string, PowerOfDay>;
  /** What power cost over twelve months, by the names of sites. */
  powerOfYear?: Map<string, PowerOfYear>;
  /** By the names of sites. */
  tariffs?: Map<string, SiteTariffs>;
}

export const nothingSeen = (): Seen => ({ readsSites: false, sites: [] });

/** The market, noting the snapshot that is handed out. */
export function seeMarket(market: CommandContext['market'], seen: Seen): CommandContext['market'] {
  return {
    ...market,
    async snapshot() {
      seen.snapshot = await market.snapshot();
      return seen.snapshot;
    },
  };
}

/** The sites, noting those that are handed out. */
export function seeSites(sites: CommandContext['sites'], seen: Seen): CommandContext['sites'] {
  return {
    ...sites,
    async get(name) {
      const site = await sites.get(name);
      seen.sites.push(site);
      return site;
    },
    async list() {
      const list = await sites.list();
      seen.sites.push(...list);
      return list;
    },
  };
}

/** The reported power prices, noting those that are handed out. */
export function seePower(power: CommandContext['power'], seen: Seen): CommandContext['power'] {
  return {
    ...power,
    async ofDay(sites) {
      seen.powerOfDay = await power.ofDay(sites);
      return seen.powerOfDay;
    },
    async ofYear(sites) {
      const read = await power.ofYear(sites);
      seen.powerOfYear = new Map([...(seen.powerOfYear ?? []), ...read]);
      return read;
    },
  };
}

/** The tariffs, noting those that are handed out to count with. */
export function seeTariffs(tariffs: CommandContext['tariffs'], seen: Seen): CommandContext['tariffs'] {
  return {
    ...tariffs,
    async ofSites(sites) {
      const read = await tariffs.ofSites(sites);
      seen.tariffs = new Map([...(seen.tariffs ?? []), ...read]);
      return read;
    },
  };
}

/** The assumptions, noting those that are handed out. */
export function seeAssumptions(
  book: CommandContext['assumptions'],
  seen: Seen,
): CommandContext['assumptions'] {
  return {
    ...book,
    async overrides(asked) {
      const read = await book.overrides(asked);
      seen[asked?.site === undefined ? 'assumed' : 'assumedOfSite'] = read;
      return read;
    },
    async deals() {
      seen.deals = await book.deals();
      return seen.deals;
    },
  };
}
