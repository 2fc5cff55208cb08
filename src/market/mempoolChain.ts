import { z } from 'zod';
import { SourceError } from '../net/http.ts';
import { type Block, block, type PeriodStart, readTip } from './blocks.ts';
import { blockHeight, GENESIS_HASH, unixSeconds } from './shapes.ts';
import { HEADER_HEX } from './truth/header.ts';
import type { Upstream } from './upstream.ts';

/** What a mempool server is asked with. */
export interface Ask {
  upstream: Upstream;
  signal: AbortSignal | undefined;
}

/** `previousTime` is the time of the block that began the period, in seconds, beside times in milliseconds. */
const adjustment = z.object({
  previousRetarget: z.number(),
  previousTime: unixSeconds,
  nextRetargetHeight: blockHeight,
});

const hashText = z
  .string()
  .trim()
  .regex(/^[0-9a-f]{64}$/);
const headerText = z.string().trim().regex(HEADER_HEX);

/** The hash of the block at a height. */
export const readHash = ({ height, ...ask }: Ask & { height: number }): Promise<string> =>
  readText({ ...ask, path: `/api/block-height/${height}`, shape: hashText });

/** The header of a block by its hash: 160 hex digits. */
export const readHeaderText = ({ hash, ...ask }: Ask & { hash: string }): Promise<string> =>
  readText({ ...ask, path: `/api/block/${hash}/header`, shape: headerText });

async function readText(asked: Ask & { path: string; shape: z.ZodType<string> }): Promise<string> {
  const { upstream, signal, path, shape } = asked;
  const text = shape.safeParse(await upstream.text({ path, signal }));
  if (text.success) return text.data;
  throw new SourceError('unreadable answer: expected the hex digits of a block');
}

/** Whether the server follows the main network; undefined where it does not tell. Rejects where it follows another. */
export async function checkNetwork(ask: Ask): Promise<true | undefined> {
  const genesis = await readHash({ ...ask, height: 0 }).catch(() => undefined);
  if (genesis === undefined || genesis === GENESIS_HASH) return genesis && true;
  throw new SourceError(`follows another network: its first block is ${genesis.slice(0, 12)}…`);
}

/** The newest blocks, held against the height that the server states apart: a cache may lag. */
export async function readTipBlocks({ upstream, signal }: Ask): Promise<Block[]> {
  const stated = blockHeight.safeParse(
    Number(await upstream.text({ path: '/api/blocks/tip/height', signal })),
  );
  if (!stated.success) throw new SourceError('unreadable answer: expected a block height');
  const blocks = await upstream.json({ path: '/api/v1/blocks', schema: z.array(block).min(1), signal });
  const { height } = readTip(blocks);
  if (Math.abs(height - stated.data) > 3) {
    throw new SourceError(`states height ${stated.data}, but its newest block is ${height}`);
  }
  return blocks;
}

/**
 * The start of the period and the last retarget, from the blocks at the boundary. Rejects where the server's own words
 * contradict them, so that it is asked again; a retarget of 0 is what a server says that has just been started.
 */
export async function readPeriod({ height, ...ask }: Ask & { height: number }): Promise<PeriodStart> {
  const periodStartHeight = height - (height % 2016);
  const path = '/api/v1/difficulty-adjustment';
  const { signal } = ask;
  const said = await ask.upstream.json({ path, schema: adjustment, signal });
  const [before, first] = await readBlocks({ ...ask, heights: [periodStartHeight - 1, periodStartHeight] });
  const previousRetargetPercent = (first!.difficulty / before!.difficulty - 1) * 100;
  const contradiction = [
    said.nextRetargetHeight - 2016 !== periodStartHeight && 'another period than its tip is in',
    said.previousTime !== first!.timestamp && 'another start of the period than its blocks',
    said.previousRetarget !== 0 &&
      Math.abs(said.previousRetarget - previousRetargetPercent) > 0.05 &&
      `a last retarget of ${said.previousRetarget}%, where its blocks moved by ${previousRetargetPercent.toFixed(2)}%`,
  ].find((one) => one !== false);
  if (contradiction !== undefined) throw new SourceError(`states ${contradiction}`);
  return { periodStartHeight, periodStartTime: first!.timestamp, previousRetargetPercent };
}

/** Needed in the first quarter of a period only, when the estimate looks back into the one before. */
export async function readBlock504Time({ height, ...ask }: Ask & { height: number }) {
  if (height % 2016 >= 504) return undefined;
  const [found] = await readBlocks({ ...ask, heights: [height - 504] });
  return found!.timestamp;
}

/** Blocks of up to fifteen heights in a row, in the order asked for. */
async function readBlocks({ upstream, signal, heights }: Ask & { heights: number[] }): Promise<Block[]> {
  const path = `/api/v1/blocks/${Math.max(...heights)}`;
  const blocks = await upstream.json({ path, schema: z.array(block), signal });
  return heights.map((height) => {
    const found = blocks.find((candidate) => candidate.height === height);
    if (!found) throw new SourceError(`does not know block ${height}`);
    return found;
  });
}
