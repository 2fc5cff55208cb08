import { z } from 'zod';
import { difficultyFromBits } from '../economics/index.ts';
import { SourceError } from '../net/http.ts';
import type { Chain } from './contract.ts';
import { blockHeight, unixSeconds } from './shapes.ts';

/** A block as mempool lists it: compact bits as a number, time in seconds. */
export const block = z.object({
  /** Its hash. */
  id: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  height: blockHeight,
  timestamp: unixSeconds,
  difficulty: z.number().positive(),
  bits: z.number().int().positive().optional(),
  /** Sats. */
  extras: z.object({ totalFees: z.number().nonnegative().optional() }).optional(),
});
export type Block = z.infer<typeof block>;

export type PeriodStart = Pick<Chain, 'periodStartHeight' | 'periodStartTime' | 'previousRetargetPercent'>;

/** The newest of these blocks. Rejects where difficulty and compact bits of the block contradict each other. */
export function readTip(
  blocks: Block[],
): Pick<Chain, 'height' | 'tipTime' | 'difficulty'> & { hash?: string } {
  const tip = blocks.reduce((newest, candidate) => (candidate.height > newest.height ? candidate : newest));
  if (tip.bits !== undefined) checkBits({ bits: tip.bits, difficulty: tip.difficulty });
  const { height, timestamp, difficulty, id } = tip;
  return { height, tipTime: timestamp, difficulty, ...(id === undefined ? {} : { hash: id }) };
}

const PERIOD_KEPT_MS = 5 * 60_000;

/**
 * Keeps what a source said of the period that its tip is in, as it is always the same: until the next block, and five
 * minutes at most, so that what it once said wrongly lasts no longer. A clock that is set back begins them anew.
 */
export function periodKeeper({ now }: { now: () => number }) {
  let kept: { tip: string; readAt: number; start: PeriodStart } | undefined;
  return async (tip: string, read: () => Promise<PeriodStart>): Promise<PeriodStart> => {
    const at = now();
    if (kept?.tip !== tip || at - kept.readAt >= PERIOD_KEPT_MS)
      kept = { tip, readAt: at, start: await read() };
    kept.readAt = Math.min(kept.readAt, at);
    return kept.start;
  };
}

/** Difficulty is printed from the bits: where the two differ by more than rounding, one of them is wrong. */
export function checkBits({ bits, difficulty }: { bits: number; difficulty: number }): void {
  const implied = difficultyFromBits({ bits });
  if (Math.abs(implied / difficulty - 1) > 1e-6) {
    throw new SourceError(`difficulty ${difficulty} contradicts its bits, which say ${implied}`);
  }
}
