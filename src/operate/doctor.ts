import { lstatSync, statfsSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import type { Finding as Found } from '../chat/adapterKind.ts';
import { visible } from '../chat/platform/text.ts';
import { scrubber } from '../common/scrub.ts';
import { type Chat, type Config, hiddenIn } from '../config.ts';
import type { MarketSource } from '../market/source.ts';
import { marketSources } from '../market/sources/index.ts';
import { showUrl } from '../net/http.ts';
import { LEAST_FREE_BYTES } from '../server/health.ts';
import { fileName, readDatabase } from '../storage/sqlite/sqlite.ts';
import { type Operation, refuseMore } from './operation.ts';

interface Finding extends Found {
  part: string;
}

const MARKS: Record<Found['state'], string> = { fine: 'ok', missing: '-', wrong: '!!' };
const TIMEOUT_MS = 8_000;

/**
 * What is configured, what is reachable and what is missing, a line for each; code 1 where something is wrong. Each
 * platform is asked by its own `check`, which opens no connection: a second one could take the first one's place.
 * Values of variables are not shown.
 */
export const doctor: Operation = async ({ config, words, notes, version, now, fetch }) => {
  refuseMore({ words, use: 'doctor' });
  const [running, market, platforms] = await Promise.all([
    runningDesk(config, fetch),
    sources({ config, now, fetch }),
    chats(config, fetch),
  ]);
  const findings: Finding[] = [
    { part: 'program', state: 'fine', words: `Hashdesk ${version} on Node ${process.versions.node}` },
    ...notes.map((words): Finding => ({ part: 'environment', state: 'wrong', words })),
    await data(config),
    ...market,
    ...platforms,
    ...running,
    ...(running.length === 0 ? await ports(config) : []),
    heartbeat(config),
    ...model(config),
  ];
  const width = Math.max(...findings.map(({ part }) => part.length));
  const lines = findings.map((it) => `${MARKS[it.state].padEnd(2)}  ${it.part.padEnd(width)}  ${it.words}`);
  const wrong = findings.filter(({ state }) => state === 'wrong').length;
  const verdict = wrong === 0 ? 'Nothing is wrong.' : `${wrong} to mend, marked ${MARKS.wrong}.`;
  return { text: [...lines, verdict].join('\n'), code: wrong === 0 ? 0 : 1 };
};

async function data({ dataDirectory, databaseUrl }: Config): Promise<Finding> {
  return databaseUrl === undefined ? fileData(dataDirectory) : serverData(databaseUrl);
}

/** Where it is, without the password. */
async function serverData(databaseUrl: string): Promise<Finding> {
  const part = 'data';
  const { host, pathname } = new URL(databaseUrl);
  try {
    const { readPostgres } = await import('../storage/postgres/reading.ts');
    const reading = await readPostgres({ url: databaseUrl });
    const tables = await reading.tables().finally(reading.close);
    return {
      part,
      state: 'fine',
      words: `PostgreSQL at ${host}${pathname} answers: ${tables.length} tables`,
    };
  } catch (error) {
    return { part, state: 'wrong', words: `PostgreSQL at ${host}${pathname}: ${messageOf(error)}` };
  }
}

function fileData(dataDirectory: string): Finding {
  const part = 'data';
  const file = join(resolve(dataDirectory), fileName);
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (found === undefined)
    return {
      part,
      state: 'missing',
      words: `no database in ${resolve(dataDirectory)} yet: the start makes it`,
    };
  if (found.isSymbolicLink()) return { part, state: 'wrong', words: `${file} is a symbolic link` };
  if (process.platform !== 'win32' && (found.mode & 0o077) !== 0)
    return { part, state: 'wrong', words: `${file} may be read by other users: chmod 600` };
  try {
    const database = readDatabase(file);
    database.close();
    const { bavail, bsize } = statfsSync(dirname(file));
    const free = bavail * bsize;
    const sizes = `${megabytes(statSync(file).size)}, ${megabytes(free)} free on its disk`;
    return {
      part,
      state: free < LEAST_FREE_BYTES ? 'wrong' : 'fine',
      words: `${file}, version ${database.version}, ${sizes}`,
    };
  } catch (error) {
    return { part, state: 'wrong', words: messageOf(error) };
  }
}

/** Each source is asked for one thing; one of them is enough. */
async function sources(
  asked: Pick<Parameters<Operation>[0], 'config' | 'now' | 'fetch'>,
): Promise<Finding[]> {
  const { config, now, fetch } = asked;
  const all = marketSources({ urls: config.market.urls, fetch, now, timeoutMs: TIMEOUT_MS });
  const asks = await Promise.all(all.map(async (source) => ({ source, failed: await failureOf(source) })));
  const none = asks.every(({ failed }) => failed !== undefined);
  return asks.map(({ source: { name, url }, failed }) => {
    const part = `source ${name}`;
    if (failed === undefined) return { part, state: 'fine', words: `${url} answers` };
    return { part, state: none ? 'wrong' : 'missing', words: `${url} does not answer: ${failed}` };
  });
}

async function failureOf(source: MarketSource): Promise<string | undefined> {
  try {
    await (source.price ?? source.chain)?.();
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}

async function chats(config: Config, fetch: typeof globalThis.fetch): Promise<Finding[]> {
  const scrub = scrubber(hiddenIn(config));
  const found = config.adapters.map(async ({ name }) => {
    const chat = config.chats.find((it) => it.name === name);
    if (chat?.terminal) return [];
    const of = await checked(chat, fetch);
    return of.map(({ state, words }) => ({ part: `chat ${name}`, state, words: visible(scrub(words)) }));
  });
  return (await Promise.all(found)).flat();
}

async function checked(chat: Chat | undefined, fetch: typeof globalThis.fetch): Promise<Found[]> {
  if (!chat) return [{ state: 'missing', words: 'is not configured' }];
  if (!chat.check) return [{ state: 'fine', words: 'is configured' }];
  try {
    return await chat.check({ fetch, timeoutMs: TIMEOUT_MS });
  } catch (error) {
    return messageOf(error)
      .split('\n')
      .map((words) => ({ state: 'wrong', words }));
  }
}

/** What a desk that runs here says of itself. */
async function runningDesk({ admin }: Config, fetch: typeof globalThis.fetch): Promise<Finding[]> {
  if (admin === undefined) return [];
  const host = admin.host === '0.0.0.0' || admin.host === '::' ? '127.0.0.1' : admin.host;
  const origin = `http://${host.includes(':') ? `[${host}]` : host}:${admin.port}`;
  try {
    const response = await fetch(`${origin}/readyz`, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    const lines = (await response.text()).trim().split('\n');
    return lines.map((words) => ({ part: 'running desk', state: response.ok ? 'fine' : 'wrong', words }));
  } catch {
    return [];
  }
}

async function ports({ http, admin, chats: configured }: Config): Promise<Finding[]> {
  const web = configured.some(({ needsWeb }) => needsWeb) || http.publicUrl !== undefined;
  const wanted = [
    ...(web ? [{ part: 'PORT', port: http.port, host: '0.0.0.0' }] : []),
    ...(admin ? [{ part: 'ADMIN_PORT', ...admin }] : []),
  ];
  return Promise.all(
    wanted.map(async ({ part, ...at }): Promise<Finding> => {
      const code = await refusedBy(at);
      if (code === undefined) return { part, state: 'fine', words: `${at.port} is free` };
      return { part, state: 'wrong', words: `${at.port} on ${at.host} cannot be listened on (${code})` };
    }),
  );
}

function refusedBy(at: { port: number; host: string }): Promise<string | undefined> {
  const { promise, resolve: done } = Promise.withResolvers<string | undefined>();
  const server = createServer();
  server.once('error', (error: NodeJS.ErrnoException) => done(error.code ?? error.message));
  server.listen(at, () => server.close(() => done(undefined)));
  return promise;
}

function heartbeat({ heartbeatUrl }: Config): Finding {
  const part = 'heartbeat';
  if (heartbeatUrl !== undefined) return { part, state: 'fine', words: 'HEARTBEAT_URL is set' };
  return { part, state: 'missing', words: 'HEARTBEAT_URL is not set: nobody notices a desk that is dead' };
}

/** It is not asked: a model may cost money. */
const model = ({ model: named }: Config): Finding[] =>
  named === undefined
    ? []
    : [{ part: 'model', state: 'fine', words: `${named.name} at ${showUrl(named.url)} is configured` }];

const megabytes = (bytes: number): string => `${Math.floor(bytes / 1e6)} MB`;
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
