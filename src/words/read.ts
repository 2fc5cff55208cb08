import type { Lookup } from '../chat/parameter.ts';
import { hangingOf, remarksIn } from './beside.ts';
import { english } from './english/index.ts';
import type { Item } from './items.ts';
import type { Language } from './language.ts';
import { lexiconOf } from './lexicon.ts';
import { apply, type Candidate, type Rule, weightsOf } from './rule.ts';
import { alertRules } from './rules/alerts.ts';
import { deskRules } from './rules/desk.ts';
import { keptRules } from './rules/kept.ts';
import { leaseRules } from './rules/lease.ts';
import { marketRules } from './rules/market.ts';
import { postRules } from './rules/posts.ts';
import { runningRules } from './rules/running.ts';
import { siteRules } from './rules/sites.ts';
import { spanish } from './spanish.ts';
import { spelled } from './spelling.ts';
import { inSingular, type Known, tag } from './tag.ts';
import { type Token, tokenOf, tokensOf } from './tokens.ts';

/** What a question in people's own words becomes. */
export interface Reading {
  /** The command line that it means; undefined where it has to be asked back. */
  line?: string;
  /** Lines to choose among where it is asked back: those it may mean, or the nearest that work. */
  offered: readonly string[];
  /** Words that no reading takes: beside a line those that it leaves out. */
  unread: readonly string[];
  /** Whether a word was read as another that is spelled much alike. */
  guessed: boolean;
  /** What stands in the question. */
  items: readonly Item[];
}

export interface Question {
  text: string;
  lookup: Lookup;
  /** The sites of whoever asks, beside those of the demo. */
  own: readonly string[];
  /** Unix milliseconds. */
  now: number;
}

const rules: readonly Rule[] = [
  ...siteRules,
  ...runningRules,
  ...marketRules,
  ...leaseRules,
  ...alertRules,
  ...postRules,
  ...keptRules,
  ...deskRules,
];
/** Ideas that ask for a line by themselves. */
const alone = new Set(rules.flatMap(({ when }) => when.filter((set) => set !== '' && !set.includes(' '))));
const LANGUAGES = [english, spanish];
const MOST_OFFERED = 4;
/** Two readings as near to each other as this are both offered. */
const CLOSE = 1;
/** A line of more unknown words is no question with a slip in it. */
const MOST_SLIPS = 3;

/** Reads a question in people's own words as one command line. Pure; takes time in proportion to the question. */
export function readQuestion(question: Question): Reading {
  const { items, guessed } = itemsOf(question);
  const whole = readItems(items, question);
  const remarks = remarksIn(items);
  if (remarks.size === 0) return { ...whole, guessed, items };
  const rest = readItems(
    items.filter((item) => !remarks.has(item)),
    question,
  );
  if (!isBetter(rest, whole)) return { ...whole, guessed, items };
  const told = items.filter((item) => item.kind === 'unread' && remarks.has(item)).map(({ text }) => text);
  return { ...rest, unread: [...told, ...rest.unread], guessed, items };
}

/** Whether the rest of a question is understood better without what is told beside it. */
const isBetter = (rest: Choice, whole: Choice): boolean =>
  rest.line === undefined
    ? whole.line === undefined && rest.offered.length > 0
    : whole.line === undefined || rest.fit > whole.fit;

/** A reading, and how much of the question speaks for its line. */
type Choice = Pick<Reading, 'line' | 'offered' | 'unread'> & { fit: number };

function readItems(items: readonly Item[], { own, now }: Question): Choice {
  const asked = { items, own, now, weights: weightsOf(items), hanging: hangingOf(items), alone };
  return choose(
    rules.flatMap((rule) => apply(rule, asked) ?? []),
    items,
  );
}

/** What stands in a question, and whether a slip of the keys was undone in it. */
function itemsOf(question: Pick<Question, 'text' | 'lookup' | 'now'>): {
  items: Item[];
  guessed: boolean;
} {
  const { tokens, items, known } = inItsLanguage(question);
  const mended = mend({ tokens, items, known });
  return mended ? { items: tag(mended, known), guessed: true } : { items, guessed: false };
}

