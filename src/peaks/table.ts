import type { SiteOwner } from '../sites/owner.ts';
import type { Database, Row } from '../storage/database.ts';

/** The highest load of a grid on a day of the site's calendar, MW; undefined is not known. */
export interface GridDay {
  /** `2026-07-14` */
  day: string;
  /** As it was forecast before the day was over. */
  forecastMw?: number;
  /** The month's high before the day, as it was known when the forecast was kept. */
  highMw?: number;
  cameMw?: number;
  /** Who typed the last of it, and when (Unix milliseconds). */
  enteredBy: string;
  enteredAt: number;
}

/** Whose they are: a site by its key. Every statement names the tenant. */
interface SitePlace {
  tenant: string;
  site: string;
}

/** A site's days, the earliest first. */
export async function gridDaysOf(database: Database, { tenant, site }: SitePlace): Promise<GridDay[]> {
  const sql = 'SELECT * FROM grid_loads WHERE tenant = :tenant AND site = :site ORDER BY day';
  return (await database.all(sql, { tenant, site })).map(storedDay);
}

/** Keeps a day in place of what was kept of it, and drops days before `since`. Part of the caller's transaction. */
export async function keepGridDay(
  database: Database,
  kept: SitePlace & GridDay & { since: string },
): Promise<void> {
  const { tenant, site, day, since, enteredBy, enteredAt } = kept;
  const { forecastMw = null, highMw = null, cameMw = null } = kept;
  await database.run(
    `INSERT INTO grid_loads (tenant, site, day, forecast_mw, high_mw, came_mw, entered_by, entered_at)
     VALUES (:tenant, :site, :day, :forecastMw, :highMw, :cameMw, :enteredBy, :enteredAt)
     ON CONFLICT (tenant, site, day) DO UPDATE SET forecast_mw = excluded.forecast_mw,
       high_mw = excluded.high_mw, came_mw = excluded.came_mw, entered_by = excluded.entered_by,
       entered_at = excluded.entered_at`,
    { tenant, site, day, forecastMw, highMw, cameMw, enteredBy, enteredAt },
  );
  const sql = 'DELETE FROM grid_loads WHERE tenant = :tenant AND site = :site AND day < :since';
  await database.run(sql, { tenant, site, since });
}

const storedDay = (row: Row): GridDay => ({
  day: String(row.day),
  ...(row.forecast_mw === null ? {} : { forecastMw: Number(row.forecast_mw) }),
  ...(row.high_mw === null ? {} : { highMw: Number(row.high_mw) }),
  ...(row.came_mw === null ? {} : { cameMw: Number(row.came_mw) }),
  enteredBy: String(row.entered_by),
  enteredAt: Number(row.entered_at),
});

/** The month's high before a day, as far as it is known by now; undefined where nothing of the month before it is. */
export function highBefore({ days, day }: { days: readonly GridDay[]; day: string }): number | undefined {
  const before = days.filter((one) => one.day.slice(0, 7) === day.slice(0, 7) && one.day <= day);
  const known = before.flatMap((one) => (one.day === day ? [one.highMw] : [one.highMw, one.cameMw]));
  const highs = known.filter((mw) => mw !== undefined);
  return highs.length === 0 ? undefined : Math.max(...highs);
}

/** What is kept of a site goes on under its new name, and goes with it; what was left under that name gives way. */
export function peakSites(database: Database): SiteOwner {
  const forget = async ({ tenant, key }: { tenant: string; key: string }) => {
    await database.run('DELETE FROM grid_loads WHERE tenant = :tenant AND site = :key', { tenant, key });
  };
  return {
    async renamed({ tenant, from, to }) {
      if (from.key === to.key) return;
      await forget({ tenant, key: to.key });
      const sql = 'UPDATE grid_loads SET site = :to WHERE tenant = :tenant AND site = :from';
      await database.run(sql, { tenant, from: from.key, to: to.key });
    },
    removed: ({ tenant, key }) => forget({ tenant, key }),
  };
}
