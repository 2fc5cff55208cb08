import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { adapters } from '../adapters/index.ts';
import { commands } from '../commands/index.ts';
import { replyJson } from './chat/show/json.ts';
import { renderPlain } from './chat/show/plain.ts';
import type { Operations } from './command.ts';
import { StorageError, UserError } from './common/errors.ts';
import { createLog, type Log } from './common/log.ts';
import type { Observer } from './common/observer.ts';
import { versionOf } from './common/version.ts';
import { endsWithin, waitOnTimer } from './common/wait.ts';
import { type Config, hiddenIn, readConfig, terminalOf, variableNames } from './config.ts';
import { type Desk, openDesk } from './desk.ts';
import { mcpEndpoint } from './mcp/endpoint.ts';
import type { McpMeans } from './mcp/server.ts';
import { environment, nearMisses, useProxy } from './server/environment.ts';
import { startChats } from './server/platforms.ts';
import { askedToEnd, stopServing } from './server/stopServing.ts';
import { openAt } from './storage/open.ts';
import { askedFiles, pageNote, writeFiles } from './web/askedFiles.ts';
import { buildApart } from './web/buildApart.ts';
import { marketPages } from './web/marketPages.ts';
import { buildAside, isStale, type SheetFolder, sheetFolder, whereSheetIs } from './web/sheetFolder.ts';
import { sheetPages } from './web/sheetPages.ts';
import { startWeb, type Web } from './web/start.ts';

/** The composition root: the only reader of the environment, the only one to end the process. */

const BAD_INPUT = 2;
const SHEET_BUILD = 'sheet:build';
const OPERATIONS = ['doctor', 'backup', 'restore', 'migrate', 'tenant'];

interface Asked {
  config: Config;
  words: string[];
  /** What is odd about the environment, a line for each. */
  notes: string[];
}
type Mode = (asked: Asked) => Promise<number>;

async function main(): Promise<void> {
  // Whoever reads the answer may have read enough of it.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  const [mode = '', ...words] = process.argv.slice(2);
  try {
    const env = environment(process.env);
    const config = readConfig(env, adapters);
    const direct = config.chats.flatMap(({ besideProxy }) => besideProxy ?? []);
    const notes = [...nearMisses({ env, known: variableNames(adapters) }), ...useProxy({ env, direct })];
    process.exitCode = await modeOf(mode, config)({ config, words, notes });
  } catch (error) {
    process.exitCode = failed(error instanceof Error ? error : new Error(String(error)));
  }
}

function modeOf(name: string, { scripts }: Config): Mode {
  if (name === '') return chat;
  if (name === 'ask') return ask;
  if (name === 'mcp') return mcp;
  if (name === SHEET_BUILD) return sheetBuild;
  if (OPERATIONS.includes(name)) return operation(name);
  return Object.hasOwn(scripts, name) ? script(name) : unknownMode(name);
}

const unknownMode =
  (name: string): Mode =>
  async ({ config }) => {
    const known = ['ask', 'mcp', ...OPERATIONS, SHEET_BUILD, ...Object.keys(config.scripts)].join(', ');
    say(`Hashdesk starts without arguments, or with one of ${known}; read “${name}”.`);
    return BAD_INPUT;
  };

const script =
  (name: string): Mode =>
  async ({ config, words, notes }) => {
    for (const note of notes) say(note);
    return printed(async () => ({ text: await config.scripts[name]!({ words, commands }), code: 0 }));
  };

const operation =
  (name: string): Mode =>
  async (asked) => {
    const { operations } = await import('./operate/index.ts');
    const means = { version: versionOf(), now: Date.now, fetch: globalThis.fetch };
    return printed(() => operations[name]!({ ...asked, ...means }));
  };

/** Prints what `work` says; what the person or the operator can mend is one line on stderr. Resolves with the exit code. */
async function printed(work: () => Promise<{ text: string; code: number }>): Promise<number> {
  try {
    const { text, code } = await work();
    process.stdout.write(`${text}\n`);
    return code;
  } catch (error) {
    if (!(error instanceof UserError || error instanceof StorageError)) throw error;
    say(error.message);
    return BAD_INPUT;
  }
}