/** In the language that knows most of its words; of two that know as many, in the first. */
function inItsLanguage({ text, lookup, now }: Parameters<typeof itemsOf>[0]) {
  let [best, fewest] = [undefined as ReturnType<typeof readIn> | undefined, Number.POSITIVE_INFINITY];
  for (const language of LANGUAGES) {
    const read = readIn({ language, text, lookup, now });
    const unread = read.items.filter(({ kind }) => kind === 'unread').length;
    if (unread < fewest) [best, fewest] = [read, unread];
    if (fewest === 0) break;
  }
  return best!;
}

function readIn({ language, text, ...rest }: Parameters<typeof itemsOf>[0] & { language: Language }) {
  const known: Known = { lexicon: lexiconOf(language), ...rest };
  const tokens = tokensOf(text, known.lexicon).map((token, at, all) => inSingular(token, all[at - 1], known));
  return { tokens, items: tag(tokens, known), known };
}

/** The words with slips of the keys undone; undefined where there are none. */
function mend(asked: {
  tokens: readonly Token[];
  items: readonly Item[];
  known: Known;
}): Token[] | undefined {
  const { tokens, items, known } = asked;
  const unread = new Set(items.flatMap((item) => (item.kind === 'unread' ? [item.text] : [])));
  if (unread.size === 0 || unread.size > MOST_SLIPS) return undefined;
  let isMended = false;
  const mended = tokens.map((token) => {
    const word = unread.has(token.text.replace(/,$/u, '')) ? spelled(token, known) : undefined;
    if (word === undefined) return token;
    isMended = true;
    const text = token.text.endsWith(',') ? `${word},` : word;
    return tokenOf(text, { lexicon: known.lexicon, clause: token.clause });
  });
  return isMended ? mended : undefined;
}

function choose(candidates: readonly Candidate[], items: readonly Item[]): Choice {
  // `rockdale and` has not been said to its end.
  const last = items.at(-1);
  const isWhole = !(last?.kind === 'idea' && last.ideas.includes('or'));
  const whole = candidates.filter((it) => isWhole && it.isWhole && it.left.length === 0);
  const fewest = Math.min(...whole.map(({ passed }) => passed.length));
  const fullest = whole.filter(({ passed }) => passed.length === fewest);
  const most = Math.max(...fullest.map(({ fit }) => fit));
  const best = fullest.filter(({ fit, offered }) => fit >= most - (offered ? 0 : CLOSE));
  const lines = [...new Set(best.flatMap((it) => it.lines))];
  if (lines.length === 1 && best.every(({ offered }) => !offered))
    return { line: lines[0]!, offered: [], unread: leftOut(items, best[0]!), fit: most };
  if (lines.length > 0) return { offered: lines.slice(0, MOST_OFFERED), unread: [], fit: most };
  return nearest(candidates, items);
}

/** What a line says nothing of, in the order in which it was typed: words that it passes, and things that are mentioned. */
const leftOut = (items: readonly Item[], { passed }: Candidate): string[] =>
  items
    .filter((item) => passed.includes(item) || (item.kind === 'idea' && item.isThing))
    .map(({ text }) => text);

/** Lines that leave out a word, but nothing that was counted or named, and the words that they leave out. */
function nearest(candidates: readonly Candidate[], items: readonly Item[]): Choice {
  const near = candidates
    .filter(
      ({ fit, used, left }) => fit > 0 || used > 2 || (used > 0 && left.every(({ kind }) => kind === 'idea')),
    )
    .toSorted((one, other) => one.left.length - other.left.length || other.fit - one.fit);
  const unknown = items.filter(({ kind }) => kind === 'unread');
  return {
    // One of each, before the sites that one of them may be about.
    offered: [
      ...new Set([...near.flatMap((it) => it.lines.slice(0, 1)), ...near.flatMap((it) => it.lines)]),
    ].slice(0, MOST_OFFERED),
    unread: (unknown.length > 0 ? unknown : [...(near[0]?.left ?? []), ...(near[0]?.stray ?? [])]).map(
      ({ text }) => text,
    ),
    fit: 0,
  };
}
