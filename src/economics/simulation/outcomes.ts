import { square } from '../elementary/power.ts';
import { atRanks } from './order.ts';
import type { Paths } from './paths.ts';
import type { RiskShare } from './riskShares.ts';
import type { PlanName, Simulation } from './simulation.ts';

/** A value below which 5, 50 and 95 of 100 paths end, and the mean of all. */
export interface Band {
  p5Usd: number;
  p50Usd: number;
  p95Usd: number;
  meanUsd: number;
}

/** A conversion over many paths. */
export interface ConversionOutcome {
  /** NPV of the whole site. */
  site: Band;
  /** NPV of the conversion by itself. */
  alone: Band;
  /** The site's NPV above that of never leasing. */
  gain: Band;
  /** On how many of 100 paths that is above 0. */
  gainPositivePercent: number;
}

/** What a value so far is at the end of each month on 5, 50 and 95 of 100 paths. */
export interface Fan {
  p5Usd: Float64Array;
  p50Usd: Float64Array;
  p95Usd: Float64Array;
}

/** What many paths say, on the basis of the headline: after tax, without debt. */
export interface Outcomes {
  paths: number;
  mining: Band;
  colocation: ConversionOutcome;
  gpuCloud: ConversionOutcome;
  /** What the verdict is about: one of the two, or a split. */
  judged: ConversionOutcome;
  /** The site with colocation where the tenant is backed by somebody of investment grade, and where it is not. */
  backstop: { with: Band; without: Band };
  /** Mining with closing and renewal above mining without, and the standard error of that mean; of the first 1,000 paths. */
  options: { meanUsd: number; errorUsd: number };
  /** How often colocation has brought in more money than mining after so many months, undiscounted. */
  leaseAhead: { months: number; percent: number }[];
  /** Value so far by month, of the first 1,000 paths. */
  fan: Readonly<Record<Exclude<PlanName, 'split'>, Fan>>;
  /** What makes the spread of the gain of what is judged, the most first; empty where nobody asked. */
  riskShares: readonly RiskShare[];
}

/** Puts parts of a run together, in their order. */
export function joinPaths(parts: readonly Paths[]): Paths {
  const joined = (pick: (part: Paths) => Float64Array) => concatenated(parts.map(pick), Float64Array);
  const [first] = parts;
  if (first === undefined) throw new RangeError('parts must be at least one, read none');
  return {
    npvUsd: first.npvUsd.map((_, plan) => joined(({ npvUsd }) => npvUsd[plan]!)),
    conversionUsd: first.conversionUsd.map((_, plan) => joined(({ conversionUsd }) => conversionUsd[plan]!)),
    neverUsd: joined(({ neverUsd }) => neverUsd),
    otherBackstopUsd: joined(({ otherBackstopUsd }) => otherBackstopUsd),
    leaseAhead: first.leaseAhead.map((_, at) =>
      parts.reduce((sum, { leaseAhead }) => sum + leaseAhead[at]!, 0),
    ),
    fan: first.fan.map((_, plan) =>
      concatenated(
        parts.map(({ fan }) => fan[plan]!),
        Float32Array,
      ),
    ),
    logBtcPrice: joined(({ logBtcPrice }) => logBtcPrice),
    lastHashprice: joined(({ lastHashprice }) => lastHashprice),
  };
}

function concatenated<T extends Float64Array | Float32Array>(parts: T[], kind: new (length: number) => T): T {
  const all = new kind(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Percentiles and probabilities of all the paths of a simulation. */
export function outcomes(asked: {
  simulation: Simulation;
  paths: Paths;
  riskShares?: readonly RiskShare[];
  /** Of its paths, where they are known already. */
  fans?: readonly Fan[] | undefined;
}): Outcomes {
  const { simulation, paths, riskShares = [], fans = fansOf(asked) } = asked;
  const [mining, colocation] = paths.npvUsd as [Float64Array, Float64Array];
  const count = mining.length;
  const [own, other] = [band(colocation), band(paths.otherBackstopUsd)];
  const { hazard, otherHazard } = simulation.leaseRisks;
  const whole = [1, 2].map((plan) => conversionOutcome({ paths, plan }));
  return {
    paths: count,
    mining: band(mining),
    colocation: whole[0]!,
    gpuCloud: whole[1]!,
    judged: whole[simulation.judgedPlan - 1] ?? conversionOutcome({ paths, plan: simulation.judgedPlan }),
    backstop: hazard <= otherHazard ? { with: own, without: other } : { with: other, without: own },
    options: optionOutcome({ mining, never: paths.neverUsd }),
    leaseAhead: simulation.horizons.map((months, at) => ({
      months,
      percent: (paths.leaseAhead[at]! / count) * 100,
    })),
    fan: { mining: fans[0]!, colocation: fans[1]!, gpuCloud: fans[2]! },
    riskShares,
  };
}

/** What the paths say of one of the plans, of which the first is to mine. */
export function conversionOutcome({ paths, plan }: { paths: Paths; plan: number }): ConversionOutcome {
  const [mining] = paths.npvUsd as [Float64Array];
  const site = paths.npvUsd[plan]!;
  const gain = site.map((usd, path) => usd - mining[path]!);
  const positive = gain.reduce((count, usd) => count + (usd > 0 ? 1 : 0), 0);
  return {
    site: band(site),
    alone: band(paths.conversionUsd[plan]!),
    gain: band(gain),
    gainPositivePercent: (positive / gain.length) * 100,
  };
}

function optionOutcome({ mining, never }: { mining: Float64Array; never: Float64Array }) {
  const gains = never.map((usd, path) => mining[path]! - usd);
  const meanUsd = meanOf(gains);
  const variance = meanOf(gains.map((usd) => square(usd - meanUsd)));
  return { meanUsd, errorUsd: Math.sqrt(variance / gains.length) };
}

const meanOf = (values: Float64Array): number => values.reduce((sum, one) => sum + one, 0) / values.length;

/** Percentiles and mean of the paths' values. */
export function band(values: Float64Array): Band {
  const [p5Usd, p50Usd, p95Usd] = percentiles(values.slice());
  return { p5Usd, p50Usd, p95Usd, meanUsd: meanOf(values) };
}

/** Below which 5, 50 and 95 of 100 values lie; puts them in another order. */
function percentiles(values: Float64Array | Float32Array): [number, number, number] {
  const rank = (share: number) => Math.min(values.length - 1, Math.floor(share * values.length));
  return atRanks({ values, ranks: [rank(0.05), rank(0.5), rank(0.95)] }) as [number, number, number];
}

/** Value so far by plan and month, of the paths that are kept month by month. */
export const fansOf = (of: { simulation: Pick<Simulation, 'months'>; paths: Pick<Paths, 'fan'> }): Fan[] =>
  of.paths.fan.map((values) => fan({ values, months: of.simulation.months }));

function fan({ values, months }: { values: Float32Array; months: number }): Fan {
  const count = values.length / months;
  const of = (): Float64Array => new Float64Array(months);
  const [p5Usd, p50Usd, p95Usd] = [of(), of(), of()];
  const ofMonth = new Float32Array(count);
  for (let month = 0; month < months; month++) {
    for (let path = 0; path < count; path++) ofMonth[path] = values[path * months + month]!;
    const [p5, p50, p95] = percentiles(ofMonth);
    p5Usd[month] = p5;
    p50Usd[month] = p50;
    p95Usd[month] = p95;
  }
  return { p5Usd, p50Usd, p95Usd };
}
