import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands } from '../../commands/index.ts';
import { readRule } from '../../src/alerts/rules/words.ts';
import { findCommand, readArguments } from '../../src/chat/read/parse.ts';
import { demoSites } from '../../src/sites/demo.ts';
import { type Reading, readQuestion } from '../../src/words/index.ts';

/** One question as somebody types it, and what must become of it. */
export interface Asked {
  question: string;
  /** Command lines that mean the same, any of which is right; none where it has to be asked back. */
  lines: string[];
  /** Command lines that must be offered where it is asked back; none where it is left open what is. */
  offered: string[];
}

/** The sites of whoever asks in the corpus, beside those of the demo. */
export const ownSites = ['rockdale', 'odessa', 'fargo', 'West Texas'];

const folder = import.meta.dirname;

const linesOf = (path: string): string[] =>
  readFileSync(join(folder, path), 'utf8')
    .split('\n')
    .filter((line) => !line.startsWith('#'));

const textsIn = (path: string): string[] =>
  readdirSync(join(folder, path))
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .map((name) => join(path, name));

/** `question => line or line`, `question => ? offered | offered`; a command line alone becomes itself. */
function read(line: string): Asked {
  const [question = '', meant = question] = line.split(' => ');
  if (!meant.startsWith('?')) return { question, lines: meant.split(' or '), offered: [] };
  const offered = meant
    .slice(1)
    .split('|')
    .map((it) => it.trim())
    .filter((it) => it !== '')
    .flatMap((it) =>
      it.includes('{site}') ? ownSites.map((site) => it.replace('{site}', `"${site}"`)) : it,
    );
  return { question, lines: [], offered };
}

/** Questions of strangers and in Spanish are a corpus of their own. */
const OTHERS = ['stranger.txt', 'second.txt', 'third.txt', 'spanish.txt', 'spanishSecond.txt'];

/** A corpus, or the file of it that is named; `held` are the questions that no word list was made for. */
export function corpus(file?: string): { asked: Asked[]; held: Asked[]; seen: Asked[] } {
  const files = file === undefined ? textsIn('.').filter((path) => !OTHERS.includes(path)) : [file];
  const asked = files.flatMap(linesOf).filter(Boolean).map(read);
  return { asked, held: asked.filter(isHeld), seen: asked.filter((it) => !isHeld(it)) };
}

/** All questions there are. */
export const everyQuestion = (): Asked[] => [undefined, ...OTHERS].flatMap((file) => corpus(file).asked);

/** A third of the questions, by the hash of what is typed. */
const isHeld = ({ question }: Asked): boolean =>
  createHash('sha256').update(question).digest().readUInt32BE() % 3 === 0;

/** Conversations: each line refers to what was answered before it. */
export const talks = (): Asked[][] =>
  textsIn('talks').flatMap((path) =>
    linesOf(path)
      .join('\n')
      .split(/\n{2,}/)
      .map((talk) => talk.split('\n').filter(Boolean).map(read))
      .filter((talk) => talk.length > 0),
  );

/** What became of a question: read as it must be, read as something else, or asked back where it had not to be. */
export type Outcome = 'right' | 'wrong' | 'asked back';

/** When the questions of the corpus are asked. */
export const CORPUS_NOW = Date.UTC(2026, 3, 20, 12);

const lookup = { sites: [...ownSites, ...demoSites.map(({ name }) => name)] };

/** The line as the desk reads it, to compare two; undefined where the desk refuses it. */
export function meaning(line: string): string | undefined {
  try {
    const { command, rest } = findCommand(line, commands);
    const { arguments: values } = readArguments({ command, text: rest, lookup });
    const rule = 'rule' in values ? { rule: readRule(String(values.rule), { sites: known }) } : {};
    const meant = JSON.stringify([command.summary, Object.entries({ ...values, ...rule }).toSorted()]);
    return meant.toLowerCase().replaceAll(' ', '');
  } catch {
    return undefined;
  }
}

const known = lookup.sites.map((name) => ({ name, machines: [] }));

/** Reads a question of the corpus as the desk would: what the present grammar reads is left to it. */
export function outcomeOf({ question, lines, offered }: Asked): { outcome: Outcome; reading: Reading } {
  const typed = meaning(question);
  const reading: Reading =
    typed === undefined
      ? readQuestion({ text: question, lookup, own: ownSites, now: CORPUS_NOW })
      : { line: question, offered: [], unread: [], guessed: false };
  const read = reading.line === undefined ? undefined : meaning(reading.line);
  if (read === undefined) {
    const meant = new Set(reading.offered.map(meaning));
    const isOffered = offered.every((line) => meant.has(meaning(line)));
    return { outcome: lines.length === 0 && isOffered ? 'right' : 'asked back', reading };
  }
  return { outcome: lines.some((line) => meaning(line) === read) ? 'right' : 'wrong', reading };
}
