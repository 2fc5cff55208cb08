import type { Flooded } from '../access/flood.ts';
import { isOperator, type Rights, requireRight, rightsWith } from '../access/rights.ts';
import type { Bot, Incoming } from '../chat/adapter.ts';
import { completeLine, type Flags, readOptions } from '../chat/read/parse.ts';
import { type Block, inFull, type Reply, reply } from '../chat/reply.ts';
import { metricsWith } from '../chat/show/metrics.ts';
import { shorten } from '../chat/show/short.ts';
import type { Command } from '../command.ts';
import { StorageError, UserError } from '../common/errors.ts';
import type { Log } from '../common/log.ts';
import type { AnswerOutcome } from '../common/observer.ts';
import { OutOfRangeError } from '../economics/range.ts';
import { claimer } from './claimed.ts';
import { commandContext } from './context.ts';
import { commandOf, fullName, namesSites, needsOf } from './named.ts';
import { offering } from './offering.ts';
import type { BotParts } from './parts.ts';
import { nothingSeen, type Seen } from './seen.ts';
import { sheetPage } from './sheetPage.ts';
import { toldModel } from './toldModel.ts';
import { NotUnderstoodError, type ReadLine, readInWords, readTyped } from './understand.ts';

/**
 * The platform-neutral bot: a question in, a reply out; a failure becomes a reply. RangeError where two commands bring
 * the same metric.
 */
export function createBot(parts: BotParts): Bot {
  metricsWith(parts.commands);
  const claim = claimer(parts.claims);
  return {
    commands: parts.commands,
    async handle(incoming) {
      const { tenant, adapter } = incoming.address;
      const { id } = incoming;
      const request = id ?? parts.recall.newId();
      const log = parts.log.child({ request, adapter, tenant });
      const began = parts.elapsed();
      const read: WhatWasRead = { command: UNREAD };
      const observe = (outcome: AnswerOutcome) =>
        parts.observer.answered({
          command: read.command,
          outcome,
          seconds: (parts.elapsed() - began) / 1000,
        });
      try {
        const claimed = id === undefined ? 'first' : await claim(`${adapter} ${tenant} ${id}`);
        if (claimed === 'again') return undefined;
        await refuseFlood({ parts, incoming });
        const unwritable = claimed === 'first' ? undefined : claimed;
        if (unwritable) log.error({ err: unwritable }, 'Answering questions only: nothing can be written');
        const said = await answer({ parts, incoming, log, unwritable, onRead: read });
        observe('answered');
        return said;
      } catch (error) {
        observe(isOfThePerson(error) ? 'refused' : 'failed');
        if (incoming.inReply && read.command === UNREAD && asksNothing(error)) return undefined;
        return failure({ error, log, request, read: read.inWords });
      }
    },
    async refuse({ kept, ...asked }) {
      if (!kept.readsSites) return undefined;
      try {
        const rights = await rightsIn({ parts, asked });
        requireRight({ rights, right: 'read', to: 'see the sites of that answer' });
        return undefined;
      } catch (error) {
        const { tenant, adapter } = asked.address;
        const request = parts.recall.newId();
        return failure({ error, log: parts.log.child({ request, adapter, tenant }), request });
      }
    },
    ...(parts.pictures && { picture: parts.pictures }),
    async complete({ text, ...asked }) {
      const rights = await rightsIn({ parts, asked });
      const sites = await siteNames({ parts, tenant: asked.address.tenant, rights });
      return completeLine({ commands: parts.commands, text, lookup: { sites } });
    },
  };
}

/** Stands for the name of a command where none was read. */
const UNREAD = 'unread';

type Asked = Pick<Incoming, 'person' | 'address' | 'parentChannel'>;

const rightsIn = ({ parts, asked }: { parts: BotParts; asked: Asked }): Promise<Rights> =>
  rightsWith({ ...asked, list: parts.access });

async function siteNames(asked: { parts: BotParts; tenant: string; rights: Rights }): Promise<string[]> {
  const { parts, tenant, rights } = asked;
  const demos = parts.demoSites.map(({ name }) => name);
  return rights.read ? [...(await parts.siteStore.names(tenant)), ...demos] : demos;
}