const refuseMore = (words: readonly string[], use: string): Promise<number> =>
  printed(() =>
    Promise.reject(new UserError(`I read “${words.join(' ')}”, expected nothing more. Use: ${use}`)),
  );

const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** 48 random bits: nobody guesses an answer's name. */
const newId = () => randomBytes(6).toString('base64url');
const newSecret = () => randomBytes(32).toString('base64url');

/** The desk of this process; `quiet` where a person reads the same terminal. */
async function deskOf(asked: {
  config: Config;
  quiet: boolean;
  states?: Operations['adapters'];
  /** Where people and programs find the desk on the web. */
  places?: () => Pick<Web, 'sheetAt' | 'assistantsAt'> | undefined;
  observer?: Observer | undefined;
}): Promise<{ desk: Desk; log: Log; folder: SheetFolder }> {
  const { config, quiet, states, places, observer } = asked;
  const log = createLog({
    level: config.logLevel ?? (quiet ? 'error' : 'info'),
    ...hiddenIn(config),
  });
  const folder = sheetFolder({ build: buildApart(SHEET_BUILD), log });
  const database = await openAt({ place: config, log });
  const desk = openDesk({
    database,
    config,
    commands,
    version: versionOf(),
    now: Date.now,
    fetch: globalThis.fetch,
    random: Math.random,
    newId,
    newSecret,
    log,
    ...(states && { adapters: states }),
    ...(observer && { observer }),
    sheet: { at: () => places?.()?.sheetAt, file: folder.file },
    assistantsAt: () => places?.()?.assistantsAt,
  });
  endOnFault(log);
  return { desk, log, folder };
}

/** Only where something is built is the library there that builds. */
async function buildSheet(asked: { into: string }): Promise<void> {
  const builder = await import('../sheet/build.ts');
  return builder.buildSheet(asked);
}

/** Builds the sheet into the folder that was given; else in its own place, where it is missing or old. */
const sheetBuild: Mode = async ({ words: [into, ...more] }) => {
  if (more.length > 0) return refuseMore(more, `${SHEET_BUILD} FOLDER`);
  if (into !== undefined) await buildSheet({ into: resolve(into) });
  else if (isStale()) await buildAside(buildSheet);
  return 0;
};

/** What nobody caught leaves the process in a state that nobody knows: whoever supervises it starts it anew. */
function endOnFault(log: Log): void {
  process.on('uncaughtException', (err, origin) => {
    log.error({ err, origin }, 'Hashdesk ends because of a fault of its own');
    process.exit(1);
  });
}

/** Answers one question on stdout. Exit code 0, or 2 when the question could not be answered as asked. */
async function ask({ config, words: given }: Asked): Promise<number> {
  const { words, files } = askedFiles(given);
  const asJson = words.includes('--json') || words.at(-1)?.endsWith(' --json') === true;
  const { desk, folder } = await deskOf({ config, quiet: true });
  const { question, colour } = terminalOf(config);
  const reply = await desk.bot.handle(question(words.filter((word) => word !== '--json').join(' ')));
  if (reply === undefined) throw new Error('The question was answered before.');
  const look = { width: process.stdout.columns ?? 80, colour: process.stdout.isTTY === true && colour };
  const shown = asJson
    ? `${JSON.stringify(replyJson(reply), null, 2)}\n`
    : renderPlain({ reply, now: Date.now(), ...look });
  const failed = reply.tone === 'error';
  // What could not be answered is one line, so that a script can pass it on.
  const oneLine = shown.split(/(?<!\s)\s*\n\s*/).filter(Boolean);
  if (failed && !asJson) say(oneLine.join(' '));
  else process.stdout.write(`${shown.trimEnd()}\n`);
  const workbook = async (fragment: string) =>
    (await import('../sheet/export/workbook.ts')).workbookBehind({ fragment, commands });
  const make = { '--sheet': folder.file, '--xlsx': workbook };
  const unwritten = failed ? undefined : await writeFiles({ reply, files, make });
  const note = unwritten ?? pageNote({ reply, files });
  if (note !== undefined) say(note);
  await desk.stop();
  return failed || unwritten !== undefined ? BAD_INPUT : 0;
}

