import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { adapters } from '../adapters/index.ts';
import { commands } from '../commands/index.ts';
import { replyJson } from './chat/show/json.ts';
import { renderPlain } from './chat/show/plain.ts';
import { createLog, type Log, type LogLevel } from './common/log.ts';
import { waitOnTimer } from './common/wait.ts';
import { type Config, readConfig } from './config.ts';
import { type Desk, openDesk } from './desk.ts';
import { startChats } from './server/platforms.ts';
import { startWebServer } from './server/webServer.ts';

/** The composition root: the only reader of the environment, the only one to end the process. */

const BAD_INPUT = 2;
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** 48 random bits: nobody guesses an answer's name. */
const newId = () => randomBytes(6).toString('base64url');

// Whoever reads the answer may have read enough of it.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

type Mode = (asked: { config: Config; words: string[] }) => Promise<number>;
const MODES: Record<string, Mode> = {
  '': (asked) => (asked.config.slack || asked.config.discord ? platforms : terminal)(asked),
  ask,
  'slack:manifest': slackAppManifest,
  'discord:invite': discordInviteLink,
};

const [mode, ...words] = process.argv.slice(2);
try {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = readConfig(process.env);
  process.exitCode = await (MODES[mode ?? ''] ?? unknownMode)({ config, words });
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

async function unknownMode(): Promise<number> {
  process.stderr.write(
    `Hashdesk starts without arguments, or with ask, slack:manifest or discord:invite; read “${mode}”.\n`,
  );
  return BAD_INPUT;
}

/** The manifest to paste into Slack's app page. */
async function slackAppManifest({ config, words }: Parameters<Mode>[0]): Promise<number> {
  const { slackManifest } = await adapters.slack();
  const { publicUrl } = config.http;
  const exactlyOnce = words.includes('--exactly-once');
  const manifest = slackManifest({ commands, exactlyOnce, ...(publicUrl !== undefined && { publicUrl }) });
  process.stdout.write(`${JSON.stringify(manifest, null, 2)}\n`);
  return 0;
}

/** The address at which someone who manages a server adds the bot to it. */
async function discordInviteLink({ config }: Parameters<Mode>[0]): Promise<number> {
  const { applicationIdOf, discordInvite } = await adapters.discord();
  const applicationId = config.discord && applicationIdOf(config.discord.token);
  if (applicationId === undefined) {
    process.stderr.write(
      'Set DISCORD_TOKEN to the bot’s token: the invite link names the application it belongs to.\n',
    );
    return BAD_INPUT;
  }
  process.stdout.write(`${discordInvite({ applicationId })}\n`);
  return 0;
}

/** The desk of this process; `quiet` where a person reads the same terminal. */
function deskOf({
  config,
  quiet,
  chats,
}: {
  config: Config;
  quiet: boolean;
  chats?: () => { name: string; state: string }[];
}): { desk: Desk; log: Log } {
  const level: LogLevel = config.logLevel ?? (quiet ? 'error' : 'info');
  const log = createLog({ level, secrets: secretsOf(config) });
  const desk = openDesk({
    config,
    commands,
    version,
    now: Date.now,
    fetch: globalThis.fetch,
    random: Math.random,
    newId,
    log,
    ...(chats && { adapters: chats }),
  });
  endOnFault(log);
  return { desk, log };
}

/** What nobody caught leaves the process in a state that nobody knows: whoever supervises it starts it anew. */
function endOnFault(log: Log): void {
  process.on('uncaughtException', (err, origin) => {
    log.error({ err, origin }, 'Hashdesk ends because of a fault of its own');
    process.exit(1);
  });
}

/** Credentials whose form tells nobody that they are secret. */
function secretsOf({ market, slack, discord, heartbeatUrl }: Config): string[] {
  const urls = Object.values(market.urls).flatMap((given = '') => given.split(','));
  const inUrls = urls.flatMap((url) => {
    const { username, password } = new URL(url.trim());
    return [username, password].filter((part) => part.length > 3).map((part) => decodeURIComponent(part));
  });
  const { botToken, appToken, signingSecret, clientSecret, stateSecret } = slack ?? {};
  const tokens = [botToken, appToken, signingSecret, clientSecret, stateSecret, discord?.token, heartbeatUrl];
  return [...inUrls, ...tokens.filter((token) => token !== undefined)];
}

/** Answers one question on stdout. Exit code 0, or 2 when the question could not be answered as asked. */
async function ask({ config, words }: { config: Config; words: string[] }): Promise<number> {
  const asJson = words.includes('--json') || words.at(-1)?.endsWith(' --json') === true;
  const text = words.filter((word) => word !== '--json').join(' ');
  const { desk } = deskOf({ config, quiet: true });
  const { consoleIncoming } = await adapters.console();
  const reply = await desk.bot.handle(consoleIncoming({ text }));
  if (reply === undefined) throw new Error('The question was answered before.');
  const colour = process.stdout.isTTY === true && config.colour;
  const shown = asJson
    ? `${JSON.stringify(replyJson(reply), null, 2)}\n`
    : renderPlain({ reply, now: Date.now(), width: process.stdout.columns ?? 80, colour });
  const failed = reply.tone === 'error';
  // What could not be answered is one line, so that a script can pass it on.
  if (failed && !asJson)
    process.stderr.write(
      `${shown
        .split(/\s*\n\s*/)
        .filter(Boolean)
        .join(' ')}\n`,
    );
  else process.stdout.write(`${shown.trimEnd()}\n`);
  await desk.stop();
  return failed ? BAD_INPUT : 0;
}

/** Resolves when the process is asked to end. */
function askedToEnd(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  return promise;
}

/** A chat in the terminal, until it is closed or a signal comes. */
async function terminal({ config }: { config: Config }): Promise<number> {
  const { desk } = deskOf({ config, quiet: true });
  const { consoleAdapter } = await adapters.console();
  const closed = Promise.withResolvers<void>();
  const adapter = consoleAdapter({
    input: process.stdin,
    output: process.stdout,
    colour: config.colour,
    historyFile: join(config.dataDirectory, 'console-history'),
    now: Date.now,
    onClose: closed.resolve,
  });
  desk.start();
  await adapter.start(desk.bot);
  desk.deliver(adapter);
  await Promise.race([closed.promise, askedToEnd()]);
  await adapter.stop();
  await desk.stop();
  return 0;
}

/** Slack and Discord, as far as they are configured, until a signal comes or neither can be used. */
async function platforms({ config }: { config: Config }): Promise<never> {
  const { desk, log } = deskOf({ config, quiet: false, chats: () => chats.states() });
  const connected = await platformAdapters({ config, desk, log });
  const chats = startChats({
    adapters: connected,
    bot: desk.bot,
    onStarted: desk.deliver,
    wait: waitOnTimer,
    log,
  });
  const server = needsWeb(config)
    ? await startWebServer({
        port: config.http.port,
        host: '0.0.0.0',
        adapters: connected,
        wait: waitOnTimer,
        log,
      })
    : undefined;
  desk.start();
  const ended = await Promise.race([askedToEnd().then(() => 0), chats.hopeless.then(() => 1)]);
  await Promise.all([server?.stop(), desk.stopDelivering(), chats.stop()]);
  await desk.stop();
  // A platform that never answered would keep the process waiting for it.
  process.exit(ended);
}

async function platformAdapters({ config, desk, log }: { config: Config; desk: Desk; log: Log }) {
  const means = { store: desk.store, log, now: Date.now, fetch: globalThis.fetch };
  const { slack, discord } = config;
  return [
    ...(slack ? [(await adapters.slack()).slackAdapter({ ...means, config: slack })] : []),
    ...(discord ? [(await adapters.discord()).discordAdapter({ ...means, config: discord })] : []),
  ];
}

/** Slack over HTTP, and installations in a browser, come to us. */
function needsWeb({ slack }: Config): boolean {
  return slack !== undefined && (slack.appToken === undefined || slack.clientId !== undefined);
}
