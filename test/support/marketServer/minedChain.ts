import { difficultyFromBits, retarget, targetFromBits } from '../../../src/economics/index.ts';
import { readHeader } from '../../../src/market/truth/header.ts';
import type { Chain } from './chain.ts';

/** Targets are so many times as easy as their bits say: one hash in two has work enough. */
export const EASE = 2n ** 77n;

interface Mined {
  /** Unix seconds. */
  time: number;
  bits: number;
  hex: string;
  hash: string;
}

const START = 943_488;
const BITS = 0x17020684;
const PERIOD = 2_016;

/** A chain of real headers but for their work: linked, with bits by the retarget rule, from the start of a period on. */
export function mineChain({ tipHeight, tipTime }: { tipHeight: number; tipTime: number }) {
  const spacing = 595;
  const blocks: Mined[] = [];
  const bitsOf = (height: number) => {
    const at = height - START;
    if (at % PERIOD !== 0 || at === 0) return blocks.at(-1)?.bits ?? BITS;
    const [first, last] = [blocks[at - PERIOD]!, blocks[at - 1]!];
    return retarget({ bits: last.bits, firstBlockTimeSeconds: first.time, lastBlockTimeSeconds: last.time })
      .bits;
  };
  const mineNext = (time: number) => {
    const bits = bitsOf(START + blocks.length);
    blocks.push(mine({ previousHash: blocks.at(-1)?.hash ?? '00'.repeat(32), time, bits }));
  };
  const tipSeconds = Math.floor(tipTime / 1000);
  for (let height = START; height <= tipHeight; height++)
    mineNext(tipSeconds - (tipHeight - height) * spacing);
  return {
    /** Adds a block found at this time (Unix milliseconds). */
    mine: (time: number) => mineNext(Math.floor(time / 1000)),
    /** Makes a stand-in serve these blocks; what lies before them stays as it is. */
    serve(chain: Chain) {
      const { difficultyAt, bitsAt, timeAt } = chain;
      const at = (height: number) => blocks[height - START];
      const known = (height: number) => difficultyFromBits({ bits: at(height)!.bits });
      chain.height = START + blocks.length - 1;
      chain.difficultyAt = (height) => (at(height) ? known(height) : difficultyAt(height));
      chain.bitsAt = (height) => at(height)?.bits ?? bitsAt(height);
      chain.timeAt = (height) => at(height)?.time ?? timeAt(height);
      chain.hashAt = (height) => at(height)?.hash;
      chain.headerOf = (hash) => blocks.find((block) => block.hash === hash)?.hex;
    },
  };
}

/** Tells of the same blocks as so many heights further on: headers hold no height. */
export function tellFurtherOn({ chain, blocks }: { chain: Chain; blocks: number }): void {
  const { height, hashAt, difficultyAt, bitsAt, timeAt } = chain;
  Object.assign(chain, {
    height: height + blocks,
    hashAt: (at: number) => hashAt(at - blocks),
    difficultyAt: (at: number) => difficultyAt(at - blocks),
    bitsAt: (at: number) => bitsAt(at - blocks),
    timeAt: (at: number) => timeAt(at - blocks),
  });
}

function mine({ previousHash, time, bits }: { previousHash: string; time: number; bits: number }): Mined {
  const bytes = Buffer.alloc(80);
  bytes.writeUInt32LE(0x20000000, 0);
  Buffer.from(previousHash, 'hex').reverse().copy(bytes, 4);
  bytes.writeUInt32LE(time, 68);
  bytes.writeUInt32LE(bits, 72);
  for (let nonce = 0; ; nonce++) {
    bytes.writeUInt32LE(nonce, 76);
    const hex = bytes.toString('hex');
    const { hash } = readHeader(hex);
    if (BigInt(`0x${hash}`) <= targetFromBits({ bits }) * EASE) return { time, bits, hex, hash };
  }
}
