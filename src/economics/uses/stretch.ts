import { type MiningClass, meterMwOf, newThPerMw, thPerSOf } from './fleet.ts';
import type { Valuation } from './valuation.ts';

/** The best end of what began in a month: its value in today's money, and the month of the end. */
interface Stretch {
  usd: number;
  to: number;
}

/**
 * What ending is worth beside the resale of the machines, by the last month that is mined, in today's money per MW:
 * the land, or new machines and all that comes of them less their price.
 */
export interface Ends {
  /** Below every number where mining may not end. */
  usd: Float64Array;
  /** 1 where new machines follow. */
  renewed: Uint8Array;
  /** By the month in which new machines begin: the month of their end. */
  to: Int32Array;
}

/** Ends at which the land is sold. */
export function closings({ task, present }: Valuation): Ends {
  const { lastMonth, mayMine, classes, landUsd } = task;
  const usd = new Float64Array(lastMonth).fill(Number.NEGATIVE_INFINITY);
  const perMw = landUsd / meterMwOf(classes);
  const first = mayMine.includes('closing') ? 0 : lastMonth - 1;
  for (let month = first; month < lastMonth; month++) usd[month] = perMw * present.discount[month]!;
  return { usd, renewed: new Uint8Array(lastMonth), to: new Int32Array(lastMonth) };
}

/** Ends at which the land is sold or machines are bought; from the last month back, so that what follows is known. */
export function bestEnds(valuation: Valuation): Ends {
  const { task, present } = valuation;
  const ends = closings(valuation);
  if (!task.mayMine.includes('renewal')) return ends;
  const thPerMw = newThPerMw(task.given);
  for (let from = task.lastMonth - 1; from >= 1; from--) {
    const thPerS = thPerMw[from]!;
    const { usd, to } = bestStretch({ valuation, machines: [{ meterMw: 1, thPerS }], from, ends });
    const renewedUsd = usd - thPerS * present.pricePerTh[from - 1]!;
    ends.to[from] = to;
    if (renewedUsd <= ends.usd[from - 1]!) continue;
    ends.usd[from - 1] = renewedUsd;
    ends.renewed[from - 1] = 1;
  }
  return ends;
}

/** How long to run machines that are there from a month on. Asked for every month in which machines can be bought. */
export function bestStretch(asked: {
  valuation: Valuation;
  machines: readonly MiningClass[];
  from: number;
  ends: Ends;
}): Stretch {
  const { valuation, machines, from, ends } = asked;
  const { task, rates, present, costUsdPerMw } = valuation;
  const { lastMonth, given } = task;
  const { revenueUsdPerTh } = rates;
  const { revenuePerTh, costPerMw, fixedPerMw, pricePerTh } = present;
  const endUsd = ends.usd;
  const mw = meterMwOf(machines);
  const resaleTh = (thPerSOf(machines) * given.assumptions.salvagePercent) / 100;
  let bestUsd = Number.NEGATIVE_INFINITY;
  let to = lastMonth;
  let sum = 0;
  // The hottest loop of all: each class is switched off where it would lose money.
  for (let month = from; month < lastMonth; month++) {
    let earned = -mw * fixedPerMw[month]!;
    for (let at = 0; at < machines.length; at++) {
      const { thPerS, meterMw } = machines[at]!;
      if (thPerS * revenueUsdPerTh[month]! > meterMw * costUsdPerMw[month]!)
        earned += thPerS * revenuePerTh[month]! - meterMw * costPerMw[month]!;
    }
    sum += earned;
    const usd = sum + resaleTh * pricePerTh[month]! + mw * endUsd[month]!;
    if (usd > bestUsd) {
      bestUsd = usd;
      to = month + 1;
    }
  }
  return { usd: bestUsd, to };
}
