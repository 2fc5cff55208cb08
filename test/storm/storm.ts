import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startHelper } from '../support/processes/helper.ts';
import { addRules, startDesk } from './desk.ts';
import type { MarketSettings } from './market.ts';
import type { PlatformSettings } from './platforms.ts';
import { seeded } from './random.ts';
import type { Evidence } from './verdict.ts';

export interface StormSettings extends PlatformSettings, MarketSettings {
  kills: number;
  crossings: number;
  /** When nothing has been said for so long, nothing more will be. */
  silenceMs?: number;
  /** Where the desk keeps its data and writes its log. */
  directory: string;
  /** PostgreSQL, and how many processes are one desk on it; without it there is one, on a file. */
  cluster?: { databaseUrl: string; processes: number };
}

/** A desk lives between these, so that it dies starting, reading, writing and sending. */
const LIFE_MS = { least: 800, most: 7_000 };
/** Longer than Slack's history makes one wait. */
const SILENCE_MS = 150_000;

/** What the platforms say as they begin. */
export interface Start {
  guild: string;
  team: string;
  channels: Evidence['channels'];
  digestChannels: string[];
  environment: Record<string, string>;
}

/** Kills a desk again and again while the market moves, lets it finish in peace, and returns what was seen. */
export async function storm(settings: StormSettings): Promise<Evidence> {
  const { seed, directory, silenceMs = SILENCE_MS, cluster } = settings;
  const random = seeded(seed + 1);
  const market = await startHelper(new URL('market.ts', import.meta.url), settings);
  const platforms = await startHelper(new URL('platforms.ts', import.meta.url), settings);
  const start = await platforms.ask<Start>('start');
  const { channels } = start;
  const databaseUrl = cluster && { databaseUrl: cluster.databaseUrl };
  await addRules({ place: { dataDirectory: directory, ...databaseUrl }, addresses: addressesOf(start) });
  const environment = {
    ...start.environment,
    ...(await market.ask<Record<string, string>>('urls')),
    BITCOIN_RPC_URL: '',
    DATA_DIR: directory,
    ...(cluster && { DATABASE_URL: cluster.databaseUrl }),
    MARKET_REFRESH_SECONDS: '1',
  };
  const levels = () => market.ask<Pick<Evidence, 'levels' | 'lies'> & { settled: boolean }>('levels');
  const progress = () => platforms.ask<{ told: number; lastAt: number }>('progress');
  const everywhere = channels.discord.length + channels.slack.length;
  const enough = async () => ((await levels()).levels.length - 1) * everywhere >= settings.crossings;
  const begin = (at: number) => startDesk({ environment, logFile: join(directory, `desk${at || ''}.log`) });
  const desks = Array.from({ length: cluster?.processes ?? 1 }, (_, at) => begin(at));
  try {
    for (let kills = 0; kills < settings.kills || !(await enough()); kills++) {
      await sleep(LIFE_MS.least + random() * (LIFE_MS.most - LIFE_MS.least));
      if (kills >= settings.kills) continue;
      const at = Math.floor(random() * desks.length);
      await desks[at]!.kill();
      await platforms.ask('killed');
      await market.ask('killed');
      desks[at] = begin(at);
    }
    await market.ask('finish');
    await quiet({ levels, progress, everywhere, silenceMs });
    const evidence = await platforms.ask<Pick<Evidence, 'seen' | 'kills' | 'fates'>>('seen');
    return { channels, ...(await levels()), ...evidence };
  } finally {
    for (const desk of desks) await desk.kill();
    market.stop();
    platforms.stop();
  }
}

/** Where alerts are told. */
export function addressesOf({ channels, guild, team }: Start) {
  return [
    ...channels.discord.map((channel) => ({ adapter: 'discord', tenant: `discord:G${guild}`, channel })),
    ...channels.slack.map((channel) => ({ adapter: 'slack', tenant: `slack:${team}`, channel })),
  ];
}

/** Until everyone has been told everything, or nothing more is said. */
async function quiet(asked: {
  levels: () => Promise<{ levels: number[]; settled: boolean }>;
  progress: () => Promise<{ told: number; lastAt: number }>;
  everywhere: number;
  silenceMs: number;
}): Promise<void> {
  const { levels, progress, everywhere, silenceMs } = asked;
  const from = Date.now();
  for (;;) {
    await sleep(500);
    const { levels: prices, settled } = await levels();
    const { told, lastAt } = await progress();
    const silentForMs = Date.now() - Math.max(from, lastAt);
    if (settled && (told >= (prices.length - 1) * everywhere || silentForMs > silenceMs)) return;
  }
}
