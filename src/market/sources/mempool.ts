import { z } from 'zod';
import { SourceError } from '../../net/http.ts';
import { type Block, periodKeeper, readTip } from '../blocks.ts';
import type { Chain, ObservedHashrate } from '../contract.ts';
import { headerReader, type Tip, tipOf } from '../headers.ts';
import {
  type Ask,
  checkNetwork,
  readBlock504Time,
  readHash,
  readHeaderText,
  readPeriod,
  readTipBlocks,
} from '../mempoolChain.ts';
import { readFees } from '../mempoolFees.ts';
import { readHistory } from '../mempoolHistory.ts';
import { unixSeconds } from '../shapes.ts';
import type { MarketSource, SourceKind, SourceOptions } from '../source.ts';
import { openUpstream } from '../upstream.ts';

/** mempool.space, or any self-hosted mempool; several are held against each other. */
export const mempool: SourceKind = {
  variable: 'MEMPOOL_URL',
  several: true,
  defaultUrl: 'https://mempool.space',
  create,
};

function create(options: SourceOptions): MarketSource {
  const upstream = openUpstream(options);
  const readHeaders = headerReader();
  const keptPeriod = periodKeeper(options);
  let onMainNetwork: true | undefined;
  let newest: Block[] = [];
  let tip: Tip | undefined;
  const observed = <T>(value: T) => ({ value, observedAt: options.now() });
  return {
    name: upstream.host === 'mempool.space' ? upstream.host : `mempool at ${upstream.host}`,
    url: upstream.shownUrl,
    async chain({ signal } = {}) {
      const ask: Ask = { upstream, signal };
      // A server that did not tell is asked again.
      if (!onMainNetwork) onMainNetwork = await checkNetwork(ask);
      newest = await readTipBlocks(ask);
      const { hash, ...read } = readTip(newest);
      const { height } = read;
      tip = hash === undefined ? undefined : { height, hash };
      const period = await keptPeriod(`${height} ${hash}`, () => readPeriod({ ...ask, height }));
      const block504Time = await readBlock504Time({ ...ask, height });
      return observed<Chain>({
        ...read,
        ...period,
        ...(block504Time === undefined ? {} : { block504Time }),
      });
    },
    headers: async ({ signal } = {}) =>
      observed(
        await readHeaders(tipOf(tip), {
          hashAt: (height) => readHash({ upstream, signal, height }),
          headerOf: (hash) => readHeaderText({ upstream, signal, hash }),
        }),
      ),
    fees: async ({ signal } = {}) => observed(await readFees({ upstream, signal, newest })),
    hashrate: async ({ signal } = {}) =>
      observed(await readHashrate({ upstream, signal, now: options.now() })),
    history: async ({ signal } = {}) => observed(await readHistory({ upstream, signal, now: options.now() })),
  };
}

const dailyHashrates = z.object({
  hashrates: z.array(z.object({ timestamp: unixSeconds, avgHashrate: z.number() })).min(1),
});

/** A mean of days may end yesterday, or the day before where the server is slow to close it. */
const OLD_DAYS_MS = 4 * 86_400_000;

/** Its `currentHashrate` is 0 where the server has no node at hand; the daily means never are. */
async function readHashrate({ upstream, signal, now }: Ask & { now: number }): Promise<ObservedHashrate> {
  const path = '/api/v1/mining/hashrate/3d';
  const { hashrates } = await upstream.json({ path, schema: dailyHashrates, signal });
  const newest = Math.max(...hashrates.map(({ timestamp }) => timestamp));
  if (now - newest > OLD_DAYS_MS)
    throw new SourceError(`its newest daily hashrate is of ${new Date(newest).toISOString().slice(0, 10)}`);
  const sum = hashrates.reduce((total, { avgHashrate }) => total + avgHashrate, 0);
  const days = hashrates.length;
  return { ehPerS: sum / days / 1e18, window: days === 1 ? '1 day' : `${days} days` };
}
