import type { Figure, Part } from '../../chat/reply.ts';
import { figure } from '../../chat/show/figures.ts';
import { showMoment } from '../../common/localTime.ts';
import type { IntervalPrices, Site, TariffPrice } from '../../economics/index.ts';
import { isSitePrice } from '../bill/sitePrice.ts';
import type { HoursOfDay, PowerBasis } from '../site/priced.ts';

export type TariffBasis = Extract<PowerBasis, { by: 'tariff' }>;

/** What a MWh costs all in, and by its volume: on a day whose hours are known at their mean, with the rest of the month's bill. */
export function pricesOf({ price, today }: Pick<TariffBasis, 'price' | 'today'>): TariffPrice {
  const volumetricUsdPerMwh = today?.usdPerMwh ?? price.volumetricUsdPerMwh;
  const restUsdPerMwh = price.allInUsdPerMwh - price.volumetricUsdPerMwh;
  return { allInUsdPerMwh: volumetricUsdPerMwh + restUsdPerMwh, volumetricUsdPerMwh };
}

const MS_PER_HOUR = 3_600_000;

/** The volumetric price of the hours that have begun of a local day, which began at `from`, by the hours of its month. */
export function hoursOfDay(asked: { prices: IntervalPrices; from: number; now: number }): HoursOfDay {
  const { prices, from, now } = asked;
  const { start, usdPerMwh: byHour } = prices;
  const hourOf = (time: number) => Math.floor((time - start) / MS_PER_HOUR);
  const end = hourOf(now) + 1;
  const begun = byHour.slice(hourOf(from), end);
  const usdPerMwh = begun.reduce((sum, price) => sum + price, 0) / begun.length;
  return { from, to: start + end * MS_PER_HOUR, usdPerMwh, nowUsdPerMwh: begun.at(-1)! };
}

/** Less than that is not shown. */
const LEAST_USD_PER_MWH = 0.005;

/** A month's basis as it is on a day. At one price for all hours, and at one that no site has, it stays that of the month. */
export function ofHours({ basis, today }: { basis: TariffBasis; today: HoursOfDay }): TariffBasis {
  const ofDay = { ...basis, today, hours: 'of the day’s hours so far' };
  const isInRange = Object.values(pricesOf(ofDay)).every(isSitePrice);
  return isInRange && isApart(hoursLessMonth({ basis, today })) ? ofDay : basis;
}

const isApart = (usdPerMwh: number): boolean => Math.abs(usdPerMwh) >= LEAST_USD_PER_MWH;

interface Asked {
  basis: TariffBasis;
  today: HoursOfDay;
  site: Pick<Site, 'name' | 'timeZone'>;
}

/** After all that a MWh costs: ` all in by its tariff, energy of 00:00–14:00 at $42.50/MWh, the last hour $80.00/MWh`. */
export function shortOfHours(asked: Asked & { price: Figure }): Part[] {
  const { today, price } = asked;
  const last = isApart(today.usdPerMwh - today.nowUsdPerMwh) ? [', the last hour ', lastHour(asked)] : [];
  return [` all in by its tariff, energy of ${clock(asked)} at `, price, ...last];
}

/** After what the tariff comes to in the month. */
export function sentenceOfHours(asked: Asked): Part[] {
  const { today, basis, site } = asked;
  const mean = ofTariff({ basis, value: today.usdPerMwh, subject: `${site.name}, today` });
  return [
    ' Today a MWh counts at ',
    mean,
    `, the mean of its hours of ${clock(asked)} (${site.timeZone}), with the rest of the month’s bill.`,
  ];
}

/** What the hours of the day differ by from the mean of the month, which bills are of: USD per MWh. */
export const hoursLessMonth = ({ basis, today }: Pick<Asked, 'basis' | 'today'>): number =>
  today.usdPerMwh - basis.price.volumetricUsdPerMwh;

const lastHour = ({ basis, today, site }: Asked): Figure =>
  ofTariff({ basis, value: today.nowUsdPerMwh, subject: `${site.name}, this hour` });

const ofTariff = (asked: { basis: TariffBasis; value: number; subject: string }): Figure => {
  const { basis, ...of } = asked;
  return figure({
    metric: 'powerPriceUsdPerMwh',
    ...of,
    from: { source: basis.source, observedAt: basis.setAt },
  });
};

/** `00:00–14:00`; the day's end is 24:00. */
function clock({ today, site: { timeZone } }: Asked): string {
  const [from, to] = [today.from, today.to].map((time) => showMoment({ time, timeZone }).slice(11));
  return `${from}–${to === from ? '24:00' : to}`;
}
