import { memoize } from '../common/memoize.ts';
import { type Hanging, isMinor } from './beside.ts';
import type { Item } from './items.ts';
import { type Said, saidOf } from './said.ts';

/** What a question has to hold to become a command line. */
export interface Rule {
  /** Sets of ideas, each separated by spaces: all of one set must stand in the question. */
  when: readonly string[];
  /** Further ideas, separated by spaces, that the line says too. */
  also?: string;
  /** The line changes what is kept: who asks whether to, or what would be, is offered it. */
  changes?: true;
  /**
   * The command line; several, or what is only offered, to choose among; undefined where the rule does not fit after all.
   */
  line(said: Said): string | readonly string[] | { offer: readonly string[] } | undefined;
}

/** A line that a rule makes of a question. */
export interface Candidate {
  lines: readonly string[];
  /** The lines are near what was asked, and none is it. */
  offered: boolean;
  /** How much of the question the rule was made for. */
  fit: number;
  /** How much it says of what was named or counted. */
  used: number;
  /** What the line would drop, and must not. */
  left: readonly Item[];
  /** Words that the line has no use for, though they mean something. */
  stray: readonly Item[];
  /** Words that it leaves out and nothing hangs on, to be named with it. */
  passed: readonly Item[];
  /** Whether it leaves no more than a question in other words may hold. */
  isWhole: boolean;
}

/** The ideas of a question: 1 for those that it may hold without meaning them, 2 for all others. */
export function weightsOf(items: readonly Item[]): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  for (const item of items) {
    if (item.kind !== 'idea') continue;
    const weight = item.weak ? 1 : 2;
    for (const idea of item.ideas) weights.set(idea, Math.max(weight, weights.get(idea) ?? 0));
  }
  return weights;
}

type Asked = Parameters<typeof saidOf>[0] & {
  weights: ReadonlyMap<string, number>;
  hanging: Hanging;
  /** Ideas that ask for a line by themselves. */
  alone: ReadonlySet<string>;
};

/** What a rule makes of a question; undefined where it is about something else. */
export function apply(rule: Rule, asked: Asked): Candidate | undefined {
  const { items, weights } = asked;
  const fitting = setsOf(rule).filter((set) => set.every((idea) => weights.has(idea)));
  if (fitting.length === 0) return undefined;
  const said = saidOf(asked);
  const made = rule.line(said);
  if (made === undefined) return undefined;
  const offer = typeof made === 'object' && 'offer' in made ? made.offer : undefined;
  const meant = new Set(fitting.flat());
  const also = alsoOf(rule);
  const used = items.filter((item) => said.isUsed(item)).length;
  // A line that says several things that were named or counted is hardly asked for by accident.
  const isRich = rule.changes !== true && used > 1;
  // Common words say nothing only where it is sure what is asked, and that it is no order.
  const isSure = rule.changes !== true && (meant.size > 0 || isRich);
  const isSaid = (item: Item) =>
    said.isUsed(item) ||
    isOf(item, meant) ||
    isOf(item, also) ||
    (item.kind === 'idea' && item.weak && (isSure || !item.common) && !asked.hanging.asked.has(item)) ||
    (!rule.changes && isOf(item, GENERAL) && !isOf(item, ACTS));
  const unsaid = items.filter((item) => !isSaid(item));
  const isStray = (item: Item) => !rule.changes && isOf(item, LOOSE) && !isOf(item, ACTS);
  const isPassed = (item: Item) =>
    isSure && !offer && !isStray(item) && !isOf(item, ACTS) && mayPass(item, { ...asked, isRich });
  const [stray, passed] = [unsaid.filter(isStray), unsaid.filter(isPassed)];
  const asks = ASKING.some((idea) => weights.has(idea)) || (items[0] && isOf(items[0], BEGINNING));
  const isAsked = rule.changes === true && asks === true;
  // `how much does it clear` asks for a figure, and not whether to clear anything.
  const isFigure = isAsked && FIGURE.some((idea) => weights.has(idea));
  const fit =
    items.reduce((sum, item) => sum + weightIn(item, { meant, also }), 0) -
    2 * (stray.length + passed.filter(({ kind }) => kind === 'idea').length + (isFigure ? 1 : 0));
  const lines = offer ?? (typeof made === 'string' ? [made] : (made as readonly string[]));
  return {
    lines: lines.map((line) => line.trim().replace(/\s+/gu, ' ')),
    offered: offer !== undefined || isAsked,
    fit,
    used,
    left: unsaid.filter((item) => !isStray(item) && !isPassed(item)),
    stray,
    passed,
    isWhole: stray.length + passed.length <= (isRich ? 2 : 1),
  };
}

/** Whether a line that is sure may leave out a word; `isRich` is one that says more of what was named or counted. */
function mayPass(
  item: Item,
  { hanging, alone, isRich }: Pick<Asked, 'hanging' | 'alone'> & { isRich: boolean },
): boolean {
  if (hanging.asked.has(item)) return false;
  if (item.kind === 'unread') return isRich || hanging.loose.has(item);
  if (item.kind !== 'idea') return false;
  const isPassing = item.isEveryday && (isRich || item !== hanging.first);
  return isPassing || (isRich && isMinor(item) && !isOf(item, alone));
}

const isOf = (item: Item, ideas: ReadonlySet<string>): boolean =>
  item.kind === 'idea' && item.ideas.some((idea) => ideas.has(idea));

/** How much a word speaks for a rule. */
function weightIn(
  item: Item,
  { meant, also }: { meant: ReadonlySet<string>; also: ReadonlySet<string> },
): number {
  if (isOf(item, meant)) return item.kind === 'idea' && item.weak ? 2 : 4;
  return isOf(item, also) && item.kind === 'idea' && !item.weak ? 1 : 0;
}

/** What a question may say besides, whatever it asks: `how does rockdale look`, `show me the money`. */
const GENERAL = new Set(['doing', 'happened', 'show', 'money', 'impact', 'worth']);
/** Words of those that may be an order too: `change`, `explain`. */
const ACTS = new Set(['change', 'add', 'remove', 'use']);

/** What may be left out of a question once, where a rule fits all else: words that are said with most questions. */
const LOOSE = new Set(
  `best good limit need pay run left cost mining reaches moves forecast up2date price inputs judge big
  after survive hours others lease rent fleet report blocks reward sites path impact growth average reset`.split(
    /\s+/u,
  ),
);

const alsoOf = memoize(({ also = '' }: Rule): ReadonlySet<string> => new Set(also.split(' ')));
/** Ideas that ask for a figure. */
const FIGURE = ['what', 'how'];
/** Ideas of a question that orders nothing. */
const ASKING = ['what', 'how', 'when', 'who', 'why', 'where', 'if', 'whatIf', 'will', 'would', 'should'];

/** What asks where a question begins with it: `is alert 2 muted`. */
const BEGINNING = new Set(['is']);

const setsOf = memoize(({ when }: Rule) => when.map((set) => set.split(' ').filter(Boolean)));
