import { changesOf } from './changes.ts';
import type { Idea, Item } from './items.ts';
import { type Question, type Reading, readQuestion } from './read.ts';
import { isOneOf, type Said, saidOf } from './said.ts';
import { asWord } from './tag.ts';

/** A line as it was answered: what a question after it may refer to. */
interface LastLine {
  line: string;
  /** The command as it is typed: `profit`, `site show`. */
  command: string;
  /** The names of the inputs that it takes. */
  inputs: readonly string[];
  /** What was typed into each. */
  texts: Readonly<Record<string, string>>;
}

/** What a question after another becomes; `without` are machines that its site is asked about without. */
type FollowUp = { line: string } | { without: string; of: LastLine };

/** What a question of a line and another beside it means, without naming anything itself. */
const LEADING = 'andNow same';
/** What a fragment may hold besides what it changes. */
const BESIDE = 'andNow same whatIf if doing happened up down every now profit every comps rent signed';

/**
 * Reads a question that refers to the last line: another site, price or month in the same question, the same again, or
 * what stands behind its answer. Undefined where it is none, or refers to more than that.
 */
export function readFollowUp(
  asked: Question & { last: LastLine /** As it is read by itself. */; byItself: Reading },
): FollowUp | undefined {
  const { last, byItself } = asked;
  const { items, guessed } = byItself;
  if (guessed || items.length === 0) return undefined;
  const behind = readBehind(items, last);
  if (behind !== undefined) return { line: behind };
  // `thanks, i am on it` asks nothing.
  if (items.every((item) => item.kind === 'idea' && item.weak)) return undefined;
  const leads = isLeading(items);
  const alone = byItself.line !== undefined;
  // What stands by itself refers to nothing, nor does a question that is whole and may be one of two.
  if (!leads && (alone || isWhole(byItself))) return undefined;
  const off = withoutMachines(asked, items);
  if (off) return off;
  const changed = changedLine(asked, items);
  const other = otherQuestion({ ...asked, alone });
  // `what if btc goes to 60k` is a question of its own about the same site; `and at 60k` is one circumstance more.
  const isOwn = !leads && items.some((item) => item.kind === 'idea' && isOneOf(item, 'whatIf'));
  return isOwn ? (other ?? changed) : (changed ?? other);
}

/** `how much does fargo make or keep`: it asks for something of a site, and all of it is understood. */
const isWhole = ({ items, offered, unread }: Reading): boolean =>
  offered.length > 0 &&
  unread.length === 0 &&
  items.some(({ kind }) => kind === 'site') &&
  items.some((item) => item.kind === 'idea' && isOneOf(item, 'what how'));

/** `and …`, `same …`; `for odessa`, where it names nothing but that. */
function isLeading(items: readonly Item[]): boolean {
  const [first, ...rest] = items;
  if (first?.kind !== 'idea') return false;
  return isOneOf(first, LEADING) || (first.text === 'for' && rest.every(({ kind }) => kind === 'site'));
}

/** `show it`, `why`, `as csv`, `in btc`, `again`. */
function readBehind(items: readonly Item[], last: LastLine): string | undefined {
  const isOnly = (idea: string) =>
    items.every((item) => item.kind === 'idea' && (item.weak || isOneOf(item, idea))) &&
    items.some((item) => item.kind === 'idea' && isOneOf(item, idea));
  if (isOnly('showIt more')) return 'more';
  if (isOnly('why')) return 'explain';
  if (isOnly('again')) return last.line;
  if (isOnly('inBtc')) return 'explain currency=btc';
  if (isOnly('inUsd')) return 'explain currency=usd';
  if (isOnly('csv'))
    return last.inputs.includes('csv') ? lineOf(last.command, { ...last.texts, csv: 'yes' }) : 'sheet';
  return undefined;
}

/** `s19 off`: the site of the last line without those machines. */
function withoutMachines(asked: Question & { last: LastLine }, items: readonly Item[]): FollowUp | undefined {
  const { last } = asked;
  const said = saidOf({ ...asked, items });
  if (last.texts.site === undefined || !last.inputs.includes('fleet')) return undefined;
  if (!said.word('off without switchOff')) return undefined;
  const machine = said.take('machine') ?? said.name();
  return machine !== undefined && isCovered(said)
    ? { without: machine.replace(/s$/u, ''), of: last }
    : undefined;
}

