import type { Assumptions } from '../case/assumptions.ts';
import { exp } from '../elementary/exp.ts';
import { log } from '../elementary/log.ts';
import { yearlyPowers } from '../elementary/powers.ts';
import { monthNumber } from '../month.ts';
import { networkBand, networkMove, responses } from './network.ts';

/** How hashprice is taken to move: with the network, not at all, by difficulty growth alone, or as forwards say. */
export const pathNames = ['network', 'constant', 'falling', 'forward'] as const;
export type PathName = (typeof pathNames)[number];

/** Hashprice as it is sold for a month to come. */
export interface ForwardPoint {
  /** `2026-09` */
  month: string;
  usdPerPhDay: number;
}

/** The market month by month, each as a multiple of month 1. */
export interface HashpricePath {
  hashprice: Float64Array;
  difficulty: Float64Array;
  btcPrice: Float64Array;
  /** The first so many months have their hashprice fixed at forwards. */
  fixedMonths: number;
  /** The band within which hashrate stays, as multiples of hashprice in month 1; the path itself but on the network's. */
  low: Float64Array;
  high: Float64Array;
}

/** What a path is computed from. */
export interface PathInputs {
  path: PathName;
  forwards: readonly ForwardPoint[];
  assumptions: Assumptions;
  startMonth: string;
  /** In month 1. */
  usdPerPhDay: number;
  /** The reward of a block as a share of month 1's, for as many months as there are. */
  reward: Float64Array;
}

/** The path of hashprice and the difficulty that it implies. Inputs are checked before. */
export function hashpricePath(asked: PathInputs): HashpricePath {
  const { path, reward, assumptions } = asked;
  const growth = 1 + assumptions.btcPriceGrowthPercentPerYear / 100;
  const months = reward.length;
  const btcPrice = yearlyPowers({ factor: growth, months }).slice();
  const paid = reward.map((share, month) => share * btcPrice[month]!);
  if (path === 'network') return onNetwork({ asked, paid, btcPrice, fixed: Float64Array.of(1) });
  if (path === 'forward') return onNetwork({ asked, paid, btcPrice, fixed: forwardShares(asked) });
  const harder = 1 + assumptions.difficultyGrowthPercentPerYear / 100;
  const difficulty = yearlyPowers({ factor: harder, months });
  const hashprice =
    path === 'constant' ? paid.map(() => 1) : paid.map((usd, month) => usd / difficulty[month]!);
  return closed({ hashprice, paid, btcPrice });
}

interface Following {
  asked: PathInputs;
  /** Reward times price. */
  paid: Float64Array;
  btcPrice: Float64Array;
  /** Hashprice of the first months, which is given. */
  fixed: Float64Array;
}

/** Hashrate leaves below the band and comes above it; what is given comes first. */
function onNetwork({ asked, paid, btcPrice, fixed }: Following): HashpricePath {
  const { assumptions, usdPerPhDay } = asked;
  const speeds = responses(assumptions);
  const band = networkBand({ assumptions, months: paid.length });
  const low = band.exitUsdPerPhDay.map((usd) => usd / usdPerPhDay);
  const high = band.entryUsdPerPhDay.map((usd) => usd / usdPerPhDay);
  const [difficulty, hashprice] = [new Float64Array(paid.length), new Float64Array(paid.length)];
  for (let month = 0; month < paid.length; month++) {
    const given = fixed[month];
    if (given !== undefined) difficulty[month] = paid[month]! / given;
    else {
      const ends = { low: log(low[month - 1]!), high: log(high[month - 1]!) };
      const moved = networkMove({ hashprice: log(hashprice[month - 1]!), ...ends, ...speeds });
      difficulty[month] = difficulty[month - 1]! * exp(moved);
    }
    hashprice[month] = paid[month]! / difficulty[month]!;
  }
  const fixedMonths = asked.path === 'forward' ? Math.min(fixed.length, paid.length) : 0;
  return { hashprice, difficulty, btcPrice, fixedMonths, low, high };
}

/** A path that says hashprice itself: hashrate is where it has to be. */
function closed(asked: {
  hashprice: Float64Array;
  paid: Float64Array;
  btcPrice: Float64Array;
}): HashpricePath {
  const { hashprice, paid, btcPrice } = asked;
  const difficulty = paid.map((usd, month) => usd / hashprice[month]!);
  return { hashprice, difficulty, btcPrice, fixedMonths: 0, low: hashprice, high: hashprice };
}

/** Forwards by month up to the last, between two of them at a steady rate, from today's hashprice on. */
function forwardShares({ forwards, startMonth, usdPerPhDay }: PathInputs): Float64Array {
  const first = monthNumber(startMonth);
  const points = forwards
    .map(({ month, usdPerPhDay: usd }) => ({
      at: monthNumber(month) - first,
      log: log(usd / usdPerPhDay),
    }))
    .sort((one, other) => one.at - other.at);
  const last = Math.max(0, points.at(-1)?.at ?? 0);
  const known = [{ at: 0, log: 0 }, ...points.filter(({ at }) => at > 0)];
  return Float64Array.from({ length: last + 1 }, (_, month) => {
    const after = known.findIndex(({ at }) => at >= month);
    const to = known[after]!;
    const from = known[Math.max(0, after - 1)]!;
    const share = to.at === from.at ? 1 : (month - from.at) / (to.at - from.at);
    return exp(from.log + (to.log - from.log) * share);
  });
}
