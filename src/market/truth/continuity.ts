import { networkHashrateFromDifficulty } from '../../economics/index.ts';
import type { Chain, Fees, ObservedHashrate } from '../contract.ts';
import type { Anchor } from '../lastGood.ts';
import { reference } from '../reference.ts';
import { type Refusal, show } from './plausible.ts';

const HOUR_MS = 3_600_000;
const YEAR_MS = 365.25 * 24 * HOUR_MS;
const PERIOD = 2_016;
const BLOCK_MS = 600_000;
/** A small reorganisation, or sources that hear of blocks at different moments. */
const NEAR_BLOCKS = 10;
/** Block times may be two hours out of order. */
const TIME_TOLERANCE_MS = 2 * HOUR_MS;

/** Why a chain does not continue the one last confirmed, `last`; judged against the built-in reference without one. */
export function contradictsChain(
  chain: Chain,
  { last, now }: { last?: Anchor<Chain>; now: number },
): Refusal {
  if (!last) return contradictsReference(chain, now);
  const known = last.value;
  return (
    contradictsHeight(chain, { last, now }) ??
    (chain.periodStartHeight === known.periodStartHeight
      ? refuseSamePeriod(chain, known)
      : refuseOtherPeriod(chain, known))
  );
}

/**
 * Why a height does not follow from the one last confirmed, or from the built-in reference, in the time since. It is what
 * block headers do not tell: only the pace of blocks bounds it.
 */
export function contradictsHeight(
  chain: Chain,
  { last, now }: { last?: Anchor<Chain>; now: number },
): Refusal {
  return last
    ? refuseHeight({ chain, known: last.value, elapsedMs: now - last.observedAt })
    : refuseReferenceHeight(chain, now);
}

function refuseReferenceHeight({ height }: Chain, now: number): Refusal {
  const known = reference.chain;
  const highest = known.height + PERIOD + (1.25 * sinceReference(now)) / BLOCK_MS;
  return height < known.height - NEAR_BLOCKS || height > highest
    ? `height ${show(height)}, which does not fit ${REFERENCE} of ${show(known.height)}`
    : undefined;
}

const REFERENCE = 'the built-in reference';
const sinceReference = (now: number) => Math.max(0, now - reference.observedAt);

/** What a chain can be long after the reference was made, with no other knowledge of it. */
function contradictsReference(chain: Chain, now: number): Refusal {
  const { difficulty } = chain;
  const known = reference.chain;
  // Since ASICs are mined with, difficulty has moved by less than ×2 and ÷2 a year.
  const factor = 2 * 2 ** (sinceReference(now) / YEAR_MS);
  const refusal = refuseReferenceHeight(chain, now);
  if (refusal !== undefined) return refusal;
  if (difficulty > known.difficulty * factor || difficulty < known.difficulty / factor)
    return `difficulty ${show(difficulty)}, which does not fit ${REFERENCE} of ${show(known.difficulty)}`;
  return undefined;
}

function refuseHeight(asked: { chain: Chain; known: Chain; elapsedMs: number }): Refusal {
  const { chain, known, elapsedMs } = asked;
  const ahead = chain.height - known.height;
  const away = `height ${show(chain.height)}, which is ${show(Math.abs(ahead))}`;
  if (ahead < -NEAR_BLOCKS) return `${away} below the last known`;
  // Twice the usual pace leaves room for luck and for a hashrate that doubles.
  if (ahead > NEAR_BLOCKS + (2 * Math.max(0, elapsedMs)) / BLOCK_MS) return `${away} above the last known`;
  return undefined;
}

function refuseSamePeriod(chain: Chain, known: Chain): Refusal {
  if (!isSameDifficulty(chain, known)) return `${moved(chain, known)} with no retarget in between`;
  if (Math.abs(chain.previousRetargetPercent - known.previousRetargetPercent) > 0.05)
    return `a last retarget of ${show(chain.previousRetargetPercent)}% after ${show(known.previousRetargetPercent)}%`;
  if (!isSameTime(chain.periodStartTime, known.periodStartTime)) return 'another start of the same period';
  return undefined;
}

