import type { Compute } from '../../compute/threads.ts';
import { atMeter, hasIndex, type MeterPrice, type Site, type Slot } from '../../economics/index.ts';
import { meansOver, type PowerPrice, type PricedDay } from '../../power/index.ts';
import type { SiteTariffs } from '../../tariffs/index.ts';
import { type MeterTariff, meterTariff } from '../bill/meterTariff.ts';

/** A day with what power costs in it: by the tariff of its site, else as the market sells it. */
export interface MeterDay extends PricedDay {
  tariff?: MeterTariff;
  /** Why the tariff of the site is not used: then it is not known what hours off save. */
  notUsed?: string;
  /**
   * What was reported at the site and is in force `now`: until it ends it counts before a tariff that has no index, also
   * tomorrow where somebody said that it holds so long. Else `price` ends with today.
   */
  inForce?: { now: number; price: PowerPrice };
  /** Of a day after today, what is in force now and is not said to hold then: it does not count. */
  onlyToday?: PowerPrice;
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
  if (tariff === undefined) return day;
  if ('unknown' in tariff) return { ...day, notUsed: tariff.unknown };
  const onTariff = { ...day, tariff };
  return { ...onTariff, ...reportInForce({ day: onTariff, live, now }) };
}

/** Whether market prices move what a MWh costs. */
export const onMarket = ({ tariff }: Pick<MeterDay, 'tariff'>): boolean =>
  tariff === undefined || hasIndex(tariff.prices);

/** What a MWh costs in the slots of the day, as far as it is known. */
export function slotsOf(day: Omit<MeterDay, 'day'>): Slot[] {
  const { dayAhead, tariff, from, to } = day;
  const sold = dayAhead.map(({ start, end, usdPerMwh }) => ({ start, end, value: usdPerMwh }));
  const prices = tariff && pricesOf({ tariff, inForce: day.inForce });
  return costing({ prices, index: sold }).filter(({ start, end }) => start >= from && end <= to);
}

const QUARTER_MS = 900_000;

/** The prices of a tariff, and in whole quarter hours what is in force in their place. */
export function pricesOf({
  tariff,
  inForce,
}: Required<Pick<MeterDay, 'tariff'>> & Pick<MeterDay, 'inForce'>): MeterPrice[] {
  if (inForce === undefined) return [...tariff.prices];
  const { now, price } = inForce;
  const from = Math.floor(now / QUARTER_MS) * QUARTER_MS;
  const to = Math.ceil(price.end / QUARTER_MS) * QUARTER_MS;
  return tariff.prices.flatMap((run) => {
    const [start, end] = [Math.max(run.start, from), Math.min(run.end, to)];
    if (start >= end) return [run];
    const held = { start, end, usdPerMwh: price.usdPerMwh, ofIndex: 0 };
    return [{ ...run, end: start }, held, { ...run, start: end }].filter((one) => one.end > one.start);
  });
}

/** What of the reports is in force and counts before the tariff of a day; where none does, what counts today alone. */
export function reportInForce(asked: {
  day: MeterDay;
  live: readonly PowerPrice[];
  now: number;
}): Pick<MeterDay, 'inForce' | 'onlyToday'> {
  const { day, live, now } = asked;
  if (onMarket(day) || now >= day.to) return {};
  const price = live.find(({ start, end }) => start <= now && end > Math.max(now, day.from));
  if (price === undefined) return {};
  if (price.endSaid) return { inForce: { now, price } };
  // How long a report is fresh says what holds now, and nothing of tomorrow.
  return now < day.from
    ? { onlyToday: price }
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
  return index.length === 0 ? [] : costing({ prices: tariff?.prices, index });
}

const costing = (of: { prices: readonly MeterPrice[] | undefined; index: Slot[] }): Slot[] =>
  of.prices === undefined ? of.index : atMeter({ prices: of.prices, index: of.index });