/** The last line with what the fragment names in the place of what it said of that. */
function changedLine(asked: Question & { last: LastLine }, items: readonly Item[]): FollowUp | undefined {
  const { last } = asked;
  const said = saidOf({ ...asked, items });
  const texts: Record<string, string> = { ...last.texts };
  const changes = new Map([...changesOf(said), ...loneChange(said, last), ...datesOf(said, last)]);
  for (const [name, value] of changes) texts[name] = value;
  const [site, ...others] = said.takeAll('site').map((name) => name.replace(/^"|"$/gu, ''));
  if (others.length > 0 || !isCovered(said) || (changes.size === 0 && site === undefined)) return undefined;
  if (site !== undefined) {
    for (const name of ['fleet', 'machine', 'hashrate']) if (last.command !== 'whatif') delete texts[name];
    texts.site = site;
  }
  const takes = (inputs: readonly string[]) => Object.keys(texts).every((name) => inputs.includes(name));
  if (takes(last.inputs)) return { line: lineOf(last.command, texts) };
  // A price of bitcoin is no input of a site: it is another circumstance.
  return last.command === 'profit' && texts.site !== undefined && texts.site !== 'all'
    ? { line: lineOf('whatif', texts) }
    : undefined;
}

/** A number that names no quantity is of the only one that the last line named. */
function loneChange(said: Said, last: LastLine): [string, string][] {
  const named = ['price', 'hashprice', 'difficulty', 'hashrate', 'fees', 'power'].filter(
    (name) => last.texts[name],
  );
  const [only, ...others] = named;
  const price = said.number('usd');
  if (price !== undefined) {
    const mayBePrice = only === undefined || only === 'price' || others.length > 0;
    return mayBePrice ? [['price', price]] : [[only!, price]];
  }
  if (only === undefined || others.length > 0) return [];
  const number = said.number(
    'percent',
    ...(last.command === 'whatif' && only !== 'price' ? (['bare'] as const) : []),
  );
  if (number === undefined) return [];
  const isSigned = /^[-−+]/u.test(number) || !number.endsWith('%');
  const sign = isSigned ? '' : said.word('up') ? '+' : said.word('down') ? '-' : undefined;
  return sign === undefined ? [] : [[only, `${sign}${number}`]];
}

/** A month, a year, a term, or how far back a picture goes, where the last line takes one. */
function datesOf(said: Said, last: LastLine): [string, string][] {
  const found: [string, string | undefined][] = [];
  if (last.inputs.includes('month')) found.push(['month', said.take('month')]);
  if (last.inputs.includes('year')) found.push(['year', said.take('year')]);
  if (last.inputs.includes('term')) found.push(['term', said.number('years')?.replace(/[\s-]?y.*/iu, 'y')]);
  if (last.command === 'comps') found.push(['filter', said.name()]);
  return found.filter((pair): pair is [string, string] => pair[1] !== undefined);
}

/** A question of another kind about the same site, and one that is about hashprice where that was asked about. */
function otherQuestion(asked: Question & { last: LastLine; alone: boolean }): FollowUp | undefined {
  const { text, last, alone } = asked;
  const subject = last.command === 'hashprice' ? last.command : last.texts.site;
  if (subject === undefined || (subject === 'hashprice' && alone)) return undefined;
  const { line, unread } = readQuestion({ ...asked, text: `${text} ${subject}` });
  return line === undefined || unread.length > 0 ? undefined : { line };
}

/** Whether nothing is left that was counted, named or not understood. */
const isCovered = (said: Said): boolean =>
  said.items.every((item) => said.isUsed(item) || (item.kind === 'idea' && isCoveredIdea(item)));

const isCoveredIdea = (item: Idea): boolean => item.weak || isOneOf(item, BESIDE);

/** The line of a command with what is typed into its inputs. */
export function lineOf(command: string, { site, ...texts }: Readonly<Record<string, string>>): string {
  const named = Object.entries(texts).map(([name, value]) => `${name}=${asWord(value)}`);
  return [command, ...(site === undefined ? [] : [asWord(site)]), ...named].join(' ');
}
