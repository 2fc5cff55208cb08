import { changesOf, QUANTITIES } from '../changes.ts';
import type { Rule } from '../rule.ts';
import { isOneOf, type Said } from '../said.ts';
import { asWord } from '../tag.ts';

/** What a site or some machines earn: now, in other circumstances, and where they earn nothing. */

const EARNING = 'profit doing cost lose unprofitable survive';
const BESIDE = 'money day btc count best happened show list fleet reaches blocks';

/** What is asked about, as a line names it: sites, all of them, or none in particular; or machines. */
interface About {
  names: string[];
  machines: boolean;
}

function aboutOf(said: Said): About | undefined {
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
function earnings(said: Said): string[] | undefined {
  const fleet = fleetOfSite(said);
  const about = aboutOf(said);
  if (about === undefined) return undefined;
  const changes = changesOf(said);
  // When it would be so changes no figure of a day.
  if (changes.size > 0) for (const idea of ['nextPeriod', 'retarget']) said.word(idea);
  if ((changes.size > 0 && said.has('not')) || said.has('inBtc')) return undefined;
  if (fleet !== undefined) changes.set('fleet', fleet);
  // What a machine costs to buy is known to nobody here.
  if (about.machines && said.has('cost') && !said.has('btc profit')) return undefined;
  // Machines are asked about at the market as it is.
  if (about.machines && [...changes.keys()].some((name) => !OWN_INPUTS.includes(name))) return undefined;
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
function isOrder(said: Said): boolean {
  if (['make', 'move'].includes(said.items[0]?.text ?? '')) return true;
  const first = said.items.find((item) => item.kind !== 'idea' || !item.weak);
  return first?.kind === 'idea' && isOneOf(first, 'change add') && !said.has('whatIf if what how');
}

/** `the pool fee of odessa is 0.8% now` may tell a change, or ask about it. */
const isTold = (said: Said, changes: ReadonlyMap<string, string>): boolean =>
  said.has('now') &&
  !said.has('what how if would will whatIf profit doing') &&
  [...changes.keys()].every((name) => OWN_INPUTS.includes(name));

/** Where no site is named, each of one’s own is meant. */
function circumstances(
  said: Said,
  names: string[],
  changes: ReadonlyMap<string, string>,
): string[] | undefined {
  if (changes.has('rent')) return undefined;
  const named = names.filter((name) => name !== '');
  const sites = named.length > 0 ? named : said.own.length > 0 ? said.own.map(asWord) : ['demo'];
  const each = sites.includes('all') ? said.own.map(asWord) : sites;
  return each.map((site) => `whatif ${site} ${inputs(changes)}`);
}

/** What is of a site, and not of the market. */
const OWN_INPUTS = ['power', 'uptime', 'pue', 'fee'];

function breakeven(said: Said): string[] | undefined {
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
  if ([...changes.keys()].some((name) => !OWN_INPUTS.includes(name))) return undefined;
  return about.names.map((name) => `breakeven ${name} ${inputs(changes)}`);
}

export const siteRules: Rule[] = [
  {
    when: [
      'profit',
      'doing',
      'sites doing',
      'lose',
      'unprofitable',
      'survive',
      'worth day',
      'btc day',
      'cost',
      'whatIf',
      'if pay',
    ],
    also: `${EARNING} ${BESIDE} if pay fleet sites not need below above constant`,
    line: earnings,
  },
  {
    when: [
      'sites profit',
      'sites lose',
      'sites unprofitable',
      'sites compare',
      'sites best',
      'anySite best',
      'sites doing best',
      'every sites',
      'every profit',
      'all',
      'all compare',
      'fleet doing',
      'fleet how',
      'fleet profit',
    ],
    also: `${EARNING} ${BESIDE} sites every`,
    line: (said) =>
      said.items.some(({ kind }) => kind === 'site' || kind === 'machine') ? undefined : 'profit all',
  },
  {
    when: [
      'breakeven',
      'headroom',
      'when lose',
      'when unprofitable',
      'when switchOff',
      'price lose',
      'price switchOff',
      'power switchOff',
      'hashprice switchOff',
      'btc switchOff',
      'hashprice unprofitable',
      'btc unprofitable',
      'power unprofitable',
      'hashprice lose',
      'btc lose',
      'power lose',
      'hashprice need',
      'btc need',
      'power need',
      'power survive',

      'limit lose',
      'limit switchOff',
      'limit',
      'limit power',
      'switchOff price',
      'power off what',
      'price off what',
      'hashprice off what',
      'btc off what',
    ],
    also: 'perUnit above below pay price btc hashprice power profit need limit survive down money headroom doing day show list happened cost sites unprofitable',
    line: breakeven,
  },
  // `can we still run it at 7c`
  {
    when: ['run', 'switchOff'],
    also: 'should',
    line: (said) => (said.items.some(({ kind }) => kind === 'number') ? earnings(said) : undefined),
  },
  // A circumstance, whatever is said around it.
  {
    when: [''],
    also: `${EARNING} ${BESIDE} if whatIf need pay sites below above change add tariff retarget`,
    line(said) {
      const about = aboutOf(said);
      const changes = about === undefined || about.machines ? new Map<string, string>() : changesOf(said);
      if (!about || changes.size === 0 || said.has('not')) return undefined;
      if (isOrder(said)) return undefined;
      // `and at 60` names neither what it is of nor what it is about.
      if (about.names.includes('') && !said.has(QUANTITIES)) return undefined;
      const lines = circumstances(said, about.names, changes);
      if (!lines || !isTold(said, changes)) return lines;
      const power =
        changes.size === 1 && /[a-z¢]/iu.test(changes.get('power') ?? '') ? changes.get('power') : undefined;
      if (power !== undefined)
        return lines.map((line) => `power ${line.split(' ').slice(1, -1).join(' ')} ${asWord(power)}`);
      return { offer: lines.flatMap((line) => [line.replace(/^whatif/u, 'site edit'), line]) };
    },
  },
  // A number that may be of two things, and a measure of the market beside a site.
  {
    when: ['', 'whatIf'],
    also: 'happened',
    line(said) {
      const site = said.take('site');
      if (site === undefined || changesOf(said).size > 0) return undefined;
      const [price, number] = [said.number('usd'), said.number('bare')];
      const isSmall = /^\$?\d{1,3}(?:\.\d+)?$/u.test(price ?? '');
      if (price !== undefined)
        return { offer: [`whatif ${site} ${isSmall ? 'power' : 'price'}=${asWord(price)}`] };
      return number && { offer: [`profit ${site} power=${number}`, `whatif ${site} hashprice=${number}`] };
    },
  },
  {
    when: ['hashprice', 'difficulty'],
    line(said) {
      const site = said.items.some(({ kind }) => kind === 'number') ? undefined : said.take('site');
      if (site === undefined) return undefined;
      return {
        offer: said.has('hashprice')
          ? ['hashprice', `breakeven ${site}`]
          : ['difficulty', `whatif ${site} difficulty=+5%`],
      };
    },
  },
  // Nothing but what it is about, and in which circumstances.
  {
    when: ['', 'compare'],
    also: 'if doing show day fleet after',
    line(said) {
      const sites = said.items.filter(({ kind }) => kind === 'site').length;
      const machines = said.items.filter(({ kind }) => kind === 'fleet' || kind === 'machine').length;
      if (sites + machines !== 1 && (sites < 2 || machines > 0)) return undefined;
      if (said.has('where who when why change add remove') || (said.has('compare') && sites < 2))
        return undefined;
      if (isOrder(said)) return undefined;
      const made = earnings(said);
      if (said.has('after') && !said.items.some(({ kind }) => kind === 'number')) return undefined;
      const power = machines === 1 && made !== undefined;
      return sites > 0 || power ? made : undefined;
    },
  },
];
