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
  /** When it is asked, as Unix milliseconds. */
  now: number;
}

/** The sites of whoever asks in the corpus, beside those of the demo. */
export const ownSites = ['rockdale', 'odessa', 'fargo', 'West Texas'];

const folder = import.meta.dirname;

/** When the questions of a file are asked that names no day. */
export const CORPUS_NOW = Date.UTC(2026, 3, 20, 12);

/** The lines of a file, and when they are asked. */
function fileAt(path: string): { lines: string[]; now: number } {
  const text = readFileSync(join(folder, path), 'utf8');
  const [, day] = /^# Asked on (\S{10})\./mu.exec(text) ?? [];
  const lines = text.split('\n').filter((line) => !line.startsWith('#'));
  return { lines, now: day === undefined ? CORPUS_NOW : Date.parse(`${day}T12:00Z`) };
}

const textsIn = (path: string): string[] =>
  readdirSync(join(folder, path))
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .map((name) => join(path, name));

/** `question => line or line`, `question => ? offered | offered`; a command line alone becomes itself. */
function read(line: string, now: number): Asked {
  const [question = '', meant = question] = line.split(' => ');
  if (!meant.startsWith('?')) return { question, lines: meant.split(' or '), offered: [], now };
  const offered = meant
    .slice(1)
    .split('|')
    .map((it) => it.trim())
    .filter((it) => it !== '')
    .flatMap((it) =>
      it.includes('{site}') ? ownSites.map((site) => it.replace('{site}', `"${site}"`)) : it,
    );
  return { question, lines: [], offered, now };
}

/** Questions of strangers and in Spanish are a corpus of their own. */
export const OTHERS = [
  ...[
    'stranger.txt',
    'second.txt',
    'third.txt',
    'strangerA.txt',
    'strangerB.txt',
    'strangerC.txt',
    'strangerD.txt',
    'strangerE.txt',
    'strangerF.txt',
    'strangerG.txt',
    'strangerH.txt',
    'strangerI.txt',
    'strangerJ.txt',
    'strangerK.txt',
    'strangerL.txt',
    'strangerM.txt',
    'strangerN.txt',
    'strangerO.txt',
    'strangerP.txt',
    'strangerQ.txt',
  ],
  ...['spanish.txt', 'spanishSecond.txt'],
];

/** A corpus, or the file of it that is named; `held` is a third for which no word was chosen when the reader was made. */
export function corpus(file?: string): { asked: Asked[]; held: Asked[]; seen: Asked[] } {
  const files = file === undefined ? textsIn('.').filter((path) => !OTHERS.includes(path)) : [file];
  const asked = files.flatMap((path) => {
    const { lines, now } = fileAt(path);
    return lines.filter(Boolean).map((line) => read(line, now));
  });
  return { asked, held: asked.filter(isHeld), seen: asked.filter((it) => !isHeld(it)) };
}

/** All questions there are. */
export const everyQuestion = (): Asked[] => [undefined, ...OTHERS].flatMap((file) => corpus(file).asked);

/** A third of the questions, by the hash of what is typed. */
const isHeld = ({ question }: Asked): boolean =>
  createHash('sha256').update(question).digest().readUInt32BE() % 3 === 0;

/** Conversations: each line refers to what was answered before it. */
export const talks = (): Asked[][] =>
  textsIn('talks').flatMap((path) => {
    const { lines, now } = fileAt(path);
    return lines
      .join('\n')
      .split(/\n{2,}/)
      .map((talk) =>
        talk
          .split('\n')
          .filter(Boolean)
          .map((line) => read(line, now)),
      )
      .filter((talk) => talk.length > 0);
  });

/**
 * What became of a question: read as it must be, or rightly asked back; read as something else; asked back where it had not to
 * be, with the line that it means among those that are offered, or without it.
 */
export type Outcome = 'right' | 'wrong' | 'offered' | 'asked back';

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

const known = lookup.sites.map((name) => ({ name, machines: [], dearUsdPerMwh: 300 }));

/** Reads a question of the corpus as the desk would: what the present grammar reads is left to it. */
export function outcomeOf({ question, lines, offered, now }: Asked): { outcome: Outcome; reading: Reading } {
  const typed = meaning(question);
  const reading: Reading =
    typed === undefined
      ? readQuestion({ text: question, lookup, own: ownSites, now })
      : { line: question, offered: [], unread: [], fit: 0, guessed: false, items: [] };
  const read = reading.line === undefined ? undefined : meaning(reading.line);
  if (read === undefined) {
    const meant = new Set(reading.offered.map(meaning));
    const isOffered = offered.every((line) => meant.has(meaning(line)));
    if (lines.length === 0) return { outcome: isOffered ? 'right' : 'asked back', reading };
    return { outcome: lines.some((line) => meant.has(meaning(line))) ? 'offered' : 'asked back', reading };
  }
  return { outcome: lines.some((line) => meaning(line) === read) ? 'right' : 'wrong', reading };
}