/** At a retarget difficulty follows from the time that the period took, and changes by at most a factor of four. */
function refuseOtherPeriod(chain: Chain, known: Chain): Refusal {
  const retargets = Math.abs(chain.periodStartHeight - known.periodStartHeight) / PERIOD;
  const factor = chain.difficulty / known.difficulty;
  const most = 4 ** retargets;
  if (factor > most || factor < 1 / most) return `${moved(chain, known)}, accepted ×¼ to ×4 per retarget`;
  if (chain.periodStartHeight !== known.periodStartHeight + PERIOD) return undefined;
  const wanted = (PERIOD * BLOCK_MS) / (chain.periodStartTime - known.periodStartTime);
  const ruled = Math.min(4, Math.max(0.25, wanted > 0 ? wanted : 4));
  return Math.abs(factor / ruled - 1) <= 0.1
    ? undefined
    : `${moved(chain, known)}, where block times make it ×${show(Number(ruled.toFixed(2)))}`;
}

const moved = (chain: Chain, known: Chain) =>
  `difficulty ${show(chain.difficulty)} after ${show(known.difficulty)}`;
const isSameDifficulty = (a: Chain, b: Chain) => Math.abs(a.difficulty / b.difficulty - 1) < 1e-6;
const isSameTime = (a: number, b: number) => Math.abs(a - b) <= TIME_TOLERANCE_MS;

/** Whether two sources tell of the same chain. */
export const agreeOnChain = (a: Chain, b: Chain): boolean =>
  Math.abs(a.height - b.height) <= NEAR_BLOCKS &&
  (a.periodStartHeight === b.periodStartHeight
    ? refuseSamePeriod(a, b) === undefined
    : // One has heard of a retarget, the other not yet.
      refuseOtherPeriod(a.height > b.height ? a : b, a.height > b.height ? b : a) === undefined);

/** More a block has been paid on a few days only. */
const MOST_FEES_BTC = 1;

/**
 * Why mean fees do not continue the last confirmed ones: a mean of 144 blocks moves by little within minutes. The
 * longer the last value has stood, the more is believed: ×2 and ÷2, and again for each hour.
 */
export function contradictsFees(fees: Fees, { last, now }: { last?: Anchor<Fees>; now: number }): Refusal {
  const { btcPerBlock } = fees;
  if (!last) {
    return btcPerBlock <= MOST_FEES_BTC
      ? undefined
      : `fees ${show(btcPerBlock)} BTC per block, where up to ${MOST_FEES_BTC} is usual`;
  }
  const known = Math.max(last.value.btcPerBlock, 0.005);
  const factor = 2 ** (1 + Math.max(0, now - last.observedAt) / HOUR_MS);
  const most = Math.max(2 * known, Math.min(known * factor, MOST_FEES_BTC));
  if (btcPerBlock <= most && btcPerBlock >= last.value.btcPerBlock / factor) return undefined;
  return `fees ${show(btcPerBlock)} BTC per block after ${show(last.value.btcPerBlock)}`;
}

export const agreeOnFees = (a: Fees, b: Fees): boolean =>
  Math.abs(a.btcPerBlock - b.btcPerBlock) <= Math.max(0.002, 0.1 * Math.max(a.btcPerBlock, b.btcPerBlock));

const HASHRATE_FACTOR = 1.5;
/** Fewer blocks say too little of their pace. */
const PACE_BLOCKS = 144;

/** Why an observed hashrate does not fit what the blocks themselves say: their bits, and their pace in this period. */
export function contradictsHashrate({ ehPerS }: ObservedHashrate, { chain }: { chain: Chain }): Refusal {
  const byBits = networkHashrateFromDifficulty({ difficulty: chain.difficulty });
  const blocks = chain.height - chain.periodStartHeight;
  const elapsedMs = chain.tipTime - chain.periodStartTime;
  const byPace = blocks >= PACE_BLOCKS && elapsedMs > 0 ? (byBits * blocks * BLOCK_MS) / elapsedMs : byBits;
  const least = Math.min(byBits, byPace) / HASHRATE_FACTOR;
  const most = Math.max(byBits, byPace) * HASHRATE_FACTOR;
  if (ehPerS >= least && ehPerS <= most) return undefined;
  return `network hashrate ${show(Math.round(ehPerS))} EH/s, where the blocks say ${show(Math.round(byPace))}`;
}

export const agreeOnHashrate = (a: ObservedHashrate, b: ObservedHashrate): boolean =>
  Math.abs(a.ehPerS / b.ehPerS - 1) <= 0.25;
