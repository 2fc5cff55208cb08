import type { Item } from '../items.ts';
import { type Question, type Reading, readQuestion } from '../read.ts';
import { isOneOf, saidOf } from '../said.ts';
import { asWord } from '../tag.ts';
import { type AskedBack, changedLine, type LastLine, LEADING, lineOf } from './changed.ts';

/**
 * What a question after another becomes: a line; the last site without some of its machines; what has to be asked back;
 * or nothing that is understood, with what can be asked of the last line.
 */
type FollowUp =
  | { line: string }
  | { without: string; of: LastLine }
  | AskedBack
  | { askable: readonly string[] };

type Asked = Question & { last: LastLine };

/**
 * Reads a question that refers to the last line: another site, price or month in the same question, the same again, or
 * what stands behind its answer. Undefined where it is none, or refers to more than that.
 */
export function readFollowUp(
  asked: Asked & { /** As it is read by itself. */ byItself: Reading },
): FollowUp | undefined {
  const { last, byItself } = asked;
  const items = withOther(asked, byItself.items);
  if ('message' in items) return items;
  if (byItself.guessed || items.length === 0) return undefined;
  const behind = readBehind(items, last);
  if (behind !== undefined) return typeof behind === 'string' ? { line: behind } : behind;
  const leads = isLeading(items);
  // `thanks, i am on it` asks nothing.
  if (!leads && items.every((item) => item.kind === 'idea' && item.weak)) return undefined;
  const alone = byItself.line !== undefined;
  // What stands by itself refers to nothing, nor does a question that is whole and may be one of two.
  if (!leads && (alone || isWhole(byItself) || isTold(items))) return undefined;
  const special = withoutMachines(asked, items) ?? compared(asked, items);
  if (special) return special;
  const changed = changedLine(asked, items);
  const other = otherQuestion({ ...asked, alone });
  // `what if btc goes to 60k` is a question of its own about the same site; `and at 60k` is one circumstance more.
  const isOwn = !leads && has(items, 'whatIf');
  const read = isOwn ? (other ?? changed) : (changed ?? other);
  if (read || !leads || alone || byItself.offered.length > 0) return read;
  return { askable: askableOf(last) };
}

const has = (items: readonly Item[], ideas: string): boolean =>
  items.some((item) => item.kind === 'idea' && isOneOf(item, ideas));

/** `how much does fargo make or keep`: it asks for something of a site, and all of it is understood. */
const isWhole = ({ items, offered, unread }: Reading): boolean =>
  offered.length > 0 &&
  unread.length === 0 &&
  items.some(({ kind }) => kind === 'site') &&
  has(items, 'what how');

/** `and …`, `same …`; `for odessa`, where it names nothing but that. */
function isLeading(items: readonly Item[]): boolean {
  const [first, ...rest] = items;
  if (first?.kind !== 'idea') return false;
  return isOneOf(first, LEADING) || (first.text === 'for' && rest.every(({ kind }) => kind === 'site'));
}

/** `odessa is down`: it tells something of a site, and neither asks nor names a circumstance. */
function isTold(items: readonly Item[]): boolean {
  const site = items.findIndex(({ kind }) => kind === 'site');
  return (
    site >= 0 &&
    has(items.slice(site), 'does is up down') &&
    !items.some(({ kind }) => kind === 'number') &&
    !has(items, 'what how when who why where if whatIf')
  );
}

/** `what about the other one`: with two sites the other, named in its place; else it is asked which. */
function withOther({ last, own }: Asked, items: readonly Item[]): readonly Item[] | AskedBack {
  const { site } = last.texts;
  const at = items.findIndex((item) => item.kind === 'idea' && isOneOf(item, 'otherOne'));
  if (at < 0 || site === undefined) return items;
  const others = own.filter((name) => name.toLowerCase() !== site.toLowerCase());
  const [other, ...more] = others;
  const line = (name: string) => lineOf(last.command, { ...last.texts, site: name });
  if (other === undefined || more.length > 0 || others.length === own.length)
    return { message: 'Which other site?', offered: others.slice(0, 4).map(line) };
  const { clause } = items[at]!;
  return items.with(at, { kind: 'site', text: asWord(other), clause });
}

