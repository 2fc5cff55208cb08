import type { Paths, Simulation } from './paths.ts';

/** A value below which 5, 50 and 95 of 100 paths end. */
export interface Band {
  p5Usd: number;
  p50Usd: number;
  p95Usd: number;
}

/** What many paths say. NPV of the whole site, before tax and debt. */
export interface Outcomes {
  paths: number;
  mining: Band;
  colocation: Band;
  gpuCloud: Band;
  /** Colocation above mining. */
  difference: Band;
  /** How often colocation is ahead of mining after so many months; the last is the whole horizon. */
  leaseWins: { months: number; percent: number }[];
}

/** Puts parts of a run together, in their order. */
export function joinPaths(parts: readonly Paths[]): Paths {
  const joined = (pick: (part: Paths) => Float64Array) => {
    const all = new Float64Array(parts.reduce((sum, part) => sum + pick(part).length, 0));
    let at = 0;
    for (const part of parts) {
      all.set(pick(part), at);
      at += pick(part).length;
    }
    return all;
  };
  const [first] = parts;
  return {
    npvUsd: first?.npvUsd.map((_, plan) => joined(({ npvUsd }) => npvUsd[plan]!)) ?? [],
    leaseWins: (first?.leaseWins ?? new Float64Array()).map((_, at) =>
      parts.reduce((sum, { leaseWins }) => sum + leaseWins[at]!, 0),
    ),
    logBtcPrice: joined(({ logBtcPrice }) => logBtcPrice),
  };
}

/** Percentiles and probabilities of all the paths of a simulation. */
export function outcomes(asked: { simulation: Simulation; paths: Paths }): Outcomes {
  const { simulation, paths } = asked;
  const [mining, colocation, gpuCloud] = paths.npvUsd as [Float64Array, Float64Array, Float64Array];
  const count = mining.length;
  return {
    paths: count,
    mining: band(mining),
    colocation: band(colocation),
    gpuCloud: band(gpuCloud),
    difference: band(colocation.map((usd, path) => usd - mining[path]!)),
    leaseWins: simulation.horizons.map((months, at) => ({
      months,
      percent: (paths.leaseWins[at]! / count) * 100,
    })),
  };
}

function band(values: Float64Array): Band {
  const sorted = values.toSorted();
  const below = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
  return { p5Usd: below(0.05), p50Usd: below(0.5), p95Usd: below(0.95) };
}
