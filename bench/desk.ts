import { commands } from '../commands/index.ts';
import { createLog } from '../src/common/log.ts';
import { readConfig } from '../src/config.ts';
import { type Desk, type DeskOptions, openDesk } from '../src/desk.ts';

export const benchLog = createLog({ level: 'silent' });

/** Where all market sources are asked; the operator's own node is none of them. */
export const marketUrls = (url: string): Record<string, string> =>
  Object.fromEntries(
    ['MEMPOOL_URL', 'COINBASE_URL', 'KRAKEN_URL', 'BITSTAMP_URL', 'GEMINI_URL'].map((name) => [name, url]),
  );

/** A desk with its data in `directory`, its market data cached. */
export async function openBenchDesk(asked: {
  directory: string;
  marketUrl: string;
  floodLimits?: DeskOptions['floodLimits'];
  database?: DeskOptions['database'];
}): Promise<Desk> {
  const { directory, marketUrl, floodLimits, database } = asked;
  let ids = 0;
  const desk = openDesk({
    config: readConfig({
      DATA_DIR: directory,
      MARKET_REFRESH_SECONDS: '3600',
      ...marketUrls(marketUrl),
    }),
    commands,
    version: 'bench',
    now: Date.now,
    fetch,
    random: Math.random,
    newId: () => `id${ids++}`,
    log: benchLog,
    ...(floodLimits && { floodLimits }),
    ...(database && { database }),
  });
  await desk.market.snapshot();
  return desk;
}