/** Serves the assistant that started the process, over stdin and stdout, until it closes them. */
const mcp: Mode = async ({ config, words, notes }) => {
  if (words.length > 0) return refuseMore(words, 'mcp');
  for (const note of notes) say(note);
  const { serveProgram } = await import('./mcp/stdio.ts');
  const { desk, log } = await deskOf({ config, quiet: true });
  const operator = terminalOf(config).question('');
  const { stdin: input, stdout: output } = process;
  await serveProgram({ ...meansOf({ desk, log }), operator, input, output, until: askedToEnd() });
  await desk.stop();
  return 0;
};

/** What an assistant is answered with. */
function meansOf({ desk, log }: { desk: Desk; log: Log }): McpMeans {
  const { bot, market } = desk;
  const pages = marketPages({ snapshot: market.snapshot, now: Date.now });
  const history = (query: string) => pages.fetch(new Request(`http://localhost/api/history.csv?${query}`));
  return { bot, version: versionOf(), now: Date.now, newId, newSecret, history, log };
}

/** Whoever supervises the process may kill it after ten seconds. */
const STOP_MS = 9_000;

/**
 * The platforms that are configured, or the terminal where none is: until a signal comes, the person leaves, or none
 * can be used.
 */
async function chat({ config, notes }: Asked): Promise<number> {
  const platforms = config.chats.filter(({ terminal }) => !terminal);
  const chosen = platforms.length > 0 ? platforms : config.chats;
  const quiet = platforms.length === 0;
  let web: Web | undefined;
  // Its library is loaded only where somebody may ask.
  const admin = config.admin && (await import('./admin/start.ts')).adminAt(config.admin);
  const { desk, log, folder } = await deskOf({
    config,
    quiet,
    observer: admin?.observer,
    places: () => web,
    ...(!quiet && { states: () => chats.states() }),
  });
  for (const note of notes) quiet ? say(note) : log.warn({}, note);
  const [{ dataDirectory }, { store, gateway }] = [config, desk];
  const means = { store, gateway, log, now: Date.now, fetch, random: Math.random, dataDirectory };
  const connected = await Promise.all(chosen.map(({ create }) => create(means)));
  const assistants = mcpEndpoint({
    tokens: desk.tokens,
    publicUrl: config.http.publicUrl,
    load: async () => (await import('./mcp/server.ts')).deskHandler(meansOf({ desk, log })),
    log,
  });
  web = await startWeb({
    http: config.http,
    adapters: connected,
    needed: chosen.some(({ needsWeb }) => needsWeb),
    // Nobody opens a page of this process where nobody sits before it.
    atTerminal: quiet && process.stdin.isTTY === true,
    pages: [
      sheetPages({ folder }),
      marketPages({ snapshot: () => desk.market.snapshot(), now: Date.now }),
      assistants,
    ],
    log,
  });
  if (web?.isLocal && web.sheetAt) say(await whereSheetIs({ folder, at: web.sheetAt }));
  if (web?.sheetAt) void folder.ready();
  let isEnding = false;
  const watched = await admin?.start({ desk, log, isEnding: () => isEnding });
  desk.start();
  const chats = startChats({
    adapters: connected,
    bot: desk.bot,
    onStarted: desk.deliver,
    wait: waitOnTimer,
    log,
  });
  log.info({ chats: chosen.map(({ name }) => name) }, `Hashdesk ${versionOf()} has started`);
  const code = await Promise.race([
    askedToEnd().then(() => 0),
    chats.hopeless.then(() => 1),
    desk.lost.then((words) => failed(new Error(words))),
    ...connected.flatMap(({ ended }) => (ended ? [ended.then(() => 0, failed)] : [])),
  ]);
  isEnding = true;
  const stopping = stopServing({ web, chats, watched, desk, wait: waitOnTimer, log });
  const inTime = await endsWithin(STOP_MS, stopping);
  if (!inTime)
    log.warn({}, `Hashdesk ends without some part of it, which did not stop within ${STOP_MS / 1000} s`);
  // A platform that never answered would keep the process waiting for it.
  if (!quiet || !inTime) process.exit(code);
  return code;
}

function failed({ message }: Error): number {
  say(message);
  return 1;
}

await main();
