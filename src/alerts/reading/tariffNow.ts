import { billedMonth } from '../../answers/bill/planned.ts';
import { localDay } from '../../common/localTime.ts';
import type { Compute } from '../../compute/threads.ts';
import { OutOfRangeError, type Site, withTariff } from '../../economics/index.ts';
import type { SiteTariffs, StoredTariff } from '../../tariffs/index.ts';

/** The volumetric price of a tariff in each hour of a month, from `start` on (Unix milliseconds). */
export interface TariffHours {
  start: number;
  usdPerMwhByHour: Float64Array;
}

const HOUR_MS = 3_600_000;

const hourAt = ({ start }: TariffHours, now: number): number => Math.floor((now - start) / HOUR_MS);

/** The volumetric price now, USD/MWh; undefined outside the month. */
export const priceAt = (hours: TariffHours, now: number): number | undefined =>
  hours.usdPerMwhByHour[hourAt(hours, now)];

/** Whether the month has ended. */
export const isOver = (hours: TariffHours, now: number): boolean =>
  hourAt(hours, now) >= hours.usdPerMwhByHour.length;

/** A site as its tariffs have it in a month, and what power costs in its hours. */
interface OnTariff {
  site: Site;
  hours: TariffHours;
}

interface Asked {
  site: Site;
  tariffs: SiteTariffs | undefined;
}

/**
 * The site on its tariffs this month. Undefined where it has none, or where something of the bill is not known, as a host's
 * share is here: then the site's own price holds.
 */
export type KeptBills = (asked: Asked) => Promise<OnTariff | undefined>;

/**
 * Bills of a tenant's sites, computed again only when the site, its tariffs or the month have changed: sites are read each
 * minute. Each time that a tenant is asked for, bills of sites that nobody asks for then are dropped.
 */
export function billsKept(parts: { now: () => number; compute: Compute }): (tenant: string) => KeptBills {
  const { now, compute } = parts;
  const byTenant = new Map<string, Map<string, { of: string; billed: OnTariff | undefined }>>();
  return (tenant) => {
    const before = byTenant.get(tenant);
    const kept: typeof before = new Map();
    byTenant.set(tenant, kept);
    return async ({ site, tariffs }) => {
      if (tariffs === undefined || tariffs === 'damaged') return undefined;
      const month = localDay({ time: now(), timeZone: site.timeZone }).slice(0, 7);
      const of = JSON.stringify([site, tariffs, month]);
      const same = before?.get(site.name);
      const billed = same?.of === of ? same.billed : await onTariff({ compute, site, tariffs, month });
      kept.set(site.name, { of, billed });
      return billed;
    };
  };
}

async function onTariff(asked: {
  compute: Compute;
  site: Site;
  tariffs: readonly StoredTariff[];
  month: string;
}): Promise<OnTariff | undefined> {
  try {
    const billed = await billedMonth(asked);
    return billed && { site: withTariff({ site: asked.site, price: billed.price }), hours: billed };
  } catch (error) {
    if (error instanceof OutOfRangeError) return undefined;
    throw error;
  }
}
