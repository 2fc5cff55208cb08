import type { Bot, Log } from 'hashdesk';
import { vi } from 'vitest';
import { slackAdapter } from '../../../adapters/slack/connect.ts';
import type { SlackConfig } from '../../../adapters/slack/setup/config.ts';
import { startWebServer } from '../../../src/server/webServer.ts';
import { keyValue } from '../../../src/storage/keyValue.ts';
import { openDatabase } from '../../../src/storage/sqlite/sqlite.ts';
import { tempDirectory } from '../tempDirectory.ts';
import { screenOf } from './screen.ts';
import { startSlack } from './slackServer.ts';

export const CHANNEL = 'C0000000001';
/** A full member, and an admin, of the workspace. */
export const ADA = 'U0000000001';
export const GRACE = 'U0000000002';

/** A log that keeps its lines, errors with their texts and causes. */
function keptLog(): { log: Log; lines: string[] } {
  const lines: string[] = [];
  const plain = (_: string, value: unknown) =>
    value instanceof Error
      ? { ...value, message: value.message, stack: value.stack, cause: value.cause }
      : value;
  const logWith = (fixed: object): Log => {
    const write = (level: string) => (fields: object, message: string) =>
      void lines.push(JSON.stringify({ level, ...fixed, ...fields, message }, plain));
    return {
      debug: write('debug'),
      info: write('info'),
      warn: write('warn'),
      error: write('error'),
      child: (fields) => logWith({ ...fixed, ...fields }),
    };
  };
  return { log: logWith({}), lines };
}

/** Resolves when `holds` does. */
export const until = (holds: () => boolean): Promise<unknown> =>
  vi.waitUntil(holds, { timeout: 10_000, interval: 2 });

/** An adapter before it is started, with a stand-in of its own. */
export async function makeSlack({
  transport = 'socket',
  config = {},
  now = Date.now,
  fetch = globalThis.fetch,
  wait,
  scopes = [],
}: {
  transport?: 'socket' | 'http';
  config?: SlackConfig;
  now?: () => number;
  fetch?: typeof globalThis.fetch;
  wait?: (ms: number) => Promise<void>;
  /** What the app may do besides the usual. */
  scopes?: string[];
} = {}) {
  const slack = await startSlack({ now });
  const { log, lines } = keptLog();
  const database = openDatabase({ directory: tempDirectory() });
  const { botToken, appToken, signingSecret } = slack.secrets;
  slack.world.tokens.get(botToken)!.scopes.push(...scopes);
  const way = transport === 'socket' ? { appToken } : { signingSecret };
  const makeAdapter = () =>
    slackAdapter({
      config: { botToken, ...way, apiUrl: slack.apiUrl, ...config },
      store: (namespace) => keyValue({ database, namespace, now }),
      log,
      now,
      fetch,
      ...(wait && { wait }),
    });
  const adapter = makeAdapter();
  const server = await startWebServer({
    port: 0,
    host: '127.0.0.1',
    adapters: [adapter],
    wait: async () => {},
    log,
  });
  const origin = `http://127.0.0.1:${server.port}`;
  if (transport === 'http') slack.deliveries.useHttp(`${origin}/slack/events`);
  return {
    slack,
    adapter,
    /** The same adapter as after a restart of the process: the store is what it was. */
    makeAdapter,
    log: lines,
    origin,
    async close(): Promise<void> {
      await adapter.stop();
      await server.stop();
      await slack.close();
      await database.close();
    },
  };
}

/** An adapter at work, and what Ada sees. */
export async function openSlack({ bot, ...options }: { bot: Bot } & Parameters<typeof makeSlack>[0]) {
  const made = await makeSlack(options);
  await made.adapter.start(bot);
  const screen = screenOf(made.slack.world, ADA);
  return { ...made, screen };
}
export type OpenSlack = Awaited<ReturnType<typeof openSlack>>;
