import type { Lookup } from '../chat/parameter.ts';
import { hangingOf, remarksIn } from './beside.ts';
import { type Choice, choose } from './choose.ts';
import { english } from './english/index.ts';
import type { Item } from './items.ts';
import type { Language } from './language.ts';
import { lexiconOf } from './lexicon.ts';
import { apply, type Rule, weightsOf } from './rule.ts';
import { alertRules } from './rules/alerts.ts';
import { deskRules } from './rules/desk.ts';
import { keptRules } from './rules/kept.ts';
import { leaseRules } from './rules/lease.ts';
import { marketRules } from './rules/market.ts';
import { postRules } from './rules/posts.ts';
import { runningRules } from './rules/running.ts';
import { siteRules } from './rules/sites.ts';
import { isOneOf } from './said.ts';
import { spanish } from './spanish.ts';
import { spelled } from './spelling.ts';
import { inSingular, type Known, tag } from './tag.ts';
import { type Token, tokenOf, tokensOf } from './tokens.ts';

/** What a question in people's own words becomes. */
export interface Reading extends Choice {
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
/** A line of more unknown words is no question with a slip in it. */
const MOST_SLIPS = 3;

/** Reads a question in people's own words as one command line. Pure; takes time in proportion to the question. */
export function readQuestion(question: Question): Reading {
  const { items, guessed } = itemsOf(question);
  const two = both(items, question);
  if (two) return { offered: two, unread: [], fit: 0, guessed, items };
  const whole = readItems(items, question);
  const remarks = remarksIn(items);
  if (remarks.size === 0) return { ...whole, guessed, items };
  const rest = readItems(
    items.filter((item) => !remarks.has(item)),
    question,
  );
  if (!isBetter(rest, whole)) return { ...whole, guessed, items };
  const told = items
    .filter((item) => remarks.has(item) && (item.kind !== 'idea' || !item.weak))
    .map(({ text }) => text);
  return { ...rest, unread: [...told, ...rest.unread], guessed, items };
}

/** `what does odessa make and when does it lose money`: the lines of two questions about a site; undefined where it is one. */
function both(items: readonly Item[], question: Question): string[] | undefined {
  const at = items.findIndex((item, index) => isIdea(item, 'andNow') && isIdea(items[index + 1], SECOND));
  const sites = items.filter(({ kind }) => kind === 'site');
  if (at < 1 || sites.length === 0) return undefined;
  const lines = [items.slice(0, at), items.slice(at + 1)].flatMap((half) => {
    const isNamed = half.some(({ kind }) => kind === 'site');
    const readings = [...(isNamed ? [] : [[...half, ...sites]]), half].map((of) => readItems(of, question));
    return readings.find(({ line, fit }) => line !== undefined && fit > 0)?.line ?? [];
  });
  const [one, other] = lines.map((line) => line.split(' ', 1)[0]);
  return lines.length === 2 && one !== other ? lines : undefined;
}

/** What a second question begins with. */
const SECOND = 'what how when where the';

const isIdea = (item: Item | undefined, ideas: string): boolean =>
  item?.kind === 'idea' && isOneOf(item, ideas);

/** Whether the rest of a question is understood without what is told beside it: a name alone asks nothing. */
const isBetter = (rest: Choice, whole: Choice): boolean =>
  rest.line === undefined
    ? whole.line === undefined && rest.offered.length > 0
    : whole.line === undefined || rest.fit > 0;

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
