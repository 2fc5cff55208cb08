import type { Compute } from '../../compute/threads.ts';
import { atMeter, hasIndex, type Site, type Slot } from '../../economics/index.ts';
import { meansOver, type PowerPrice, type PricedDay } from '../../power/index.ts';
import type { SiteTariffs } from '../../tariffs/index.ts';
import { type MeterTariff, meterTariff } from '../bill/meterTariff.ts';

/** A day with what power costs in it: by the tariff of its site, else as the market sells it. */
export interface MeterDay extends PricedDay {
  tariff?: MeterTariff;
  /** Why the tariff of the site is not used: then it is not known what hours off save. */
  notUsed?: string;
  /** What was reported at the site and is in force `now`: until it ends it counts before a tariff that has no index. */
  inForce?: { now: number; price: PowerPrice };
}

/** The day with the tariff that its site has on it. */
export async function meterDay(asked: {
  day: PricedDay;
  site: Site;
  tariffs: SiteTariffs | undefined;
  compute: Compute;
}): Promise<MeterDay> {
  const { day, ...of } = asked;
  const tariff = await meterTariff({ ...of, day: day.day });
  if (tariff === undefined) return day;
  return 'unknown' in tariff ? { ...day, notUsed: tariff.unknown } : { ...day, tariff };
}

/** Whether market prices move what a MWh costs. */
export const onMarket = ({ tariff }: Pick<MeterDay, 'tariff'>): boolean =>
  tariff === undefined || hasIndex(tariff.prices);

/** What a MWh costs in the slots of the day, as far as it is known. */
export function slotsOf({ dayAhead, tariff, from, to, inForce }: Omit<MeterDay, 'day'>): Slot[] {
  const sold = dayAhead.map(({ start, end, usdPerMwh }) => ({ start, end, value: usdPerMwh }));
  const slots = costing({ tariff, index: sold }).filter(({ start, end }) => start >= from && end <= to);
  if (inForce === undefined) return slots;
  const { now, price } = inForce;
  return slots.map((slot) =>
    slot.end > now && slot.start < price.end ? { ...slot, value: price.usdPerMwh } : slot,
  );
}

/** What of a day's reports is in force and counts before its tariff. */
export function reportInForce(asked: {
  day: MeterDay;
  live: readonly PowerPrice[];
  now: number;
}): Pick<MeterDay, 'inForce'> {
  const { day, live, now } = asked;
  if (onMarket(day) || now < day.from || now >= day.to) return {};
  const price = live.find(({ start, end }) => start <= now && end > now);
  return price ? { inForce: { now, price } } : {};
}

/** What a MWh came to in those of the slots in which it was reported what power cost. */
export function cameIn(asked: {
  slots: readonly Slot[];
  live: readonly PowerPrice[];
  tariff: MeterTariff | undefined;
}): Slot[] {
  const { slots, live, tariff } = asked;
  const index = meansOver({ slots, prices: live });
  return index.length === 0 ? [] : costing({ tariff, index });
}

const costing = ({ tariff, index }: { tariff: MeterTariff | undefined; index: Slot[] }): Slot[] =>
  tariff === undefined ? index : atMeter({ prices: tariff.prices, index });
