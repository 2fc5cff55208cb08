import { changesOf } from './changes.ts';
import { isOneOf, type Said } from './said.ts';
import { asWord } from './tag.ts';

/** Lines about what a site or some machines earn: now, in other circumstances, and where they earn nothing. */

/** What is asked about, as a line names it: sites, all of them, or none in particular; or machines. */
interface About {
  names: string[];
  machines: boolean;
}

export function aboutOf(said: Said): About | undefined {
  const sites = said.takeAll('site');
  if (sites.length > 0) return { names: sites, machines: false };
  if (said.has('all') && said.word('all')) return { names: ['all'], machines: false };
  const fleet = said.take('fleet');
  const named = fleet === undefined ? said.take('machine') : undefined;
  const machine = fleet ?? named;
  const size = said.number('hashrate') ?? (named === undefined ? undefined : said.number('megawatts'));
  if (machine === undefined) return size === undefined ? { names: [''], machines: false } : undefined;
  return { names: [[size, machine].filter(Boolean).join(' ')], machines: true };
}

export const inputs = (changes: ReadonlyMap<string, string>): string =>
  [...changes].map(([name, value]) => `${name}=${asWord(value)}`).join(' ');

/** Earnings now, or in the circumstances that were named with them. */
export function earnings(said: Said): string[] | undefined {
  const fleet = fleetOfSite(said);
  const about = aboutOf(said);
  if (about === undefined) return undefined;
  const changes = changesOf(said);
  // When it would be so changes no figure of a day.
  if (changes.size > 0) for (const idea of ['nextPeriod', 'retarget']) said.word(idea);
  if ((changes.size > 0 && said.has('not')) || said.has('inBtc inSats')) return undefined;
  if (fleet !== undefined) changes.set('fleet', fleet);
  // What a machine costs to buy is known to nobody here.
  if (about.machines && said.has('cost') && !said.has('btc profit')) return undefined;
  // Machines are asked about at the market as it is.
  if (about.machines && !areOwn(changes)) return undefined;
  if (changes.size > 0 && !about.machines) return circumstances(said, about.names, changes);
  if (changes.size === 0 && (said.has('whatIf') || beginsWith(said, 'order'))) return undefined;
  return about.names.map((name) => `profit ${name} ${inputs(changes)}`);
}

/** The machines with which a site is asked about in the place of its own. */
function fleetOfSite(said: Said): string | undefined {
  const hasSite = said.items.some(({ kind }) => kind === 'site');
  return hasSite && said.has('whatIf if') ? said.take('fleet') : undefined;
}

/** `take demo out` is an order, whatever its words say. */
const beginsWith = ({ items: [first] }: Said, idea: string): boolean =>
  first?.kind === 'idea' && isOneOf(first, idea);

/** `set the pue of rockdale to 1.08` begins with what is to be done, and asks nothing. */
export function isOrder(said: Said): boolean {
  if (['make', 'move'].includes(said.items[0]?.text ?? '')) return true;
  const first = said.items.find((item) => item.kind !== 'idea' || !item.weak);
  return first?.kind === 'idea' && isOneOf(first, 'change add') && !said.has('whatIf if what how');
}

/** `the pool fee of odessa is 0.8% now` may tell a change, or ask about it. */
export const isTold = (said: Said, changes: ReadonlyMap<string, string>): boolean =>
  said.has('now') && !said.has('what how if would will whatIf profit doing') && areOwn(changes);

/** Where no site is named, each of one’s own is meant. */
export function circumstances(
  said: Said,
  names: string[],
  changes: ReadonlyMap<string, string>,
): string[] | undefined {
  if (changes.has('rent')) return undefined;
  return sitesOf(said, names).map((site) => `whatif ${site} ${inputs(changes)}`);
}

/** The sites of these names; where there is none, all of one’s own, or the demo site. */
export function sitesOf(said: Said, names: readonly string[]): string[] {
  const named = names.filter((name) => name !== '');
  const sites = named.length > 0 ? named : said.own.length > 0 ? said.own.map(asWord) : ['demo'];
  return sites.includes('all') ? said.own.map(asWord) : sites;
}

/** What is of a site, and not of the market. */
const OWN_INPUTS = ['power', 'uptime', 'pue', 'fee'];
export const areOwn = (changes: ReadonlyMap<string, string>): boolean =>
  [...changes.keys()].every((name) => OWN_INPUTS.includes(name));

/** What a bitcoin costs. */
export function costOfBtc(said: Said): string[] | undefined {
  const about = aboutOf(said);
  if (about === undefined) return undefined;
  const changes = changesOf(said);
  if (!areOwn(changes)) return undefined;
  return about.names.map((name) => `cost ${name} ${inputs(changes)}`);
}

export function breakeven(said: Said): string[] | undefined {
  const about = aboutOf(said);
  const isAsked = said.has('lose unprofitable breakeven headroom switchOff off');
  if (about === undefined || (!isAsked && about.names.includes(''))) return undefined;
  const changes = changesOf(said);
  // `power went to 71, are we losing money` asks for the margin.
  const asksLimit =
    said.has('breakeven headroom limit need when where switchOff off') ||
    (said.has('what') && said.has('price btc hashprice'));
  if (changes.size > 0 && !asksLimit) return undefined;
  // What a site can bear is asked of no circumstance that is named, and of no other market.
  if (changes.size > 0 && said.has('survive') && !said.has('limit need when')) return undefined;
  if (!areOwn(changes)) return undefined;
  return about.names.map((name) => `breakeven ${name} ${inputs(changes)}`);
}
