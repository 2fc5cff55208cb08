import type { Idea, Item, Numeral } from './items.ts';
import { isOneOf, type Said } from './said.ts';

/** Which input each idea is the name of. */
const INPUTS: Record<string, string> = {
  hashprice: 'hashprice',
  power: 'power',
  difficulty: 'difficulty',
  hashrate: 'hashrate',
  fees: 'fees',
  uptime: 'uptime',
  pue: 'pue',
  poolFee: 'fee',
  rent: 'rent',
  btc: 'price',
  price: 'price',
};
/** What a change is of, as ideas separated by spaces. */
export const QUANTITIES = Object.keys(INPUTS).join(' ');
/** What a percentage is a change of; of others it is the value. */
const RELATIVE = ['price', 'hashprice', 'power', 'difficulty', 'hashrate', 'fees'];
/** What a number with a unit of its own is about, whatever stands beside it. */
const BY_UNIT: Partial<Record<Numeral['unit'], string>> = {
  powerPrice: 'power',
  hashprice: 'hashprice',
  rent: 'rent',
};
/** Words that multiply what they are about. */
const FACTORS: Record<string, string> = { doubles: 'x2', halves: 'x0.5', triples: 'x3' };
const MULTIPLIED = Object.keys(FACTORS).join(' ');
const DIRECTIONS = `up down lose ${MULTIPLIED}`;
const VALUES: Numeral['unit'][] = [
  'percent',
  'usd',
  'bare',
  'powerPrice',
  'hashprice',
  'hashrate',
  'times',
  'rent',
];

const isQuantity = (item: Item | undefined): item is Idea =>
  item?.kind === 'idea' && isOneOf(item, QUANTITIES);
const isDirection = (item: Item | undefined): item is Idea =>
  item?.kind === 'idea' && isOneOf(item, DIRECTIONS);
const isValue = (item: Item | undefined): item is Numeral =>
  item?.kind === 'number' && VALUES.includes(item.unit);
const isWord = (item: Item | undefined, idea: string): boolean =>
  item?.kind === 'idea' && item.ideas.includes(idea);

/**
 * The circumstances that a question names, as `price=120k` by their input. A number beside no quantity is a power price
 * where its unit or `at` says so, and is left where nothing does.
 */
export function changesOf(said: Said): Map<string, string> {
  const { items } = said;
  const changes = new Map<string, string>();
  items.forEach((item, at) => {
    // `per 1c` names no value.
    if (!isValue(item) || said.isUsed(item) || isWord(items[at - 1], 'rate')) return;
    // `from 62 to 70`: what it is now changes nothing.
    const isOld = isWord(items[at - 1], 'from') && isWord(items[at + 1], 'to') && isValue(items[at + 2]);
    const isReplaced = isWord(items[at - 1], 'insteadOf') && isValue(items[at - 2]);
    if (isOld || isReplaced) {
      for (const one of isReplaced ? [items[at - 1]!, item] : [item]) said.use(one);
      return;
    }
    // `91% up` beside no quantity.
    if (isUptime({ items, at })) {
      changes.set('uptime', item.text);
      for (const one of [item, items[at + 1]!]) said.use(one);
      return;
    }
    const nearby = likely(quantityOf({ items, at, said }), { item, items });
    const input = BY_UNIT[item.unit] ?? inputOf({ said, item, at, about: nearby });
    const about = nearby && nameOf(nearby) === input ? nearby : undefined;
    const direction = directionAt({ items, at, about });
    const value = input && changeTo({ item, input, direction, before: items[at - 1] });
    if (!input || !value || changes.has(input)) return;
    changes.set(input, value);
    for (const one of [item, about, direction]) if (one) said.use(one);
    // `uptime only 85% of the time` says twice what it is about.
    for (const one of items) if (isQuantity(one) && one !== about && nameOf(one) === input) said.use(one);
  });
  // `btc flat` changes nothing, nor does `at flat btc`.
  items.forEach((item, at) => {
    const flat = [items[at + 1], items[at - 1]].find((one) => isWord(one, 'constant'));
    if (isQuantity(item) && flat && !said.isUsed(flat)) for (const one of [item, flat]) said.use(one);
  });
  items.forEach((item, at) => {
    if (item.kind !== 'idea' || said.isUsed(item) || !isOneOf(item, MULTIPLIED)) return;
    const about = quantityOf({ items, at, said });
    const input = about && nameOf(about);
    if (!about || !input || !RELATIVE.includes(input) || changes.has(input)) return;
    changes.set(input, FACTORS[item.ideas.find((idea) => Object.hasOwn(FACTORS, idea))!]!);
    said.use(item);
    said.use(about);
  });
  return changes;
}

