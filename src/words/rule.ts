import { memoize } from '../common/memoize.ts';
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
  /** What the line would drop. */
  left: readonly Item[];
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

type Asked = Parameters<typeof saidOf>[0] & { weights: ReadonlyMap<string, number> };

/** What a rule makes of a question; undefined where it is about something else. */
export function apply(rule: Rule, asked: Asked): Candidate | undefined {
  const { items, weights } = asked;
  const fitting = setsOf(rule).filter((set) => set.every((idea) => weights.has(idea)));
  if (fitting.length === 0) return undefined;
  const said = saidOf(asked);
  const made = rule.line(said);
  if (made === undefined) return undefined;
  const covered = new Set([...fitting.flat(), ...alsoOf(rule)]);
  const left = items.filter(
    (item) =>
      !said.isUsed(item) &&
      !(item.kind === 'idea' && (item.weak || item.ideas.some((idea) => covered.has(idea)))),
  );
  const offer = typeof made === 'object' && 'offer' in made ? made.offer : undefined;
  const lines = offer ?? (typeof made === 'string' ? [made] : (made as readonly string[]));
  const isAsked = rule.changes && ASKING.some((idea) => weights.has(idea));
  const fits = fitting.map((set) => set.reduce((sum, idea) => sum + weights.get(idea)!, 0));
  return {
    lines: lines.map((line) => line.trim().replace(/\s+/gu, ' ')),
    offered: offer !== undefined || isAsked === true,
    fit: Math.max(...fits),
    left,
  };
}

const alsoOf = memoize(({ also = '' }: Rule) => also.split(' '));
/** Ideas of a question that orders nothing. */
const ASKING = ['what', 'how', 'when', 'who', 'why', 'where', 'if', 'whatIf', 'will', 'would', 'should'];

const setsOf = memoize(({ when }: Rule) => when.map((set) => set.split(' ').filter(Boolean)));
