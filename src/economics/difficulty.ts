import { checkInteger, checkRange, describe, OutOfRangeError } from './range.ts';
import { DIFFICULTY_RANGE } from './units.ts';

/** Target at difficulty 1: the proof-of-work limit as compact bits hold it (0x1d00ffff). */
const MAX_TARGET = 0xffffn << 208n;
const PERIOD_SECONDS = 1_209_600;
const SHORTEST_SPAN_SECONDS = PERIOD_SECONDS / 4;
const LONGEST_SPAN_SECONDS = PERIOD_SECONDS * 4;
const UINT32_MAX = 2 ** 32 - 1;
const SIGN_BIT = 0x00800000;

/**
 * The target that compact bits (nBits of a block header) stand for, exact. Source: Bitcoin Core,
 * arith_uint256::SetCompact. @throws RangeError for bits whose target is zero, negative or above difficulty 1.
 */
export function targetFromBits({ bits }: { bits: number }): bigint {
  checkInteger({ field: 'bits', value: bits, min: 0, max: UINT32_MAX });
  const exponent = BigInt(bits >>> 24);
  const mantissa = BigInt(bits & 0x007fffff);
  const target = exponent <= 3n ? mantissa >> (8n * (3n - exponent)) : mantissa << (8n * (exponent - 3n));
  if ((bits & SIGN_BIT) === 0 && target > 0n && target <= MAX_TARGET) return target;
  throw new OutOfRangeError(
    `bits must stand for a target between 1 and that of 0x1d00ffff, read 0x${bits.toString(16).padStart(8, '0')}`,
  );
}

/** The compact bits of a target, which keep its three leading bytes. @throws RangeError */
export function bitsFromTarget({ target }: { target: bigint }): number {
  checkTarget(target);
  let size = Math.ceil(target.toString(16).length / 2);
  let mantissa = Number(size <= 3 ? target << BigInt(8 * (3 - size)) : target >> BigInt(8 * (size - 3)));
  // The mantissa's highest bit is a sign: a target that would set it moves down by one byte.
  if (mantissa & SIGN_BIT) {
    mantissa >>= 8;
    size += 1;
  }
  return size * 2 ** 24 + mantissa;
}

/** Difficulty that compact bits stand for (1 at 0x1d00ffff). @throws RangeError */
export function difficultyFromBits({ bits }: { bits: number }): number {
  return difficultyFromTarget({ target: targetFromBits({ bits }) });
}

/** Difficulty of a target: 0xffff·2^208 ÷ target, to the precision of a double. @throws RangeError */
export function difficultyFromTarget({ target }: { target: bigint }): number {
  checkTarget(target);
  return Number(MAX_TARGET) / Number(target);
}

/** Target of a difficulty (1…1e30), floored; as exact as the double that carries the difficulty. @throws RangeError */
export function targetFromDifficulty({ difficulty }: { difficulty: number }): bigint {
  checkRange({ field: 'difficulty', value: difficulty, ...DIFFICULTY_RANGE });
  // A double of at least 1 has at most 52 binary places, so that the scaled difficulty is an integer.
  return (MAX_TARGET << 52n) / BigInt(difficulty * 2 ** 52);
}

export interface Retarget {
  /** Compact bits of the next period. */
  bits: number;
  /** First to last block as measured: 2,015 intervals. */
  spanSeconds: number;
  /** Whether the span lay outside a quarter to four times two weeks and was taken as that limit. */
  clamped: boolean;
  changePercent: number;
}

/**
 * The retarget at the end of a period of 2,016 blocks as consensus computes it, exact to the bit, from the bits of
 * the period and the header times of its first and last block.
 * Source: Bitcoin Core, CalculateNextWorkRequired. @throws RangeError
 */
export function retarget(period: {
  bits: number;
  firstBlockTimeSeconds: number;
  lastBlockTimeSeconds: number;
}): Retarget {
  const { bits, firstBlockTimeSeconds, lastBlockTimeSeconds } = period;
  const seconds = { min: 0, max: UINT32_MAX, unit: 'Unix seconds' };
  checkInteger({ field: 'firstBlockTimeSeconds', value: firstBlockTimeSeconds, ...seconds });
  checkInteger({ field: 'lastBlockTimeSeconds', value: lastBlockTimeSeconds, ...seconds });
  const spanSeconds = lastBlockTimeSeconds - firstBlockTimeSeconds;
  const usedSeconds = Math.min(Math.max(spanSeconds, SHORTEST_SPAN_SECONDS), LONGEST_SPAN_SECONDS);
  const wanted = (targetFromBits({ bits }) * BigInt(usedSeconds)) / BigInt(PERIOD_SECONDS);
  const bitsAfter = bitsFromTarget({ target: wanted > MAX_TARGET ? MAX_TARGET : wanted });
  const ratio = difficultyFromBits({ bits: bitsAfter }) / difficultyFromBits({ bits });
  return {
    bits: bitsAfter,
    spanSeconds,
    clamped: usedSeconds !== spanSeconds,
    changePercent: (ratio - 1) * 100,
  };
}

function checkTarget(target: bigint): void {
  if (typeof target === 'bigint' && target > 0n && target <= MAX_TARGET) return;
  throw new OutOfRangeError(`target must be between 1 and 0xffff·2^208, read ${describe(target)}`);
}
