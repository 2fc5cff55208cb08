import type { Compute } from '../../compute/threads.ts';
import { atMeter, hasIndex, type MeterPrice, type Site, type Slot } from '../../economics/index.ts';
import { atMarket, meansOver, type PowerPrice, type PricedDay, withReport } from '../../power/index.ts';
import type { SiteTariffs } from '../../tariffs/index.ts';
import { type MeterTariff, meterTariff } from '../bill/meterTariff.ts';

/** A day with what power costs in it: by the tariff of its site, else as the market sells it. */
export interface MeterDay extends PricedDay {
  tariff?: MeterTariff;
  /** Why the tariff of the site is not used: then it is not known what hours off save. */
  notUsed?: string;
  /**
   * What was reported at the site and is in force `now`: until it ends it counts before the tariff, also tomorrow where
   * somebody said that it holds so long, and then before day-ahead prices too. Else `price` ends with today.
   */
  inForce?: { now: number; price: PowerPrice };
  /** What is in force now and does not count, since nobody said until when it holds. */
  leftOut?: PowerPrice;
}

/** The day with the tariff that its site has on it, and what is in force before that. */
export async function meterDay(asked: {
  day: PricedDay;
  site: Site;
  tariffs: SiteTariffs | undefined;
  compute: Compute;
  /** As power was reported at the site, one after the other; of a day that is over none is in force `now`. */
  live: readonly PowerPrice[];
  now: number;
}): Promise<MeterDay> {
  const { day, live, now, ...of } = asked;
  const tariff = await meterTariff({ ...of, day: day.day });
  const priced: MeterDay = {
    ...day,
    ...(tariff && ('unknown' in tariff ? { notUsed: tariff.unknown } : { tariff })),
  };
  return { ...priced, ...reportInForce({ day: priced, live, now }) };
}

/** Whether market prices move what a MWh costs. */
export const onMarket = ({ tariff }: Pick<MeterDay, 'tariff'>): boolean =>
  tariff === undefined || hasIndex(tariff.prices);

/** What a MWh costs in the slots of the day, as far as it is known. */
export function slotsOf(day: Omit<MeterDay, 'day'>): Slot[] {
  const { dayAhead, from, to } = day;
  if (onMarket(day) && dayAhead.length === 0) return [];
  const sold = dayAhead.map(({ start, end, usdPerMwh }) => ({ start, end, value: usdPerMwh }));
  return atMeter({ prices: pricesOf(day), index: sold }).filter(
    ({ start, end }) => start >= from && end <= to,
  );
}

/** What is charged on the day, with what is in force in its place. */
export function pricesOf(day: Omit<MeterDay, 'day'>): MeterPrice[] {
  const { tariff, inForce, dayAhead } = day;
  // Slots of the market that begin before the day, or end after it, stay whole.
  const from = Math.min(day.from, ...dayAhead.map(({ start }) => start));
  const to = Math.max(day.to, ...dayAhead.map(({ end }) => end));
  const prices = tariff?.prices ?? [atMarket({ from, to })];
  return inForce ? withReport({ prices, report: { ...inForce.price, start: inForce.now } }) : [...prices];
}

/** What of the reports is in force and counts on a day before its tariff or the market; where none does, what is left out. */
export function reportInForce(asked: {
  day: MeterDay;
  live: readonly PowerPrice[];
  now: number;
}): Pick<MeterDay, 'inForce' | 'leftOut'> {
  const { day, live, now } = asked;
  if (now >= day.to) return {};
  const price = live.find(({ start, end }) => start <= now && end > Math.max(now, day.from));
  if (price === undefined) return {};
  if (price.endSaid) return { inForce: { now, price } };
  // How long a report is fresh says what holds now, and nothing of tomorrow, or of hours that the market has priced.
  return now < day.from || onMarket(day)
    ? { leftOut: price }
    : { inForce: { now, price: { ...price, end: Math.min(price.end, day.to) } } };
}

/** What a MWh came to in those of the slots that are over and of which it was reported what power cost. */
export function cameIn(asked: {
  slots: readonly Slot[];
  live: readonly PowerPrice[];
  tariff: MeterTariff | undefined;
  now: number;
}): Slot[] {
  const { live, tariff, now } = asked;
  const index = meansOver({ slots: asked.slots.filter(({ end }) => end <= now), prices: live });
  return tariff === undefined || index.length === 0 ? index : atMeter({ prices: tariff.prices, index });
}
