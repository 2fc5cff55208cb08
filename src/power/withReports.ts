import { hasIndex, type MeterPrice } from '../economics/index.ts';
import type { PowerPrice } from './prices.ts';

const QUARTER_MS = 900_000;

/** A reported price and when it held, in Unix milliseconds. */
type Held = Pick<PowerPrice, 'start' | 'end' | 'usdPerMwh'>;

/**
 * What is charged, with reported prices in its place while each held: what is reported is the index where there is one, else
 * all that a MWh costs. A quarter hour in which one begins or ends counts at the mean over it. Reports come one after the other.
 */
export function withReports(asked: {
  prices: readonly MeterPrice[];
  reports: readonly Held[];
}): MeterPrice[] {
  const { prices, reports } = asked;
  const isIndex = hasIndex(prices);
  const edges = reports.flatMap(({ start, end }) => [start, end].flatMap(quarterAround));
  return prices.flatMap((run) =>
    cutAt({ run, edges }).map(({ start, end }) => {
      const held = reports
        .map((one) => ({ ...one, ms: Math.min(one.end, end) - Math.max(one.start, start) }))
        .filter(({ ms }) => ms > 0);
      if (held.length === 0) return { ...run, start, end };
      const ms = end - start;
      const reported = held.reduce((sum, one) => sum + one.usdPerMwh * one.ms, 0) / ms;
      const rest = (ms - held.reduce((sum, one) => sum + one.ms, 0)) / ms;
      return isIndex
        ? { start, end, usdPerMwh: run.usdPerMwh + run.ofIndex * reported, ofIndex: run.ofIndex * rest }
        : { start, end, usdPerMwh: run.usdPerMwh * rest + reported, ofIndex: 0 };
    }),
  );
}

const quarterAround = (time: number): number[] =>
  [Math.floor, Math.ceil].map((round) => round(time / QUARTER_MS) * QUARTER_MS);

/** The stretches of a run between those of the edges that lie within it. */
function cutAt({ run, edges }: { run: MeterPrice; edges: readonly number[] }) {
  const inside = edges.filter((edge) => edge > run.start && edge < run.end);
  const cuts = [...new Set([run.start, ...inside, run.end])].toSorted((a, b) => a - b);
  return cuts.slice(1).map((end, at) => ({ start: cuts[at]!, end }));
}

/** What is charged where the market's price is all that a MWh costs. */
export const atMarket = ({ from: start, to: end }: { from: number; to: number }): MeterPrice => ({
  ...{ start, end },
  ...{ usdPerMwh: 0, ofIndex: 1 },
});
