import { type MeterTariff, meterTariff } from '../../answers/bill/meterTariff.ts';
import { boundsOf, dayAfter, localDay } from '../../common/localTime.ts';
import type { Compute } from '../../compute/threads.ts';
import { atMeter, type MeterPrice, type Site } from '../../economics/index.ts';
import type { PowerPrice } from '../../power/index.ts';
import type { SiteTariffs } from '../../tariffs/index.ts';
import type { AheadPrice } from './siteNow.ts';

/** A local day, from its first moment until the next one's, with the tariff of the site where that can be planned with. */
export interface TariffDay {
  from: number;
  to: number;
  tariff?: MeterTariff;
  /** Why it cannot. */
  notUsed?: string;
}

/** The days of a site that a stretch of time lies in. */
export type TariffDays = (asked: { from: number; to: number }) => Promise<readonly TariffDay[]>;

/** Each day is computed once: stops are looked at every minute. */
export function tariffDays(asked: { compute: Compute; site: Site; tariffs: SiteTariffs }): TariffDays {
  const { timeZone } = asked.site;
  let kept: readonly TariffDay[] = [];
  async function dayOf(day: string): Promise<TariffDay> {
    const bounds = boundsOf({ day, timeZone });
    const known = kept.find(({ from }) => from === bounds.from);
    if (known) return known;
    const found = await meterTariff({ ...asked, day });
    if (found === undefined) return bounds;
    return 'unknown' in found ? { ...bounds, notUsed: found.unknown } : { ...bounds, tariff: found };
  }
  return async ({ from, to }) => {
    const [first, last] = [kept[0], kept.at(-1)];
    if (first && first.from <= from && first.to > from && last!.to >= to) return kept;
    const days = [await dayOf(localDay({ time: from, timeZone }))];
    for (let day = localDay({ time: from, timeZone }); days.at(-1)!.to < to; ) {
      day = dayAfter(day);
      days.push(await dayOf(day));
    }
    kept = days;
    return kept;
  };
}

/** What power costs at a site from one time until another: by its tariff on the days on which it has one, else day ahead. */
export function pricesAtMeter(asked: {
  /** Day ahead, one after the other. */
  sold: readonly PowerPrice[];
  from: number;
  to: number;
  days: readonly TariffDay[];
}): AheadPrice[] {
  const { sold, from, to, days } = asked;
  const prices = days.flatMap((day): readonly AheadPrice[] => {
    const own = sold.filter(({ start, end }) => start < day.to && end > day.from);
    if (day.tariff !== undefined) return byTariff({ tariff: day.tariff, sold: own });
    const { notUsed } = day;
    return notUsed === undefined ? own : own.map((price) => ({ ...price, notUsed }));
  });
  return prices.filter(({ start, end }) => start < to && end > from);
}

function byTariff({ tariff, sold }: { tariff: MeterTariff; sold: readonly PowerPrice[] }): AheadPrice[] {
  const index = sold.map(({ start, end, usdPerMwh: value }) => ({ start, end, value }));
  return atMeter({ prices: tariff.prices, index }).map(({ start, end, value }) => {
    const { source, setAt, name } = tariff;
    const of = holding(tariff.prices, start)?.ofIndex === 0 ? undefined : holding(sold, start);
    const from = of ?? { source, recordedAt: setAt };
    return { start, end, usdPerMwh: value, source: from.source, recordedAt: from.recordedAt, tariff: name };
  });
}

/** How a reported price comes to the meter at a time, where it is the index of the tariff. */
export function indexAt(tariff: MeterTariff | undefined, time: number): MeterPrice | undefined {
  const price = tariff && holding(tariff.prices, time);
  return price?.ofIndex === 0 ? undefined : price;
}

const holding = <T extends { start: number; end: number }>(all: readonly T[], time: number): T | undefined =>
  all.findLast(({ start, end }) => start <= time && end > time);
