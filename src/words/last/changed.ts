import { changesOf, QUANTITIES } from '../changes.ts';
import type { Idea, Item, Numeral } from '../items.ts';
import { namedInputs, STOPS } from '../named.ts';
import type { Question } from '../read.ts';
import { day, month } from '../rules/running.ts';
import { isOneOf, type Said, saidOf } from '../said.ts';
import { asWord } from '../tag.ts';

/** A line as it was answered: what a question after it may refer to. */
export interface LastLine {
  line: string;
  /** The command as it is typed: `profit`, `site show`. */
  command: string;
  /** The names of the inputs that it takes. */
  inputs: readonly string[];
  /** What was typed into each. */
  texts: Readonly<Record<string, string>>;
}

/** What has to be asked back, in words, and the lines that it may mean. */
export interface AskedBack {
  message: string;
  offered: readonly string[];
}

/** What a question of a line and another beside it means, without naming anything itself. */
export const LEADING = 'andNow same';
/** What a fragment may hold besides what it changes. */
const BESIDE = 'andNow same whatIf if doing happened every now profit every comps rent signed';
/** The same beside a number. */
const DIRECTIONS = 'up down';
/** What a site has of its own: of no other site may a line say it. */
const MACHINES = ['fleet', 'machine', 'hashrate'];

/** The last line with what the fragment names in the place of what it said of that. */
export function changedLine(
  asked: Question & { last: LastLine },
  items: readonly Item[],
): { line: string } | AskedBack | undefined {
  const { last } = asked;
  const said = saidOf({ ...asked, items });
  const texts: Record<string, string> = { ...last.texts };
  const undone = undoneIn(said, last);
  if (undone) {
    for (const name of undone) delete texts[name];
    return isCovered(said, { isChanged: true }) ? circumstancesLine(last, texts) : undefined;
  }
  const either = rentOrPower(items, last);
  if (either) said.use(either);
  const changes = new Map([
    ...stopsOf(said, last),
    ...changesOf(said),
    ...loneChange(said, last),
    ...namedOf(said, last),
  ]);
  for (const [name, value] of changes) texts[name] = value;
  const [site, ...others] = said.takeAll('site').map((name) => name.replace(/^"|"$/gu, ''));
  if (others.length > 0 || !isCovered(said, { isChanged: changes.size > 0 })) return undefined;
  if (changes.size === 0 && site === undefined && !either) return undefined;
  if (site !== undefined && !isSame(site, last.texts.site)) {
    texts.site = site;
    const own = MACHINES.filter((name) => texts[name] !== undefined && !changes.has(name));
    const ofOther = own.map((name) => texts[name]).join(', ');
    for (const name of own) delete texts[name];
    if (own.length > 0 && last.texts.site !== undefined)
      return {
        message: `The last answer was about ${ofOther} at ${last.texts.site}: machines of one site say nothing of another. Did you mean all that runs at ${site}?`,
        offered: [lineOf(last.command, texts)],
      };
  }
  if (either) return asEither(last, { texts, number: either.text });
  const takes = (inputs: readonly string[]) => Object.keys(texts).every((name) => inputs.includes(name));
  if (takes(last.inputs)) return { line: lineOf(last.command, texts) };
  // A price of bitcoin is no input of a site: it is another circumstance.
  return last.command === 'profit' && texts.site !== undefined && texts.site !== 'all'
    ? { line: lineOf('whatif', texts) }
    : undefined;
}

const isSame = (site: string, other: string | undefined): boolean =>
  site.toLowerCase() === other?.toLowerCase();

/** `and at 130?` of a lease: a number that can be its rent or the price of power. */
function rentOrPower(items: readonly Item[], last: LastLine): Numeral | undefined {
  if (!last.inputs.includes('rent') || !last.inputs.includes('power')) return undefined;
  const isPlain = (item: Item): item is Numeral => item.kind === 'number' && PLAIN.test(item.text);
  const [number, ...others] = items.filter(isPlain);
  const isNamed = items.some((item) => item.kind === 'idea' && isOneOf(item, `${QUANTITIES} escalator`));
  return others.length > 0 || isNamed ? undefined : number;
}

const PLAIN = /^\$?\d+(?:\.\d+)?$/u;

/** The last line with such a number as the one and as the other. */
function asEither(
  last: LastLine,
  { texts, number }: { texts: Record<string, string>; number: string },
): AskedBack {
  const value = number.replace('$', '');
  const line = (changed: Record<string, string>) => lineOf(last.command, { ...texts, ...changed });
  return {
    message: `${number} can be a rent or a power price. Did you mean one of these?`,
    offered: [line({ rent: `$${value}/kW-month` }), line({ power: `$${value}/MWh` })],
  };
}

