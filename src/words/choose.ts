import type { Item } from './items.ts';
import type { Candidate } from './rule.ts';

/** What a question becomes, of the lines that rules make of it. */
export interface Choice {
  /** The command line that it means; undefined where it has to be asked back. */
  line?: string;
  /** Lines to choose among where it is asked back: those it may mean, or the nearest that work. */
  offered: readonly string[];
  /** Words that no reading takes: beside a line those that it leaves out. */
  unread: readonly string[];
  /** How much of the question speaks for the line. */
  fit: number;
}

const MOST_OFFERED = 4;
/** Two readings as near to each other as this are both offered. */
const CLOSE = 1;

/** The line that most words speak for; several where they are nearly as near, and the nearest where none says all. */
export function choose(candidates: readonly Candidate[], items: readonly Item[]): Choice {
  // `rockdale and` has not been said to its end, and `don't stop rockdale` asks nothing.
  const last = items.at(-1);
  const isOf = (item: Item | undefined, idea: string) => item?.kind === 'idea' && item.ideas.includes(idea);
  const isWhole = !isOf(items[0], 'forbids') && !isOf(last, 'or');
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