function isUptime({ items, at }: { items: readonly Item[]; at: number }): boolean {
  const item = items[at]!;
  const isShare =
    item.kind === 'number' && item.unit === 'percent' && /^[7-9]\d(?:\.\d+)?%$/u.test(item.text);
  const isUp = items[at + 1]?.kind === 'idea' && items[at + 1]?.text === 'up';
  return isShare && isUp && !items.slice(0, at).some(isQuantity);
}

/** A thousand and more is no price of power and no hashprice: it is what a bitcoin costs, where one is named. */
function likely(
  about: Idea | undefined,
  { item, items }: { item: Numeral; items: readonly Item[] },
): Idea | undefined {
  if (!about || !isOneOf(about, 'power hashprice') || !/\d\s?k$|\d{4}|\d,\d{3}/iu.test(item.text))
    return about;
  return items.find((one): one is Idea => one.kind === 'idea' && one.ideas.includes('btc'));
}

/** The quantity that the number, or the word, at `at` is about: the last one before it, or the first after it. */
function quantityOf(asked: { items: readonly Item[]; at: number; said: Said }): Idea | undefined {
  const { items, at, said } = asked;
  const free = (item: Item): item is Idea => isQuantity(item) && !said.isUsed(item);
  const before = items.slice(0, at);
  const from = before.findLastIndex((item) => isValue(item) && !said.isUsed(item)) + 1;
  const next = items.findIndex((item, index) => index > at && isValue(item));
  return before.slice(from).findLast(free) ?? items.slice(at + 1, next < 0 ? undefined : next).find(free);
}

function inputOf(asked: {
  said: Said;
  item: Numeral;
  at: number;
  about: Idea | undefined;
}): string | undefined {
  const { said, item, at, about } = asked;
  if (about) return nameOf(about);
  const [, number] = /^\$?(\d+(?:\.\d+)?)(?: (?:usd|dollars?))?$/iu.exec(item.text) ?? [];
  const mayBePower = number !== undefined && Number(number) < 300;
  const before = said.items[at - 1];
  if (!isWord(before, 'atPrice')) return undefined;
  if (mayBePower) return 'power';
  // `at 100k`: nothing but a bitcoin costs that.
  return /^\$?\d{2,3}(?:\.\d+)?\s?k$|^\$?\d{2,3},\d{3}$/iu.test(item.text) ? 'price' : undefined;
}

const nameOf = (about: Idea): string | undefined => {
  const idea = Object.keys(INPUTS).find((name) => about.ideas.includes(name));
  return idea && INPUTS[idea];
};

/** The direction that stands between a number and its quantity, or beside either. */
function directionAt(asked: {
  items: readonly Item[];
  at: number;
  about: Idea | undefined;
}): Idea | undefined {
  const { items, at, about } = asked;
  const other = about ? items.indexOf(about) : at;
  const [from, to] = [Math.min(at, other), Math.max(at, other)];
  return (
    items.slice(from, to).find(isDirection) ??
    [items[to + 1], items[to + 2], items[from - 1], items[from - 2]].find((item): item is Idea =>
      isDirection(item),
    )
  );
}

function changeTo(asked: {
  item: Numeral;
  input: string;
  direction: Idea | undefined;
  before: Item | undefined;
}): string | undefined {
  const { item, input, direction, before } = asked;
  const isTo = isWord(before, 'to');
  // `difficulty up 6` can be percent only.
  if (
    item.unit === 'bare' &&
    !isTo &&
    direction &&
    ['difficulty', 'hashrate'].includes(input) &&
    Number(item.text) <= 50
  )
    return isOneOf(direction, 'up')
      ? `+${item.text}%`
      : isOneOf(direction, 'down lose')
        ? `-${item.text}%`
        : undefined;
  const typed = item.text.replace(/(?<!\s)\s*(?:percent|pct|per cent)$/iu, '%');
  if (item.unit === 'times') return RELATIVE.includes(input) ? typed : undefined;
  if (item.unit !== 'percent') {
    // `drops 20` may be by or to, and a bitcoin costs more than a hundred dollars.
    if (isDirection(before)) return undefined;
    const small = input === 'price' && item.unit === 'bare' && Number(typed.replace(/[^\d.]/gu, '')) < 1000;
    return small || isWord(before, 'by') ? undefined : typed;
  }
  if (!RELATIVE.includes(input)) return direction && !isTo ? undefined : typed;
  if (/^[-−+]/u.test(typed)) return typed;
  if (isTo || !direction) return undefined;
  if (isOneOf(direction, 'up')) return `+${typed}`;
  return isOneOf(direction, 'down lose') ? `-${typed}` : undefined;
}
