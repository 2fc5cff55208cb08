import { changesOf } from './changes.ts';
import { inputs } from './earnings.ts';
import type { Item } from './items.ts';
import { namedInputs } from './named.ts';
import type { Rule } from './rule.ts';
import type { Said } from './said.ts';

/** Lines about a lease: mine or lease, an offer, a delay. */

const RENT = {
  name: 'rent',
  ideas: 'rent lease perKilowatt',
  units: ['rent', 'perKilowatt', 'bare', 'usd'],
} as const;
const FIRM = { name: 'firm', ideas: 'firm', units: ['megawatts', 'bare'] } as const;

/** In dollars a kilowatt: a rent by the year is more. */
const MOST_A_MONTH = 400;
/** What a lease is compared on of the site and of the market. */
const COMPARED = ['power', 'hashprice', 'rent', 'uptime', 'pue', 'fee'];
const ESCALATOR = { name: 'escalator', ideas: 'escalator', units: ['percent'] } as const;
const BUILD = { name: 'build', ideas: 'build', units: ['months'] } as const;

/** What a lease is described by, by the names of its inputs; what else is changed is no input of a lease. */
function termsOf(said: Said): { terms: Map<string, string>; isWhole: boolean } {
  const firmly = said.has('firm') ? namedInputs(said, [FIRM, RENT]) : [];
  const changed = changesOf(said);
  const terms = new Map(
    [...changed].filter(([name, value]) => COMPARED.includes(name) && !/^[-−+x]/u.test(value)),
  );
  const perKilowatt = /^\$?\s?[\d.]+/u.exec(said.number('perKilowatt') ?? '')?.[0].replace(/\s/gu, '');
  if (perKilowatt !== undefined) terms.set('rent', perKilowatt);
  const capex = said.number('capex');
  if (capex !== undefined) terms.set('capex', capex.replace(/\s?(?:a|per|\/)\s?mw/iu, '/MW'));
  const named = terms.has('rent') ? [ESCALATOR, BUILD] : [ESCALATOR, BUILD, RENT];
  for (const input of [...firmly, ...namedInputs(said, named)]) {
    const [name = '', value = ''] = input.replaceAll('"', '').split('=');
    terms.set(name, name === 'firm' ? /[\d.]+/u.exec(value)![0] : value);
  }
  // A year of delay is no term.
  const isLate =
    said.has('delay') && !said.items.some((item) => item.kind === 'number' && item.unit === 'months');
  const term = isLate ? undefined : said.number('years');
  if (term !== undefined) terms.set('term', term.replace(/[\s-]?y.*/iu, 'y'));
  const form = leaseForm(said);
  if (form !== undefined) terms.set('lease', form.replace(' ', '-'));
  if (said.has('constant') && said.word('constant')) terms.set('path', 'constant');
  const isMonthly = Number(perKilowatt?.replace('$', '') ?? 0) <= MOST_A_MONTH;
  return {
    terms,
    isWhole: isMonthly && [...changed.keys()].every((name) => terms.has(name)),
  };
}

/** A line about a lease in its terms; only offered where something was named that it does not say. */
export function inTerms(said: Said, command: string): ReturnType<Rule['line']> {
  const { terms, isWhole } = termsOf(said);
  const line = `${command} ${inputs(terms)}`;
  return isWhole ? line : { offer: [line] };
}

export function pivot(said: Said): ReturnType<Rule['line']> {
  const isOf = (kind: Item['kind']) => said.items.some((item) => item.kind === kind);
  // How long it takes to build is told nowhere, nor what a GPU costs.
  if (!isOf('number') && said.has(isOf('site') ? 'build' : 'build price cost')) return undefined;
  const isPaid = said.items.some((item) => item.kind === 'number' && item.unit === 'rent');
  if (said.has('others comps signed') || (said.has('pay') && !isPaid && !said.has('convert')))
    return undefined;
  // A price at which both are worth the same is told nowhere.
  if (said.has('what when limit') && said.has('btc hashprice') && !isOf('number')) return undefined;
  const site = said.take('site');
  const about = site ?? said.take('fleet') ?? said.number('megawatts') ?? '';
  const line = inTerms(said, `pivot ${about}`);
  // `to rent it out at $130`: power at a site is known, rent is what is paid for it.
  const isRent =
    site !== undefined &&
    !said.has('power') &&
    typeof line === 'string' &&
    / power=\$?[\d.]+(?= |$)/u.test(line);
  return isRent ? { offer: [line.replace(' power=', ' rent='), line] } : line;
}

export function offer(said: Said): ReturnType<Rule['line']> {
  const megawatts = said.number('leaseMegawatts', 'megawatts');
  const perMonth = said.number('rent');
  const unsaid =
    perMonth === undefined
      ? (said.number('perKilowatt')?.replace(/\s?(?:\/|per|a)\s?kw$/iu, '') ??
        (said.word('perKilowatt') ? said.number('usd', 'bare') : undefined))
      : undefined;
  const rent = perMonth ?? (unsaid && `${unsaid}/kW-mo`);
  if (megawatts === undefined || rent === undefined) return undefined;
  const term = rent.includes(' over ') ? undefined : said.number('years')?.replace(/[\s-]?y.*/iu, 'y');
  const lease = leaseForm(said);
  const capex = said.number('capex');
  const [escalator, build, site] = [said.number('percent'), said.number('months'), said.take('site')];
  const named = [capex && `capex=${capex}`, site && `site=${site}`];
  const lineOf = (size: string) =>
    ['offer', size, term, rent, escalator, lease, build, ...named].filter(Boolean).join(' ');
  // Which megawatts they are has to be said: those of the tenant, or those at the meter.
  const sizes = /[a-z]\s(?:critical|gross)$/iu.test(megawatts)
    ? [megawatts]
    : [`${megawatts} critical`, `${megawatts} gross`];
  const lines = sizes.map(lineOf);
  // A rent by the kilowatt is by the month nearly always: it is asked whether it is.
  return unsaid === undefined && lines.length === 1 ? lines : { offer: lines };
}

function leaseForm(said: Said): string | undefined {
  if (said.word('modifiedGross')) return 'modified gross';
  return said.word('tripleNet') ? 'triple-net' : undefined;
}

export function delay(said: Said): ReturnType<Rule['line']> {
  const time = said.number('months') ?? said.number('years') ?? (said.word('yearOfDelay') ? '1 year' : '');
  if (said.has('left') && time === '') return { offer: [`delay ${said.take('site') ?? ''}`] };
  const leaves = said.word('leaves') || (said.has('tenant') && said.has('quits')) ? 'tenant=leaves' : '';
  const connection = said.word('queue') && 'grid';
  if (connection && time === '') return undefined;
  const about = connection ?? said.take('site');
  // `uptime slips to 91%`
  if (time === '' && said.has('uptime')) return undefined;
  return about && inTerms(said, `delay ${about} ${time.replace('-', ' ')} ${leaves}`);
}