/** `show it`, `why`, `as csv`, `in btc`, `again`. */
function readBehind(items: readonly Item[], last: LastLine): string | AskedBack | undefined {
  const isOnly = (idea: string) =>
    has(items, idea) && items.every((item) => item.kind === 'idea' && (item.weak || isOneOf(item, idea)));
  if (isOnly('showIt more'))
    return has(items, 'to whom')
      ? { message: 'Is it to be shown to everyone here?', offered: ['more --public', 'more'] }
      : 'more';
  if (isOnly('why')) return 'explain';
  if (isOnly('again')) return last.line;
  if (has(items, 'same') && isOnly('same') && !items.some(({ text }) => text.endsWith(' for')))
    return last.line;
  if (isOnly('inSats'))
    return {
      message: 'Money is said in USD or in BTC, and not in sats: one BTC is 100,000,000 of them.',
      offered: ['explain currency=btc'],
    };
  if (isOnly('inBtc')) return 'explain currency=btc';
  if (isOnly('inUsd')) return 'explain currency=usd';
  if (isOnly('csv'))
    return last.inputs.includes('csv') ? lineOf(last.command, { ...last.texts, csv: 'yes' }) : 'sheet';
  return undefined;
}

/** `s19 off`: the site of the last line without those machines. */
function withoutMachines(asked: Asked, items: readonly Item[]): FollowUp | undefined {
  const { last } = asked;
  const { site } = last.texts;
  const said = saidOf({ ...asked, items });
  if (site === undefined || !last.inputs.includes('fleet') || !said.word('off without switchOff'))
    return undefined;
  const machine = said.take('machine') ?? said.name();
  const isLeft = items.some((item) => !said.isUsed(item) && !(item.kind === 'idea' && item.weak));
  if (machine === undefined || isLeft) return undefined;
  const model = machine.replace(/s$/u, '');
  if (site === 'all')
    return {
      message: `Machines are left out at one site at a time: ask about it first, then “${model} off”.`,
      offered: asked.own.slice(0, 4).map((name) => lineOf(last.command, { ...last.texts, site: name })),
    };
  if (last.inputs.includes('rent'))
    return {
      message: `With fewer machines “${last.command}” would lease fewer megawatts, which is not what “${model} off” says. Ask what ${site} makes, then “${model} off”.`,
      offered: [lineOf('profit', { site })],
    };
  return { without: model, of: last };
}

/** `compare with odessa` */
function compared({ last }: Asked, items: readonly Item[]): AskedBack | undefined {
  const [site, ...others] = items.filter(({ kind }) => kind === 'site');
  const isIt =
    has(items, 'compare') &&
    items.every((it) => it === site || (it.kind === 'idea' && (it.weak || isOneOf(it, 'compare'))));
  if (!isIt || site === undefined || others.length > 0 || last.texts.site === undefined) return undefined;
  const line = (name: string) => lineOf(last.command, { ...last.texts, site: name });
  return {
    message: 'Sites are shown one by one, or all of them together.',
    offered: [line(site.text.replaceAll('"', '')), ...(last.command === 'profit' ? ['profit all'] : [])],
  };
}

/** A question of another kind about the same site, and one that is about hashprice where that was asked about. */
function otherQuestion(asked: Asked & { alone: boolean }): { line: string } | undefined {
  const { text, last, alone } = asked;
  const subject = last.command === 'hashprice' ? last.command : last.texts.site;
  if (subject === undefined || (subject === 'hashprice' && alone)) return undefined;
  const { line, unread, fit } = readQuestion({ ...asked, text: `${text} ${subject}` });
  // A name alone would ask what its site makes, whatever was said of it.
  return line === undefined || unread.length > 0 || fit <= 0 ? undefined : { line };
}

/** What can be asked of the last line, as it is typed. */
const askableOf = ({ inputs, texts }: LastLine): string[] => [
  ...(inputs.includes('power') ? ['and at 5c'] : []),
  ...(inputs.includes('months') ? ['and 12 months'] : []),
  ...(inputs.includes('restart') ? ['and yesterday'] : []),
  ...(texts.site === undefined ? [] : ['and the breakeven']),
  ...(inputs.includes('site') ? ['same for demo'] : []),
  'why',
  'as csv',
];