/** What is known of a question while it is answered, whatever becomes of it. */
interface WhatWasRead {
  command: string;
  /** What people's own words were read as. */
  inWords?: ReadLine;
}

interface AnswerAsked {
  parts: BotParts;
  incoming: Incoming;
  log: Log;
  /** Is told which command was read. */
  onRead: WhatWasRead;
  /** Why the store takes nothing now: questions are answered, changes refused. */
  unwritable: StorageError | undefined;
}

async function answer(asked: AnswerAsked): Promise<Reply> {
  const { parts, incoming } = asked;
  const { ask, address } = incoming;
  const { commands } = parts;
  const rights = await rightsIn({ parts, asked: incoming });
  const names = () => siteNames({ parts, tenant: address.tenant, rights });
  const command = commandOf({ ask, commands });
  // A command that takes no site is read without the names of all.
  const known = command === undefined || namesSites(command) ? await names() : undefined;
  const lookup = {
    sites: known ?? [],
    hidden: !rights.read,
    mentions: parts.mentions[address.adapter] ?? [],
  };
  if (!('text' in ask)) {
    const read = readOptions({ commands, path: ask.command, options: ask.options, lookup });
    return answerLine({ ...asked, rights, read });
  }
  const typed = { text: ask.text, commands, lookup };
  const demos = parts.demoSites.map(({ name }) => name);
  const { person } = incoming;
  const read = await readTyped(typed, async (refusal) => {
    const sites = known ?? (await names());
    const own = sites.filter((name) => !demos.includes(name));
    return readInWords({
      ...typed,
      lookup: { ...lookup, sites },
      ...{ refusal, own },
      now: parts.now(),
      model: toldModel({ parts, incoming, rights, own }),
      last: () => parts.recall.lastLine({ address, person }),
      siteOf: (name) =>
        commandContext({ parts, incoming, rights, seen: nothingSeen(), confirmed: false }).sites.get(name),
    });
  });
  return answerLine({ ...asked, rights, read });
}

async function answerLine(asked: AnswerAsked & { rights: Rights; read: ReadLine }): Promise<Reply> {
  const { parts, incoming, log, unwritable, onRead, rights, read } = asked;
  const { address, person } = incoming;
  const started = parts.now();
  onRead.command = fullName(read.command, parts.commands);
  if (read.inWords) onRead.inWords = read;
  const needs = needsOf(read.command, parts.commands);
  refuseUnlessAllowed({ needs, rights });
  if (unwritable && needs.includes('change')) throw unwritable;
  const seen = nothingSeen();
  const contextSeeing = (by: Seen) =>
    commandContext({ parts, incoming, rights, seen: by, confirmed: read.flags.yes });
  const run = withFlags(await read.command.run(read.arguments as never, contextSeeing(seen)), read.flags);
  const answered = read.inWords ? { ...run, blocks: sayingWhatWasRead(read.inWords, run.blocks) } : run;
  const whole = read.flags.full || read.command.whole === true;
  const sized = whole ? inFull(answered) : shorten(answered);
  const { commands } = parts;
  const page = await sheetPage({
    ...read,
    said: sized,
    name: onRead.command,
    seen,
    commands,
    contextSeeing,
    log,
  });
  const said = {
    ...sized,
    readAs: read.line,
    ...(seen.readsSites && { readsSites: true as const }),
    ...(page && { question: page.question }),
  };
  log.info({ command: read.command.name, ms: parts.now() - started }, 'Answered');
  const tells = BEHIND.includes(read.command.name);
  if (said.explanation.length === 0 && said.details === undefined && !page) {
    if (!tells) parts.recall.note({ address, person, line: read.line });
    return said;
  }
  const kept = offering({
    said: { ...said, id: said.id ?? parts.recall.newId() },
    ...(!tells && { line: read.line }),
    ...(page && { page: { ...page, at: parts.sheet.at() } }),
  });
  // What it showed is on the screen; its steps, sources and details may be asked for.
  parts.recall.keep({
    address,
    person,
    answer: {
      readsSites: seen.readsSites,
      reply: { ...kept, blocks: [], readAs: tells ? undefined : read.line },
    },
  });
  return kept;
}

