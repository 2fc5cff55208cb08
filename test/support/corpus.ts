import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

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

const folder = join(import.meta.dirname, '../words');

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

/** All questions of the corpus; `held` are those that no word list was made for. */
export function corpus(): { asked: Asked[]; held: Asked[]; seen: Asked[] } {
  const asked = textsIn('.').flatMap(linesOf).filter(Boolean).map(read);
  return { asked, held: asked.filter(isHeld), seen: asked.filter((it) => !isHeld(it)) };
}

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
