import type { Compute } from '../../compute/threads.ts';
import { atMeter, hasIndex, type MeterPrice, type Site, type Slot } from '../../economics/index.ts';
import { atMarket, meansOver, type PowerPrice, type PricedDay, withReports } from '../../power/index.ts';
import type { SiteTariffs } from '../../tariffs/index.ts';
import { type MeterTariff, meterTariff } from '../bill/meterTariff.ts';

/** A day with what power costs in it: by the tariff of its site, else as the market sells it. */
export interface MeterDay extends PricedDay {
  tariff?: MeterTariff;
  /** Why the tariff of the site is not used: then it is not known what hours off save. */
  notUsed?: string;
  /**
   * What was reported at the site and counts while it holds, one after the other: before a tariff without an index, and where
   * somebody said until when also before day-ahead prices. What has run out counts in the hours that are gone.
   */
  held?: readonly PowerPrice[];
  /** Which of them is in force now; one of which nobody said when it ends does so with the day. */
  inForce?: PowerPrice;
  /** What is in force now and does not count, since nobody said until when it holds. */
  leftOut?: PowerPrice;
}

/** The day with the tariff that its site has on it, and what is in force before that. */
export async function meterDay(asked: {
  day: PricedDay;
  site: Site;
  tariffs: SiteTariffs | undefined;
  compute: Compute;
  /** As power was reported at the site, one after the other. */
  live: readonly PowerPrice[];
  now: number;
}): Promise<MeterDay> {
  const { day, live, now, ...of } = asked;
  const tariff = await meterTariff({ ...of, day: day.day });
  const priced: MeterDay = {
    ...day,
    ...(tariff && ('unknown' in tariff ? { notUsed: tariff.unknown } : { tariff })),
  };
  return { ...priced, ...reportsHeld({ day: priced, live, now }) };
}

/** Whether market prices move what a MWh costs. */
export const onMarket = ({ tariff }: Pick<MeterDay, 'tariff'>): boolean =>
  tariff === undefined || hasIndex(tariff.prices);

/** Whether something that was reported counts on the day. */
export const isReported = ({ held = [] }: Pick<MeterDay, 'held'>): boolean => held.length > 0;

/** What a MWh costs in the slots of the day, as far as it is known. */
export function slotsOf(day: Omit<MeterDay, 'day'>): Slot[] {
  const { dayAhead, from, to } = day;
  if (onMarket(day) && dayAhead.length === 0) return [];
  const sold = dayAhead.map(({ start, end, usdPerMwh }) => ({ start, end, value: usdPerMwh }));
  return atMeter({ prices: pricesOf(day), index: sold }).filter(
    ({ start, end }) => start >= from && end <= to,
  );
}

/** What is charged on the day, with what was reported in its place. */
export function pricesOf(day: Omit<MeterDay, 'day'>): MeterPrice[] {
  const { tariff, held = [], dayAhead } = day;
  // Slots of the market that begin before the day, or end after it, stay whole.
  const from = Math.min(day.from, ...dayAhead.map(({ start }) => start));
  const to = Math.max(day.to, ...dayAhead.map(({ end }) => end));
  const prices = tariff?.prices ?? [atMarket({ from, to })];
  return withReports({ prices, reports: held });
}

/** Which of the reports count on a day, which of them is in force, and what is in force and left out. */
export function reportsHeld(asked: {
  day: MeterDay;
  live: readonly PowerPrice[];
  now: number;
}): Pick<MeterDay, 'held' | 'inForce' | 'leftOut'> {
  const { day, live, now } = asked;
  // How long a report is fresh says what holds now, and nothing of tomorrow, or of hours that the market has priced.
  const isUnsaidOut = now < day.from || onMarket(day);
  const begun = live.filter(({ start, end }) => start <= now && start < day.to && end > day.from);
  const held = begun
    .filter(({ endSaid }) => endSaid || !isUnsaidOut)
    .map((price) => (price.endSaid ? price : { ...price, end: Math.min(price.end, day.to) }));
  const isNow = ({ end }: PowerPrice) => now < day.to && end > now;
  const inForce = held.find(isNow);
  const leftOut = inForce ? undefined : begun.find(isNow);
  return { held, ...(inForce && { inForce }), ...(leftOut && { leftOut }) };
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
