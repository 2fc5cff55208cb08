import type { Idea, Item, NumberUnit, Numeral, Thing } from './items.ts';

/** A question as one rule reads it: what the rule has used of it, and what is left. */
export interface Said {
  items: readonly Item[];
  /** The sites of whoever asks, beside those of the demo. */
  own: readonly string[];
  now: number;
  /** Whether one of the ideas, separated by spaces, stands in the question. */
  has(ideas: string): boolean;
  /** The first thing of that kind that nothing has used yet. */
  take(kind: Thing['kind']): string | undefined;
  takeAll(kind: Thing['kind']): string[];
  /** The first number of one of the units that nothing has used yet. */
  number(...units: NumberUnit[]): string | undefined;
  /** The words of the ideas, separated by spaces, that nothing has used yet. */
  word(ideas: string): string | undefined;
  /** The first word that nothing is known of. */
  name(): string | undefined;
  /** The first address of the web. */
  url(): string | undefined;
  use(item: Item): void;
  isUsed(item: Item): boolean;
}

export function saidOf(asked: { items: readonly Item[]; own: readonly string[]; now: number }): Said {
  const { items } = asked;
  const used = new Set<Item>();
  const first = <T extends Item>(fits: (item: Item) => item is T): T | undefined => {
    const found = items.find((item): item is T => !used.has(item) && fits(item));
    if (found) used.add(found);
    return found;
  };
  const take = (kind: Thing['kind']) => first((item): item is Thing => item.kind === kind)?.text;
  return {
    ...asked,
    has: (ideas) => items.some((item) => item.kind === 'idea' && isOneOf(item, ideas)),
    take,
    takeAll: (kind) => {
      // What is named twice is left: it may have been meant as something else.
      const found = new Map<string, Item>();
      for (const item of items)
        if (item.kind === kind && !used.has(item) && !found.has(item.text)) found.set(item.text, item);
      for (const item of found.values()) used.add(item);
      return [...found.keys()];
    },
    number: (...units) =>
      first((item): item is Numeral => item.kind === 'number' && units.includes(item.unit))?.text,
    word: (ideas) => first((item): item is Idea => item.kind === 'idea' && isOneOf(item, ideas))?.text,
    name: () => first((item): item is Item & { kind: 'unread' } => item.kind === 'unread')?.text,
    url: () =>
      first((item): item is Item => item.kind === 'unread' && /^https?:\/\//iu.test(item.text))?.text,
    use: (item) => void used.add(item),
    isUsed: (item) => used.has(item),
  };
}

const split = new Map<string, ReadonlySet<string>>();

/** Whether a word can mean one of the ideas, separated by spaces; rules name the same few over and over. */
export function isOneOf(item: Idea, ideas: string): boolean {
  const wanted = split.get(ideas) ?? new Set(ideas.split(' '));
  split.set(ideas, wanted);
  return item.ideas.some((idea) => wanted.has(idea));
}
