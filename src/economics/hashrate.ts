import { checkRange } from './range.ts';
import { DIFFICULTY_RANGE } from './units.ts';

const HASHES_PER_DIFFICULTY = 2 ** 32;
const TARGET_SECONDS_PER_BLOCK = 600;
const HASHES_PER_EH = 1e18;
const WINDOW_SECONDS_RANGE = { min: 1, max: 1e9, unit: 'seconds' };

/** Network hashrate in EH/s at which blocks come every 600 s. @throws RangeError */
export function networkHashrateFromDifficulty({ difficulty }: { difficulty: number }): number {
  return networkHashrateFromWork({ difficulties: [difficulty], windowSeconds: TARGET_SECONDS_PER_BLOCK });
}

/**
 * Network hashrate in EH/s from the blocks found in a window: their difficulties (at least one) and the window's
 * length. Its one-sigma noise is 1/√blocks, 8 % over 144, so that whoever shows it names the window.
 * @throws RangeError
 */
export function networkHashrateFromWork(window: {
  difficulties: readonly number[];
  windowSeconds: number;
}): number {
  const { difficulties, windowSeconds } = window;
  checkRange({ field: 'windowSeconds', value: windowSeconds, ...WINDOW_SECONDS_RANGE });
  checkRange({ field: 'difficulties.length', value: difficulties.length, min: 1, max: 1e7, unit: 'blocks' });
  let work = 0;
  for (const difficulty of difficulties) {
    work += checkRange({ field: 'difficulties', value: difficulty, ...DIFFICULTY_RANGE });
  }
  return (work * HASHES_PER_DIFFICULTY) / windowSeconds / HASHES_PER_EH;
}
