import { type Bot, type ChatAdapter, type KeyValue, type Log, type Reply, reply } from 'hashdesk';
import { onTestFinished } from 'vitest';
import { type DiscordParts, discordAdapter } from '../../../adapters/discord/connect.ts';
import { createLog } from '../../../src/common/log.ts';
import { startWebServer } from '../../../src/server/webServer.ts';
import { keyValue } from '../../../src/storage/keyValue.ts';
import { testDatabase } from '../../support/database/testDatabase.ts';
import { discordServer } from '../../support/discord/server.ts';
import { soleGateway } from '../../support/discord/soleGateway.ts';
import type { Exchange } from '../../support/discord/world.ts';

type Options = Partial<Omit<DiscordParts, 'config'>> & {
  config?: Partial<DiscordParts['config']>;
  /** The stand-in's clock. */
  platformNow?: () => number;
  /** Interactions come as signed HTTP requests. */
  http?: boolean;
};

/** The adapter with `bot`, not yet started, and a stand-in of Discord for it. */
export async function deskWith({ platformNow, config, http = false, ...parts }: Options = {}) {
  const discord = await discordServer(platformNow ? { now: platformNow } : {});
  onTestFinished(() => discord.close());
  const lines: string[] = [];
  const store = parts.store ?? testStore();
  const log: Log = createLog({ level: 'debug', write: (line) => lines.push(line) });
  const adapter = discordAdapter({
    log,
    now: Date.now,
    fetch,
    gateway: soleGateway,
    ...parts,
    store,
    config: {
      token: discord.token,
      apiUrl: discord.apiUrl,
      ...(http && { publicKey: discord.endpoint.publicKey }),
      ...config,
    },
  });
  onTestFinished(() => adapter.stop());
  if (http) discord.world.application.interactions_endpoint_url = await reached({ adapter, log });
  const { admin, channelId: channel, guildId: guild } = discord;
  return {
    discord,
    adapter,
    store,
    lines,
    here: { user: admin, channel, guild },
    address: { adapter: 'discord', tenant: `discord:G${guild}`, channel },
  };
}

/** The address at which the adapter takes interactions, on a web server of its own. */
export async function reached({ adapter, log }: { adapter: ChatAdapter; log: Log }): Promise<string> {
  const where = { port: 0, host: '127.0.0.1', wait: async () => {} };
  const server = await startWebServer({ ...where, adapters: [adapter], log });
  onTestFinished(server.stop);
  return `http://127.0.0.1:${server.port}/discord/interactions`;
}

export type StartedDesk = Awaited<ReturnType<typeof startedDesk>>;

/** The same, at work. */
export async function startedDesk(bot: Bot, options: Options = {}) {
  const desk = await deskWith(options);
  await desk.adapter.start(bot);
  return desk;
}

export const says = (title: string, parts: Partial<Reply> = {}) => reply({ title, ...parts });
export const privately = (title: string, parts: Partial<Reply> = {}) =>
  says(title, { visibility: 'private', ...parts });

/** The title of the first answer to an interaction. */
export const titled = ({ original }: Exchange) => original?.body.embeds?.[0]?.title;

/** Asks something that is answered at once. */
export async function asked(discord: StartedDesk['discord'], here: StartedDesk['here']): Promise<Exchange> {
  const exchange = discord.people.slash(here, ['hashprice']);
  await discord.until(() => exchange.original);
  return exchange;
}

/** Storage on disk, as in earnest. */
export function testStore(): (namespace: string) => KeyValue {
  const database = testDatabase();
  return (namespace) => keyValue({ database, namespace, now: Date.now });
}

/** A timer that the test lets run out. */
export function handTimer() {
  let waiting: { ms: number; resolve: () => void }[] = [];
  return {
    wait: (ms: number, signal?: AbortSignal) =>
      new Promise<void>((resolve) => {
        waiting.push({ ms, resolve });
        signal?.addEventListener('abort', () => resolve());
      }),
    /** Whether something waits for as long as `ms`. */
    holds: (ms: number) => waiting.some((it) => it.ms === ms),
    /** Everything that waits for at most `ms` goes on. */
    pass(ms: number): void {
      const due = waiting.filter((it) => it.ms <= ms);
      waiting = waiting.filter((it) => it.ms > ms);
      for (const { resolve } of due) resolve();
    },
  };
}
