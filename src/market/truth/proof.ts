import { difficultyFromBits, retarget, targetFromBits } from '../../economics/index.ts';
import type { Chain } from '../contract.ts';
import { type Header, readHeader } from './header.ts';
import type { Refusal } from './plausible.ts';

/** A header with the height that its source gives it: 160 hex digits. */
export interface HeaderAt {
  height: number;
  hex: string;
}

/** Each of these blocks was work: one who invents a chain has to do it. */
const LINKED = 6;
const PERIOD = 2_016;

/** Heights whose headers prove a chain: the newest blocks, and the ends of the period that decides the difficulty. */
export function provingHeights(height: number): number[] {
  const start = height - (height % PERIOD);
  const newest = Array.from({ length: LINKED }, (_, back) => height - back);
  return [...new Set([...newest, start, start - 1, start - PERIOD])];
}

/**
 * Why headers do not prove what a source says of the chain; undefined where they do. They do when each has the work
 * that its bits ask for, neighbours are linked, the bits follow by the retarget rule from the ends of the period before,
 * and times, retarget and difficulty are those of the headers. The height is proved by none of them: `contradictsHeight`.
 * `ease` multiplies every target: 1 on the main network, large where tests make blocks themselves.
 */
export function refuseProof(asked: { chain: Chain; headers: readonly HeaderAt[]; ease?: bigint }): Refusal {
  const { chain, headers, ease = 1n } = asked;
  const byHeight = new Map(headers.map(({ height, hex }) => [height, readHeader(hex)]));
  const missing = provingHeights(chain.height).find((height) => !byHeight.has(height));
  if (missing !== undefined) return `the header of block ${missing} is missing`;
  for (const [height, header] of byHeight) {
    const refusal = refuseWork({ height, header, ease }) ?? refuseLink({ height, header, byHeight });
    if (refusal !== undefined) return refusal;
  }
  return refuseRules({ chain, byHeight }) ?? refuseSayings({ chain, byHeight });
}

type ByHeight = ReadonlyMap<number, Header>;

function refuseWork({ height, header, ease }: { height: number; header: Header; ease: bigint }): Refusal {
  const { hash, bits } = header;
  if (!isTarget(bits)) return `the bits of block ${height} are no target`;
  return BigInt(`0x${hash}`) <= targetFromBits({ bits }) * ease
    ? undefined
    : `block ${height} has not the work that its bits ask for`;
}

function isTarget(bits: number): boolean {
  try {
    return targetFromBits({ bits }) > 0n;
  } catch {
    return false;
  }
}

function refuseLink(asked: { height: number; header: Header; byHeight: ByHeight }): Refusal {
  const { height, header, byHeight } = asked;
  const before = byHeight.get(height - 1);
  return before === undefined || before.hash === header.previousHash
    ? undefined
    : `block ${height} does not follow block ${height - 1}`;
}

/** Within a period the bits are the same; at its start they follow from the period before. */
function refuseRules({ chain, byHeight }: { chain: Chain; byHeight: ByHeight }): Refusal {
  const start = chain.height - (chain.height % PERIOD);
  const [first, last] = [byHeight.get(start - PERIOD)!, byHeight.get(start - 1)!];
  const expected = retarget({
    bits: first.bits,
    firstBlockTimeSeconds: first.time / 1000,
    lastBlockTimeSeconds: last.time / 1000,
  }).bits;
  const wrong = [...byHeight].find(([height, { bits }]) => bits !== (height < start ? first.bits : expected));
  return wrong && `the bits of block ${wrong[0]} do not follow by the retarget rule`;
}

/** What the source says beside its headers. */
function refuseSayings({ chain, byHeight }: { chain: Chain; byHeight: ByHeight }): Refusal {
  const start = chain.height - (chain.height % PERIOD);
  const [tip, first, before] = [chain.height, start, start - 1].map((height) => byHeight.get(height)!);
  const difficulty = difficultyFromBits({ bits: tip!.bits });
  const changePercent = (difficulty / difficultyFromBits({ bits: before!.bits }) - 1) * 100;
  if (tip!.time !== chain.tipTime) return 'the tip has another time in its header';
  if (first!.time !== chain.periodStartTime) return 'the period began at another time by its header';
  if (Math.abs(difficulty / chain.difficulty - 1) > 1e-6) return 'the difficulty is another by the headers';
  if (Math.abs(changePercent - chain.previousRetargetPercent) > 0.01)
    return 'the last retarget is another by the headers';
  return undefined;
}
