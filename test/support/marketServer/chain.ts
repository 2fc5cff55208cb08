/** The chain as a stand-in serves it: blocks at an even pace up to a tip a few minutes ago. */
export interface Chain {
  height: number;
  /** Seconds between blocks. */
  spacingSeconds: number;
  /** Seconds from the tip to the present. */
  tipAgeSeconds: number;
  /** What a block at this height says. */
  difficultyAt(height: number): number;
  bitsAt(height: number): number;
  /** Unix seconds. */
  timeAt(height: number): number;
  feesSatsAt(height: number): number;
  /** Hashes and headers (160 hex digits) where there are real ones; nothing otherwise. */
  hashAt(height: number): string | undefined;
  headerOf(hash: string): string | undefined;
}

/** The difficulties of 2026 by first height, with their compact bits. */
const periods = [
  { height: 951_552, bits: 0x1702068f, difficulty: 138_955_357_012_247.3 },
  { height: 949_536, bits: 0x17020f79, difficulty: 136_607_070_854_775.06 },
  { height: 947_520, bits: 0x17021ff0, difficulty: 132_472_011_079_030.52 },
  { height: 945_504, bits: 0x17021369, difficulty: 135_594_876_535_256.58 },
  { height: 943_488, bits: 0x17020684, difficulty: 138_966_872_071_213.2 },
  { height: 941_472, bits: 0x17021a91, difficulty: 133_793_147_307_542.75 },
];

export function createChain({ now }: { now: () => number }): Chain {
  const periodOf = (height: number) => periods.find((period) => period.height <= height) ?? periods.at(-1)!;
  const chain: Chain = {
    height: 946_000,
    spacingSeconds: 595,
    tipAgeSeconds: 240,
    difficultyAt: (height) => periodOf(height).difficulty,
    bitsAt: (height) => periodOf(height).bits,
    timeAt: (height) =>
      Math.floor(now() / 1000) - chain.tipAgeSeconds - (chain.height - height) * chain.spacingSeconds,
    feesSatsAt: (height) => 2_000_000 + (height % 7) * 100_000,
    hashAt: () => undefined,
    headerOf: () => undefined,
  };
  return chain;
}

/** The first height of the period that `height` is in. */
export const periodStart = (height: number) => height - (height % 2016);

/** The last retarget at `height`, in percent. */
export function retargetPercent(chain: Chain, height: number): number {
  const start = periodStart(height);
  return (chain.difficultyAt(start) / chain.difficultyAt(start - 1) - 1) * 100;
}