/** What tells of an answer or of the desk: a question after it refers to the answer before. */
const BEHIND = ['more', 'explain', 'sheet', 'help'];

/** In the first paragraph, where there is one: a line more would leave less room for the answer. */
function sayingWhatWasRead(said: string, blocks: readonly Block[]): Block[] {
  const [first, ...rest] = blocks;
  return first?.kind === 'text'
    ? [{ kind: 'text', parts: [`${said}. `, ...first.parts] }, ...rest]
    : [iRead(said), ...blocks];
}

/** Own words are answered with the line that they were read as: a wrong reading is seen at once. */
const iRead = (said: string): Block => ({ kind: 'note', tone: 'info', parts: [said] });

function withFlags(said: Reply, flags: Flags): Reply {
  if (flags.private || said.secret) return { ...said, visibility: 'private' };
  return flags.public ? { ...said, visibility: 'public' } : said;
}

/** The operator's console is a pipe or one person's keyboard: nobody is kept waiting there. */
async function refuseFlood({ parts, incoming }: { parts: BotParts; incoming: Incoming }): Promise<void> {
  const { address, person } = incoming;
  if (isOperator({ person, address })) return;
  const flooded = await parts.flood.check({ tenant: address.tenant, person: person.id });
  if (flooded) throw tooMany(flooded);
}

function tooMany({ over, limit: { perMinute }, waitMs }: Flooded): UserError {
  const whose = over === 'person' ? 'from you' : 'from everyone here together';
  const seconds = Math.ceil(waitMs / 1000);
  return new UserError(
    `Too many questions ${whose}: up to ${perMinute} a minute are answered. Try again in ${seconds} s.`,
  );
}

function refuseUnlessAllowed({ needs, rights }: { needs: Command['needs'][]; rights: Rights }): void {
  if (needs.includes('operator') && !rights.operator)
    throw new UserError('Only the operator may do that, at the terminal of Hashdesk itself.');
  if (needs.includes('change')) requireRight({ rights, right: 'change', to: 'change anything' });
}

const isOfThePerson = (error: unknown): error is UserError | OutOfRangeError =>
  error instanceof UserError || error instanceof OutOfRangeError;

/** What people say under an answer is for each other, unless it may mean something, or an input of it is refused. */
const asksNothing = (error: unknown): boolean =>
  error instanceof NotUnderstoodError ||
  (error instanceof UserError && error.choices.length === 0 && error.parameter === undefined);

/** People see what they can act on; what is ours goes to the log, under the id they are told. */
function failure(asked: { error: unknown; log: Log; request: string; read?: ReadLine | undefined }): Reply {
  const { error, log, request, read: line } = asked;
  const read = line === undefined ? {} : { readAs: line.line };
  const shown = line?.inWords === undefined ? [] : [iRead(line.inWords)];
  if (isOfThePerson(error)) {
    const { suggestions = [], choices = [], parameter, lacks } = error instanceof UserError ? error : {};
    const actions = choices.map((line) => ({ label: line, command: line, style: 'plain' as const }));
    return reply({
      title: error.message,
      tone: 'error',
      visibility: 'private',
      ...read,
      ...(parameter !== undefined && { parameter }),
      ...(lacks !== undefined && { lacks }),
      blocks: [
        ...shown,
        ...textOf(suggestions.length > 0 ? `Try: ${suggestions.join(' · ')}` : undefined),
        ...(actions.length > 0 ? [{ kind: 'actions' as const, actions }] : []),
      ],
    });
  }
  log.error({ err: error }, 'A command failed');
  return reply({
    title:
      error instanceof StorageError
        ? error.message
        : 'Hashdesk could not answer because of a fault of its own.',
    tone: 'error',
    visibility: 'private',
    ...read,
    blocks: [...shown, ...textOf(`It is in the log as request ${request}.`)],
  });
}

const textOf = (text: string | undefined): Block[] =>
  text === undefined ? [] : [{ kind: 'text', parts: [text] }];
