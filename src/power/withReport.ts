import { hasIndex, type MeterPrice } from '../economics/index.ts';

const QUARTER_MS = 900_000;

/**
 * What is charged, with a reported price in its place from `start` until `end`, in whole quarter hours: what is reported is
 * the index where there is one, else all that a MWh costs.
 */
export function withReport(asked: {
  prices: readonly MeterPrice[];
  report: { start: number; end: number; usdPerMwh: number };
}): MeterPrice[] {
  const { prices, report } = asked;
  const from = Math.floor(report.start / QUARTER_MS) * QUARTER_MS;
  const to = Math.ceil(report.end / QUARTER_MS) * QUARTER_MS;
  const isIndex = hasIndex(prices);
  return prices.flatMap((run) => {
    const [start, end] = [Math.max(run.start, from), Math.min(run.end, to)];
    if (start >= end) return [run];
    const usdPerMwh = isIndex ? run.usdPerMwh + run.ofIndex * report.usdPerMwh : report.usdPerMwh;
    const held = { start, end, usdPerMwh, ofIndex: 0 };
    return [{ ...run, end: start }, held, { ...run, start: end }].filter((one) => one.end > one.start);
  });
}

/** What is charged where the market's price is all that a MWh costs. */
export const atMarket = ({ from: start, to: end }: { from: number; to: number }): MeterPrice => ({
  ...{ start, end },
  ...{ usdPerMwh: 0, ofIndex: 1 },
});
