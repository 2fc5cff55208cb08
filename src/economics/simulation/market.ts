import type { Prepared } from '../case/case.ts';
import { log } from '../elementary/log.ts';
import { networkMove, responses } from '../paths/network.ts';
import { exponential } from './exponential.ts';
import { type FactorModel, factorModel, factorNames } from './factors.ts';
import { fillNormals } from './random.ts';

const COUNT = factorNames.length;
/** Each is walked with its shocks and with their opposites. */
const CENTRING_PATHS = 1000;

/** How the market moves around its path. Hashrate answers to hashprice as on the path: see networkMove(). */
export interface MarketModel extends FactorModel {
  months: number;
  /** Logarithms of the path and of the band within which hashrate stays, by month. */
  path: Float64Array;
  low: Float64Array;
  high: Float64Array;
  /** Shares of a gap closed in a month. */
  exit: number;
  entry: number;
  /** Hashprice of the first months is sold and moves with nothing. */
  fixedMonths: number;
  /** By month: what makes the mean of hashprice the path. */
  centre: Float64Array;
}

/** The levels of one path by month, as factors on what is assumed. */
export interface Market {
  hashprice: Float64Array;
  power: Float64Array;
  /** Logarithms: few months of them are asked for, and exponentials are most of the work. */
  rentLog: Float64Array;
  gpuLog: Float64Array;
  /** Logarithm of the BTC price in the last month over the assumed one. */
  logBtcPrice: number;
}

/** The market of a case. @throws RangeError when correlations contradict each other. */
export function marketModel(given: Prepared): MarketModel {
  const { market, months, assumptions } = given;
  const model: MarketModel = {
    ...factorModel(assumptions),
    ...responses(assumptions),
    months,
    path: market.hashprice.map(log),
    low: market.low.map(log),
    high: market.high.map(log),
    fixedMonths: market.fixedMonths,
    centre: new Float64Array(months).fill(1),
  };
  return { ...model, centre: centreOf(model) };
}

/** Hashprice is a ratio, and hashrate answers to it on one side faster than on the other: its mean is not its path. */
function centreOf(model: MarketModel): Float64Array {
  if (model.sigma[0] === 0 && model.sigma[1] === 0) return model.centre;
  const walk = hashpriceWalker(model);
  const sum = new Float64Array(model.months);
  const shocks = new Float64Array(model.months * COUNT);
  for (let path = 0; path < CENTRING_PATHS; path++) {
    fillNormals({ into: shocks, seed: CENTRING_SEED, stream: path });
    for (let sign = 0; sign < 2; sign++) {
      const { hashprice } = walk(shocks);
      for (let month = 0; month < sum.length; month++) sum[month]! += hashprice[month]!;
      for (let at = 0; at < shocks.length; at++) shocks[at] = -shocks[at]!;
    }
  }
  return sum.map((total) => (2 * CENTRING_PATHS) / total);
}

const CENTRING_SEED = 20_090_103;

/** Turns shocks into a market, the same arrays filled anew on each call. Month 1 is today's. */
export function marketWalker(model: MarketModel): (shocks: Float64Array) => Market {
  const { months, sigma } = model;
  const walkHashprice = hashpriceWalker(model);
  const zeros = () => new Float64Array(months);
  const [power, rents, gpus] = [zeros().fill(1), zeros(), zeros()];
  const by = movesOf(model);
  const [p0, p1, p2] = [by(2, 0), by(2, 1), by(2, 2)];
  const [r0, r1, r2, r3] = [by(3, 0), by(3, 1), by(3, 2), by(3, 3)];
  const [g0, g1, g2, g3, g4] = [by(4, 0), by(4, 1), by(4, 2), by(4, 3), by(4, 4)];
  const [p, r, g] = [drift(sigma[2]!), drift(sigma[3]!), drift(sigma[4]!)];

  return (shocks) => {
    const walked = walkHashprice(shocks);
    let powerLog = 0;
    let rentLog = 0;
    let gpuLog = 0;
    for (let month = 1, shock = 0; month < months; month++, shock += COUNT) {
      const z0 = shocks[shock]!;
      const z1 = shocks[shock + 1]!;
      const z2 = shocks[shock + 2]!;
      const z3 = shocks[shock + 3]!;
      const z4 = shocks[shock + 4]!;
      powerLog += p0 * z0 + p1 * z1 + p2 * z2 - p;
      rentLog += r0 * z0 + r1 * z1 + r2 * z2 + r3 * z3 - r;
      gpuLog += g0 * z0 + g1 * z1 + g2 * z2 + g3 * z3 + g4 * z4 - g;
      power[month] = exponential(powerLog);
      rents[month] = rentLog;
      gpus[month] = gpuLog;
    }
    return { ...walked, power, rentLog: rents, gpuLog: gpus };
  };
}

/** The same for hashprice and the BTC price, which only the first two shocks of a month move. */
function hashpriceWalker(
  model: MarketModel,
): (shocks: Float64Array) => Pick<Market, 'hashprice' | 'logBtcPrice'> {
  const { months, sigma, path, low, high, exit, entry, centre, fixedMonths } = model;
  const hashprice = new Float64Array(months).fill(1);
  const band = { exit, entry };
  const expected = path.map((log, month) =>
    networkMove({ hashprice: log, low: low[month]!, high: high[month]!, ...band }),
  );
  const by = movesOf(model);
  const [b0, h0, h1] = [by(0, 0), by(1, 0), by(1, 1)];
  const [b, h] = [drift(sigma[0]!), drift(sigma[1]!)];

  return (shocks) => {
    let btcLog = 0;
    let hashrateLog = 0;
    for (let month = 1, shock = 0; month < months; month++, shock += COUNT) {
      const z0 = shocks[shock]!;
      const z1 = shocks[shock + 1]!;
      const before = month - 1;
      const log = path[before]! + btcLog - hashrateLog;
      const [floor, ceiling] = [low[before]!, high[before]!];
      const move = log < floor ? exit * (log - floor) : log > ceiling ? entry * (log - ceiling) : 0;
      hashrateLog += move - expected[before]! + h0 * z0 + h1 * z1 - h;
      btcLog += b0 * z0 - b;
      hashprice[month] = month < fixedMonths ? 1 : exponential(btcLog - hashrateLog) * centre[month]!;
    }
    return { hashprice, logBtcPrice: btcLog };
  };
}

/** How far the shock of a column moves the logarithm of the factor of a row in a month. */
const movesOf =
  ({ sigma, root }: MarketModel) =>
  (row: number, column: number): number =>
    sigma[row]! * root[row * COUNT + column]!;

/** What keeps the mean of a factor at 1. */
const drift = (sigma: number): number => (sigma * sigma) / 2;
