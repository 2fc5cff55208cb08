import { type MeterTariff, meterTariff } from '../../answers/bill/meterTariff.ts';
import { boundsOf, dayAfter, localDay } from '../../common/localTime.ts';
import type { Compute } from '../../compute/threads.ts';
import { atMeter, type MeterPrice, type Site } from '../../economics/index.ts';
import type { PowerPrice } from '../../power/index.ts';
import type { SiteTariffs } from '../../tariffs/index.ts';
import type { AheadPrice } from './siteNow.ts';

/** The tariff of a site on a local day; undefined where it cannot be planned with. */
export type TariffOn = (day: string) => Promise<MeterTariff | undefined>;

/** Today, tomorrow and the day after. */
const MOST_DAYS = 3;

/** The tariffs of a site by the day, each computed once: stops are looked at every minute. */
export function tariffsByDay(asked: { compute: Compute; site: Site; tariffs: SiteTariffs }): TariffOn {
  const kept = new Map<string, Promise<MeterTariff | undefined>>();
  async function compute(day: string): Promise<MeterTariff | undefined> {
    try {
      const found = await meterTariff({ ...asked, day });
      return found === undefined || 'unknown' in found ? undefined : found;
    } catch (error) {
      kept.delete(day);
      throw error;
    }
  }
  return (day) => {
    const known = kept.get(day) ?? compute(day);
    kept.set(day, known);
    for (const old of [...kept.keys()].sort().slice(0, -MOST_DAYS)) kept.delete(old);
    return known;
  };
}

/** What power costs at a site from one time until another: by its tariff on the days on which it has one, else day ahead. */
export async function pricesAtMeter(asked: {
  /** Day ahead, one after the other. */
  sold: readonly PowerPrice[];
  timeZone: string;
  from: number;
  to: number;
  tariffOn: TariffOn;
}): Promise<AheadPrice[]> {
  const { sold, timeZone, from, to, tariffOn } = asked;
  const found: AheadPrice[] = [];
  for (let day = localDay({ time: from, timeZone }); ; day = dayAfter(day)) {
    const bounds = boundsOf({ day, timeZone });
    if (bounds.from >= to) return found;
    const own = sold.filter(({ start, end }) => start < bounds.to && end > bounds.from);
    const tariff = await tariffOn(day);
    const prices = tariff === undefined ? own : byTariff({ tariff, sold: own });
    found.push(...prices.filter(({ start, end }) => start < to && end > from));
  }
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
