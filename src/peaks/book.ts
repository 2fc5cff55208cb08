import { recordChange } from '../access/audit.ts';
import { UserError } from '../common/errors.ts';
import { dayAfter, localDay } from '../common/localTime.ts';
import type { Site } from '../economics/index.ts';
import { allowed, type SiteBookParts } from '../sites/bookParts.ts';
import { siteKey } from '../sites/name.ts';
import { type GridDay, gridDaysOf, highBefore, keepGridDay } from './table.ts';

type Placed = Pick<Site, 'name' | 'timeZone'>;

/** The load of the grids that a tenant's sites draw from; what somebody may not see or change is UserError. */
export interface PeakBook {
  /** The days of a site that are known, the earliest first. */
  days(site: Placed): Promise<GridDay[]>;
  /**
   * Keeps what is forecast for a day that is not over, with the month's high before it: the highest that is known where
   * none is given. UserError for another day, and where no high is known or a higher one is.
   */
  forecast(asked: {
    site: Placed;
    day: string;
    forecastMw: number;
    highMw?: number | undefined;
  }): Promise<void>;
  /** Keeps what came on a day that is over. UserError for another day. */
  came(asked: { site: Placed; day: string; cameMw: number }): Promise<void>;
}

/** Two years and a summer, so that the days of one year can be scored beside those of another. */
const KEPT_DAYS = 900;

export function peakBook(parts: SiteBookParts): PeakBook {
  const { database, now, tenant, by } = parts;
  const { read, change } = allowed(parts, 'the grid’s loads');

  /** Keeps a day as `made` changes it, and its record, which are one. */
  async function keep(asked: {
    site: Placed;
    day: string;
    detail: string;
    made(days: readonly GridDay[]): Pick<GridDay, 'forecastMw' | 'highMw' | 'cameMw'>;
  }): Promise<void> {
    const { site, day, detail } = asked;
    const place = { tenant, site: siteKey(site.name) };
    await change(async () => {
      const days = await gridDaysOf(database, place);
      const before = days.find((one) => one.day === day);
      const since = dayAfter(localDay({ time: now(), timeZone: site.timeZone }), -KEPT_DAYS);
      const entered = { enteredBy: by.name, enteredAt: now() };
      await keepGridDay(database, { ...place, ...before, ...asked.made(days), ...entered, day, since });
      const object = `grid load of ${site.name} on ${day}`;
      await recordChange(database, { tenant, at: now(), by, verb: 'set', object, detail });
    });
  }

  return {
    async days({ name }) {
      read();
      return gridDaysOf(database, { tenant, site: siteKey(name) });
    },
    async forecast({ site, day, forecastMw, highMw }) {
      if (day < localDay({ time: now(), timeZone: site.timeZone }))
        throw new UserError(
          `${day} is over: a forecast is kept before its day is. Say what came: came="81,900 MW".`,
        );
      await keep({
        ...{ site, day, detail: `forecast ${forecastMw} MW` },
        made: (days) => ({ forecastMw, highMw: knownHigh({ days, day, highMw }) }),
      });
    },
    async came({ site, day, cameMw }) {
      if (day >= localDay({ time: now(), timeZone: site.timeZone }))
        throw new UserError(`${day} is not over: say what came on the day after, or what is forecast.`);
      await keep({ site, day, detail: `came ${cameMw} MW`, made: () => ({ cameMw }) });
    },
  };
}

/** The month's high to keep beside a forecast: the one that is given, or the highest that is known. */
function knownHigh(asked: { days: readonly GridDay[]; day: string; highMw: number | undefined }): number {
  const { days, day, highMw } = asked;
  const known = highBefore({ days: days.filter((one) => one.day !== day), day }) ?? highMw;
  const month = day.slice(0, 7);
  const parameter = 'high';
  if (known === undefined)
    throw new UserError(`No high of ${month} is known yet: give it beside the forecast, high="78,000 MW".`, {
      parameter,
    });
  const show = (mw: number) => `${mw.toLocaleString('en-US')} MW`;
  if (highMw !== undefined && highMw < known)
    throw new UserError(`The high of ${month} so far is ${show(known)} at least, read ${show(highMw)}.`, {
      parameter,
    });
  return highMw ?? known;
}
