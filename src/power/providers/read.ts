import { UserError } from '../../common/errors.ts';
import type { Slot } from '../../economics/index.ts';
import { SourceError } from '../../net/http.ts';
import { priceProviders } from './index.ts';

/** Prices of quarter hours as columns: as many objects take twenty times as long from one thread to another. */
export interface QuarterHours {
  /** Unix milliseconds, in order. */
  starts: Float64Array;
  usdPerMwh: Float64Array;
}

/** A text of prices, the name of the provider that reads it, and what that must know. */
export interface PriceText {
  text: string;
  format: string;
  options: Record<string, unknown>;
}

const QUARTER_MS = 900_000;

/** Prices as a provider reads them. @throws SourceError where the text has none, UserError for options that cannot be used */
export function readPrices({ text, format, options }: PriceText): QuarterHours {
  const provider = priceProviders.find(({ name }) => name === format);
  if (provider === undefined) throw new UserError(`There is no format called ${format}.`);
  const slots = provider.read({ text, options });
  if (slots.length === 0) throw new SourceError('the answer has no prices');
  return {
    starts: Float64Array.from(slots, ({ start }) => start),
    usdPerMwh: Float64Array.from(slots, ({ value }) => value),
  };
}

/** From one of them until before another. */
export function slotsOf({ starts, usdPerMwh }: QuarterHours, from: number, to: number): Slot[] {
  return Array.from(starts.subarray(from, to), (start, at) => ({
    start,
    end: start + QUARTER_MS,
    value: usdPerMwh[from + at]!,
  }));
}
