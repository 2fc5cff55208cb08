import { recordChange } from '../access/audit.ts';
import { DamagedError, UserError } from '../common/errors.ts';
import { allowed, type SiteBookParts } from '../sites/bookParts.ts';
import { siteKey } from '../sites/name.ts';
import type { Database } from '../storage/database.ts';
import {
  dropMetered,
  dropTariffs,
  keepMetered,
  keepTariff,
  type MeteredMonth,
  meteredMonths,
  meteredOf,
  type StoredTariff,
  tariffDays,
  tariffsOf,
  tariffsOfAll,
} from './table.ts';

/** What power costs at a tenant's sites, and what their meters read; what somebody may not see or change is UserError. */
export interface TariffBook {
  /** A site's tariffs, by the day from which on they hold; none where it has none. */
  tariffs(site: string): Promise<StoredTariff[]>;
  /** The tariffs of each of these sites that has any, by the site's name. */
  ofSites(sites: readonly string[]): Promise<Map<string, SiteTariffs>>;
  /** Keeps a tariff in place of that of the same day. UserError when there are too many. */
  set(asked: { site: string } & Omit<StoredTariff, 'setAt'>): Promise<void>;
  /** Takes all of a site's tariffs away; how many there were. */
  drop(site: string): Promise<number>;
  /** Metered months from one to another, both included. */
  metered(asked: { site: string; from: string; to: string }): Promise<MeteredMonth[]>;
  /** Keeps metered months, each in place of what was read of it before; those of which something was. UserError for too many. */
  keepMetered(asked: { site: string; months: readonly Omit<MeteredMonth, 'readAt'>[] }): Promise<string[]>;
  /** Takes all that a site's meter read away; how many months there were. */
  dropMetered(site: string): Promise<number>;
}

/** The tariffs of each of these sites of a tenant that has any, by the site's name. */
export async function tariffsOfSites(asked: {
  database: Database;
  tenant: string;
  sites: readonly string[];
}): Promise<Map<string, SiteTariffs>> {
  const all = await tariffsOfAll(asked.database, asked.tenant);
  const found = asked.sites.map((name) => [name, all.get(siteKey(name))] as const);
  return new Map(found.flatMap(([name, tariffs]) => (tariffs ? [[name, tariffs] as const] : [])));
}

/** A site's tariffs by the day from which on they hold, or that they cannot be read any more. */
export type SiteTariffs = readonly StoredTariff[] | 'damaged';

const MOST_TARIFFS = 24;
const MOST_MONTHS = 60;

export function tariffBook(parts: SiteBookParts): TariffBook {
  const { database, now, tenant, by } = parts;
  const { read, change } = allowed(parts, 'the tariffs');
  const record = (of: { verb: string; object: string; detail: string }) =>
    recordChange(database, { tenant, at: now(), by, ...of });
  const at = (name: string) => ({ tenant, site: siteKey(name) });

  return {
    async tariffs(site) {
      read();
      try {
        return await tariffsOf(database, at(site));
      } catch (error) {
        if (!(error instanceof DamagedError)) throw error;
        throw new UserError(
          `The tariff of ${site} cannot be read any more. Take it away: tariff ${site} off.`,
        );
      }
    },
    async ofSites(sites) {
      read();
      return tariffsOfSites({ database, tenant, sites });
    },
    async set({ site, since, tariff, source }) {
      await change(async () => {
        const others = (await tariffDays(database, at(site))).filter((one) => one !== since);
        if (others.length >= MOST_TARIFFS)
          throw new UserError(`${site} has ${MOST_TARIFFS} tariffs, the most there may be.`);
        await keepTariff(database, { ...at(site), since, tariff, source, setAt: now() });
        await record({
          verb: 'set',
          object: `tariff of ${site}`,
          detail: `${tariff.name} since ${since}, ${source}`,
        });
      });
    },
    drop: (site) =>
      change(async () => {
        const dropped = await dropTariffs(database, at(site));
        if (dropped > 0)
          await record({ verb: 'removed', object: `tariff of ${site}`, detail: `${dropped} of them` });
        return dropped;
      }),
    async metered({ site, from, to }) {
      read();
      return meteredOf(database, { ...at(site), from, to });
    },
    async keepMetered({ site, months }) {
      return change(async () => {
        const names = months.map(({ month }) => month);
        const kept = await meteredMonths(database, at(site));
        const others = kept.filter((month) => !names.includes(month));
        if (others.length + months.length > MOST_MONTHS)
          throw new UserError(
            `${MOST_MONTHS} metered months of a site are kept, and there are ${others.length}: take them away with bill meter ${site} off.`,
          );
        for (const month of months) await keepMetered(database, { ...at(site), ...month, readAt: now() });
        const detail = `${names.join(', ')}, ${months[0]!.source}`;
        await record({ verb: 'read', object: `meter of ${site}`, detail: detail.slice(0, 200) });
        return kept.filter((month) => names.includes(month));
      });
    },
    dropMetered: (site) =>
      change(async () => {
        const dropped = await dropMetered(database, at(site));
        if (dropped > 0)
          await record({ verb: 'removed', object: `meter of ${site}`, detail: `${dropped} months` });
        return dropped;
      }),
  };
}
