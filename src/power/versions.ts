import { inTurn, type PowerPrice } from './prices.ts';

/** Prices of a day taken together: their mean by how long each held (USD per MWh), and for how many hours one is known. */
export interface MeanPrice {
  usdPerMwh: number;
  hoursKnown: number;
}

/** A price that took the place of another for the same time. */
export interface Correction {
  start: number;
  recordedAt: number;
  wasUsdPerMwh: number;
  isUsdPerMwh: number;
  source: string;
}

/** What is known of a day's prices, and what was known when it ended. Undefined where no hour has a price. */
export interface DayVersions {
  known: MeanPrice | undefined;
  atEnd: MeanPrice | undefined;
  /** In the order in which they were kept. */
  corrections: Correction[];
  /** As they count now, in turn. */
  prices: PowerPrice[];
}

const HOUR_MS = 3_600_000;

/** The versions of the prices that hold at some time from `from` until before `to`, as they were kept. */
export function dayVersions(asked: { prices: readonly PowerPrice[]; from: number; to: number }): DayVersions {
  const { prices, from, to } = asked;
  const mean = (of: readonly PowerPrice[]) => meanOf({ prices: inTurn(of), from, to });
  const sorted = prices.toSorted((a, b) => a.start - b.start || a.recordedAt - b.recordedAt);
  const corrections = sorted.flatMap(({ start, recordedAt, usdPerMwh, source }, at): Correction[] => {
    const before = sorted[at - 1];
    const corrects = before?.start === start && before.usdPerMwh !== usdPerMwh;
    return corrects
      ? [{ start, recordedAt, source, wasUsdPerMwh: before.usdPerMwh, isUsdPerMwh: usdPerMwh }]
      : [];
  });
  return {
    known: mean(prices),
    atEnd: mean(prices.filter(({ recordedAt }) => recordedAt <= to)),
    corrections: corrections.toSorted((a, b) => a.recordedAt - b.recordedAt),
    prices: inTurn(prices),
  };
}

function meanOf(asked: { prices: readonly PowerPrice[]; from: number; to: number }): MeanPrice | undefined {
  const { prices, from, to } = asked;
  const held = prices
    .map(({ start, end, usdPerMwh }) => ({ usdPerMwh, ms: Math.min(end, to) - Math.max(start, from) }))
    .filter(({ ms }) => ms > 0);
  const ms = held.reduce((sum, price) => sum + price.ms, 0);
  if (ms === 0) return undefined;
  const paid = held.reduce((sum, price) => sum + price.usdPerMwh * price.ms, 0);
  return { usdPerMwh: paid / ms, hoursKnown: ms / HOUR_MS };
}
