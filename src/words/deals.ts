import { normalise } from '../chat/read/nearest.ts';
import { memoize } from '../common/memoize.ts';
import { addMonths, deals, monthOfTime } from '../economics/index.ts';
import type { Item } from './items.ts';
import { type Said, saidOf } from './said.ts';
import { asWord } from './tag.ts';

/** Signed deals, as they are asked for: by whom, since when, of which kind. */

/** Deals of a year, since a month, of a structure or with somebody. */
export function comps(said: Said): string | undefined {
  // `sign the deal` is an order.
  if (said.items[0]?.text === 'sign') return undefined;
  const since = said.has('since') ? said.take('month') : said.has('span') ? monthsBack(said) : undefined;
  const year = said.take('year') ?? yearOf(said);
  const structure = said.word('tripleNet')
    ? 'triple-net'
    : said.word('modifiedGross')
      ? 'modified gross'
      : '';
  const party = partyIn(said);
  return `comps ${year} ${structure} ${since ? `since=${since}` : ''} ${party ? asWord(party) : ''}`;
}

/** The month with which `the last 12 months` begin. */
function monthsBack(said: Said): string | undefined {
  const [, count, unit = ''] = /^(\d+)[\s-]?([my])/iu.exec(said.number('months', 'years') ?? '') ?? [];
  const months = Number(count) * (unit.toLowerCase() === 'y' ? 12 : 1);
  return count === undefined
    ? undefined
    : addMonths({ month: monthOfTime({ time: said.now }), months: -months });
}

/** `this year`, `last year`. */
function yearOf(said: Said): string {
  const word = said.word('lastYear');
  if (word === undefined) return '';
  return `${new Date(said.now).getUTCFullYear() - (word === 'this year' ? 0 : 1)}`;
}

/** Somebody who is known to have let or rented: any other word may be anything. */
function partyIn(said: Said): string | undefined {
  const first = partyFrom(said);
  // The other side of the same deal says nothing more.
  const other = first && partyFrom(said);
  if (first && other && !haveDealt(first, other)) return undefined;
  return first;
}

/** The party of signed deals that a question names. */
export const partyOf = (items: readonly Item[]): string | undefined =>
  partyFrom(saidOf({ items, own: [], now: 0 }));

const haveDealt = (one: string, other: string): boolean =>
  deals.some((deal) => {
    const words = normalise(`${deal.landlord} ${deal.lessee} ${deal.site}`);
    return [one, other].every((name) => words.includes(normalise(name)));
  });

/** The next party that is named: as many words as are of one name, `hut 8` too. */
function partyFrom(said: Said): string | undefined {
  const from = said.items.findIndex((item) => isParty(item) && !said.isUsed(item));
  if (from < 0) return undefined;
  const isOfOne = (end: number) => {
    const words = said.items.slice(from, end);
    const name = normalise(words.map(({ text }) => text).join(''));
    return words.every(isOfName) && namesOf(deals).some((known) => known.includes(name));
  };
  let end = from + 1;
  while (end < said.items.length && isOfOne(end + 1)) end++;
  const named = said.items.slice(from, end);
  for (const item of named) said.use(item);
  return named.map(({ text }) => text).join(' ');
}

const isOfName = ({ kind }: Item): boolean => kind === 'unread' || kind === 'number';

/** Whether a word is of the name of somebody who is known to have let or rented, or of a site of theirs. */
export const isParty = ({ kind, text }: Item): boolean =>
  kind === 'unread' && partiesOf(deals).has(normalise(text));

const namesOf = memoize((known: typeof deals) =>
  known.flatMap(({ landlord, lessee, site }) => [landlord, lessee, site]).map(normalise),
);

/** Those names, and each word of them. */
const partiesOf = memoize(
  (known: typeof deals) =>
    new Set(
      known
        .flatMap(({ landlord, lessee, site }) => [
          landlord,
          lessee,
          ...`${landlord} ${lessee} ${site}`.split(/[\s,]+/u),
        ])
        .map(normalise)
        .filter((word) => word.length > 2),
    ),
);
