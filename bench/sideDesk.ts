import { commands } from '../commands/index.ts';
import { type Desk, openDesk } from '../src/desk.ts';
import { createLog } from '../src/log.ts';

export const benchLog = createLog({ level: 'silent' });
const UNLIMITED = { perMinute: 1e9, burst: 1e9 };
const SOURCES = ['MEMPOOL_URL', 'COINBASE_URL', 'KRAKEN_URL', 'BITSTAMP_URL', 'GEMINI_URL'];

/** Which of both is measured; the desk keeps its data in `directory` and asks a stand-in for the market. */
export interface SideSettings {
  side: 'desk' | 'bare';
  directory: string;
  marketUrl: string;
}

/** A desk for a chat platform, its market data cached, that refuses nobody for asking too often. */
export async function openSideDesk({ directory, marketUrl }: Omit<SideSettings, 'side'>): Promise<Desk> {
  let ids = 0;
  const desk = openDesk({
    config: {
      dataDirectory: directory,
      colour: false,
      http: { port: 3000 },
      market: {
        refreshSeconds: 3600,
        urls: Object.fromEntries(SOURCES.map((name) => [name, marketUrl])),
      },
    },
    commands,
    version: 'bench',
    now: Date.now,
    fetch,
    random: Math.random,
    newId: () => `id${ids++}`,
    log: benchLog,
    floodLimits: { person: UNLIMITED, tenant: UNLIMITED },
  });
  await desk.market.snapshot();
  desk.start();
  return desk;
}
