import type { Slot } from '../economics/index.ts';
import type { PowerPrice } from './prices.ts';

/** The mean of what held in each slot, by how long it did; slots that are not known from end to end are left out. */
export function meansOver(asked: {
  slots: readonly Pick<Slot, 'start' | 'end'>[];
  prices: readonly PowerPrice[];
}): Slot[] {
  return asked.slots.flatMap(({ start, end }) => {
    const held = asked.prices
      .map((price) => ({ ...price, ms: Math.min(price.end, end) - Math.max(price.start, start) }))
      .filter(({ ms }) => ms > 0);
    const ms = held.reduce((sum, price) => sum + price.ms, 0);
    if (ms < end - start) return [];
    const value = held.reduce((sum, price) => sum + price.usdPerMwh * price.ms, 0) / ms;
    return [{ start, end, value }];
  });
}
