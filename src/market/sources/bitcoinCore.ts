import { z } from 'zod';
import { SourceError } from '../../net/http.ts';
import { checkBits, type PeriodStart, periodKeeper } from '../blocks.ts';
import type { Chain } from '../contract.ts';
import { headerReader, type Tip, tipOf } from '../headers.ts';
import { type Call, openNode, type Rpc } from '../rpc.ts';
import { blockHeight, unixSeconds } from '../shapes.ts';
import type { MarketSource, SourceKind, SourceOptions } from '../source.ts';
import { HEADER_HEX } from '../truth/header.ts';

const chainInfo = z.object({
  /** `main`, `test`, `testnet4`, `signet` or `regtest`. */
  chain: z.string(),
  blocks: blockHeight,
  bestblockhash: z.string(),
  initialblockdownload: z.boolean(),
});
const header = z.object({
  height: blockHeight,
  time: unixSeconds,
  bits: z.string().regex(/^[0-9a-f]{8}$/),
  difficulty: z.number().positive(),
});
/** `totalfee` in sats. */
const blockStats = z.object({ height: blockHeight, totalfee: z.number().nonnegative() });
type BlockStats = z.infer<typeof blockStats>;

const FEE_BLOCKS = 144;
/** Blocks this deep are not reorganised away, so that their fees need not be asked for again. */
const SETTLED_DEPTH = 6;
/** `getblockstats` reads the whole block from disk: a dozen in one request stay within its deadline. */
const STATS_PER_REQUEST = 12;
const HASHRATE_BLOCKS = 432;

/** The own Bitcoin Core node by JSON-RPC; fees need one that is not pruned within the last day. */
export const bitcoinCore: SourceKind = {
  variable: 'BITCOIN_RPC_URL',
  create,
};

function create(options: SourceOptions): MarketSource {
  const { rpc, shownUrl } = openNode(options);
  const feesSats = new Map<number, number>();
  const provingHeaders = headerReader();
  const keptPeriod = periodKeeper(options);
  let best: Tip | undefined;
  const observed = <T>(value: T) => ({ value, observedAt: options.now() });
  return {
    name: 'Bitcoin Core',
    url: shownUrl,
    async chain({ signal } = {}) {
      const ask: Ask = { rpc, signal };
      const info = await readChainInfo(ask);
      const [tip] = await rpc([{ method: 'getblockheader', params: [info.bestblockhash] }], header, signal);
      checkBits({ bits: Number.parseInt(tip!.bits, 16), difficulty: tip!.difficulty });
      const { height, time: tipTime, difficulty } = tip!;
      best = { height, hash: info.bestblockhash };
      const period = await keptPeriod(info.bestblockhash, () => readPeriod(ask, height));
      const [back] = height >= 504 ? await readHeaders(ask, [height - 504]) : [];
      const block504 = back ? { block504Time: back.time } : {};
      return observed<Chain>({ height, tipTime, difficulty, ...period, ...block504 });
    },
    headers: async ({ signal } = {}) =>
      observed(
        await provingHeaders(tipOf(best), {
          hashAt: (height) => askOne({ rpc, signal }, { method: 'getblockhash', params: [height] }, hashHex),
          headerOf: (hash) =>
            askOne({ rpc, signal }, { method: 'getblockheader', params: [hash, false] }, headerHex),
        }),
      ),
    async fees({ signal } = {}) {
      const { blocks: tip } = await readChainInfo({ rpc, signal });
      return observed({ btcPerBlock: await meanFeesBtc({ rpc, signal, tip, feesSats }) });
    },
    async hashrate({ signal } = {}) {
      await readChainInfo({ rpc, signal });
      const call = { method: 'getnetworkhashps', params: [HASHRATE_BLOCKS] };
      const [hashesPerS] = await rpc([call], z.number(), signal);
      return observed({ ehPerS: hashesPerS! / 1e18, window: `${HASHRATE_BLOCKS} blocks` });
    },
  };
}

type Ask = { rpc: Rpc; signal: AbortSignal | undefined };

const hashHex = z.string().regex(/^[0-9a-f]{64}$/);
const headerHex = z.string().regex(HEADER_HEX);

async function askOne(ask: Ask, call: Call, shape: z.ZodType<string>): Promise<string> {
  const [answer] = await ask.rpc([call], shape, ask.signal);
  return answer!;
}

/** A node that is still downloading the chain would pass off an old block as the tip. */
async function readChainInfo({ rpc, signal }: Ask) {
  const [info] = await rpc([{ method: 'getblockchaininfo', params: [] }], chainInfo, signal);
  if (info!.chain !== 'main') throw new SourceError(`follows another network: ${info!.chain.slice(0, 20)}`);
  if (info!.initialblockdownload) {
    throw new SourceError(
      `is in initial block download (at block ${info!.blocks}), so its tip is not the chain's`,
    );
  }
  return info!;
}

async function readHeaders({ rpc, signal }: Ask, heights: number[]) {
  const byHeight = heights.map((height): Call => ({ method: 'getblockhash', params: [height] }));
  const hashes = await rpc(byHeight, z.string(), signal);
  const byHash = hashes.map((hash): Call => ({ method: 'getblockheader', params: [hash] }));
  return rpc(byHash, header, signal);
}

async function readPeriod(ask: Ask, height: number): Promise<PeriodStart> {
  const periodStartHeight = height - (height % 2016);
  if (periodStartHeight === 0) throw new SourceError(`is at block ${height}, before the first retarget`);
  const [before, first] = await readHeaders(ask, [periodStartHeight - 1, periodStartHeight]);
  const previousRetargetPercent = (first!.difficulty / before!.difficulty - 1) * 100;
  return { periodStartHeight, periodStartTime: first!.time, previousRetargetPercent };
}

/** What has been read stays in `feesSats`, so that a first run which is cut short gets further the next time. */
async function meanFeesBtc({
  rpc,
  signal,
  tip,
  feesSats,
}: Ask & { tip: number; feesSats: Map<number, number> }) {
  const heights = Array.from({ length: FEE_BLOCKS }, (_, back) => tip - back);
  const oldest = tip - FEE_BLOCKS + 1;
  for (const height of feesSats.keys()) {
    if (height < oldest || height > tip - SETTLED_DEPTH) feesSats.delete(height);
  }
  const missing = heights.filter((height) => !feesSats.has(height));
  for (let at = 0; at < missing.length; at += STATS_PER_REQUEST) {
    const calls = missing
      .slice(at, at + STATS_PER_REQUEST)
      .map((height): Call => ({ method: 'getblockstats', params: [height, ['height', 'totalfee']] }));
    const stats: BlockStats[] = await rpc(calls, blockStats, signal);
    for (const { height, totalfee } of stats) feesSats.set(height, totalfee);
  }
  const total = heights.reduce((sum, height) => sum + feesSats.get(height)!, 0);
  return total / FEE_BLOCKS / 1e8;
}