/** The inputs that are to be as they were: those that are named, or all circumstances. */
function undoneIn(said: Said, last: LastLine): string[] | undefined {
  if (said.word('asBefore') === undefined && !(said.items.length === 1 && said.word('reset')))
    return undefined;
  const named = said.items.flatMap((item) => {
    if (item.kind !== 'idea' || !isOneOf(item, QUANTITIES)) return [];
    said.use(item);
    return item.ideas.map((idea) => (idea === 'poolFee' ? 'fee' : idea === 'btc' ? 'price' : idea));
  });
  const given = Object.keys(last.texts).filter((name) => name !== 'site' && !MACHINES.includes(name));
  return named.length > 0 ? given.filter((name) => named.includes(name)) : given;
}

/** The last line with fewer circumstances; undefined where there were no such. */
function circumstancesLine(last: LastLine, texts: Record<string, string>): { line: string } | undefined {
  const { site } = texts;
  if (Object.keys(texts).length === Object.keys(last.texts).length || site === undefined) return undefined;
  const isBare = last.command === 'whatif' && Object.keys(texts).length === 1;
  return { line: lineOf(isBare ? 'profit' : last.command, texts) };
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

/** `and with 2h off`, where stopping costs something. */
function stopsOf(said: Said, last: LastLine): [string, string][] {
  if (!last.inputs.includes('restart')) return [];
  return namedInputs(said, STOPS).map((typed) => {
    const [name = '', value = ''] = typed.split('=', 2);
    return [name, value.replaceAll('"', '')];
  });
}

/** A day, a month, a year, a term, a time, or what an alert waits for, where the last line takes one. */
function namedOf(said: Said, last: LastLine): [string, string][] {
  const { inputs, texts } = last;
  const found: [string, string | undefined][] = [];
  if (inputs.includes('day') && !inputs.includes('time')) found.push(['day', day(said) || undefined]);
  if (inputs.includes('month')) found.push(['month', month(said) || undefined]);
  if (inputs.includes('months')) found.push(['months', said.number('months')]);
  if (inputs.includes('year')) found.push(['year', said.take('year')]);
  if (inputs.includes('term')) found.push(['term', said.number('years')?.replace(/[\s-]?y.*/iu, 'y')]);
  if (last.command.startsWith('digest ') && texts.time !== undefined)
    found.push(['time', said.number('time')]);
  if (texts.megawatts !== undefined) found.push(['megawatts', megawattsIn(said, texts.megawatts)]);
  if (texts.rule !== undefined) found.push(['rule', ruleIn(said, texts.rule)]);
  if (last.command === 'comps') found.push(['filter', said.name()]);
  return found.filter((pair): pair is [string, string] => pair[1] !== undefined);
}

/** The megawatts of an offer, measured otherwise: `and gross?`. */
function megawattsIn(said: Said, typed: string): string | undefined {
  const item = said.items.find(({ text }) => /^(?:gross|critical)$/iu.test(text));
  if (!item || !MEASURED.test(typed)) return undefined;
  said.use(item);
  return typed.replace(MEASURED, ` ${item.text.toLowerCase()}`);
}

const MEASURED = /\s(?:gross|critical)$/iu;

/** `hashprice < 40` with another number, and with the other sign where that is said. */
function ruleIn(said: Said, typed: string): string | undefined {
  const [, name, sign] = /^([\p{L} ]+[\p{L}]) ?([<>]) ?\$?[\d.,]+(?: ?[\p{L}%/¢]+)?$/u.exec(typed) ?? [];
  const number = name && said.number('bare', 'usd', 'percent', 'powerPrice', 'hashprice');
  if (!number) return undefined;
  const other = said.word('below') ? '<' : said.word('above') ? '>' : sign;
  return `${name} ${other} ${number}`;
}

/** Whether nothing is left that was counted, named or not understood. */
const isCovered = (said: Said, { isChanged }: { isChanged: boolean }): boolean =>
  said.items.every(
    (item) =>
      said.isUsed(item) ||
      (item.kind === 'idea' && (isCoveredIdea(item) || (isChanged && isOneOf(item, DIRECTIONS)))),
  );

const isCoveredIdea = (item: Idea): boolean => item.weak || isOneOf(item, BESIDE);

/** The line of a command with what is typed into its inputs. */
export function lineOf(command: string, { site, ...texts }: Readonly<Record<string, string>>): string {
  const named = Object.entries(texts).map(([name, value]) => `${name}=${asWord(value)}`);
  return [command, ...(site === undefined ? [] : [asWord(site)]), ...named].join(' ');
}
