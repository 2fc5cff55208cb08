import type { Idea, Item } from './items.ts';
import { isOneOf, type Said, saidOf } from './said.ts';

/** What a question has to hold to become a command line. */
export interface Rule {
  /** Sets of ideas, each separated by spaces: all of one set must stand in the question. */
  when: readonly string[];
  /** Further ideas, separated by spaces, that the line says too. */
  also?: string;
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

/** What a rule makes of a question; undefined where it is about something else. */
export function apply(rule: Rule, asked: Parameters<typeof saidOf>[0]): Candidate | undefined {
  const { items } = asked;
  const fitting = rule.when
    .map((set) => ({ set, fit: fitOf(set, items) }))
    .filter(({ fit }) => fit >= 0)
    .sort((one, other) => other.fit - one.fit);
  const [best] = fitting;
  if (!best) return undefined;
  const said = saidOf(asked);
  const made = rule.line(said);
  if (made === undefined) return undefined;
  const covered = `${fitting.map(({ set }) => set).join(' ')} ${rule.also ?? ''}`;
  const left = items.filter(
    (item) => !said.isUsed(item) && !(item.kind === 'idea' && (item.weak || isOneOf(item, covered))),
  );
  const offered = typeof made === 'object' && 'offer' in made;
  const lines = typeof made === 'string' ? [made] : offered ? made.offer : (made as readonly string[]);
  return {
    lines: lines.map((line) => line.trim().replace(/\s+/gu, ' ')),
    offered,
    fit: best.fit,
    left,
  };
}

/** −1 where an idea of the set is missing; what a question cannot do without counts twice. */
function fitOf(set: string, items: readonly Item[]): number {
  const ideas = set.split(' ').filter(Boolean);
  const found = ideas.map((idea) =>
    items.filter((item): item is Idea => item.kind === 'idea' && item.ideas.includes(idea)),
  );
  if (found.some((those) => those.length === 0)) return -1;
  return found.reduce((sum, those) => sum + (those.every(({ weak }) => weak) ? 1 : 2), 0);
}
