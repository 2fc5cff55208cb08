import { changesOf } from './changes.ts';
import { inputs } from './earnings.ts';
import { namedInputs } from './named.ts';
import type { Rule } from './rule.ts';
import type { Said } from './said.ts';
import { asWord } from './tag.ts';

/** Lines about a lease: mine or lease, an offer, a delay. */

export const RENT = {
  name: 'rent',
  ideas: 'rent lease perKilowatt',
  units: ['rent', 'perKilowatt', 'bare', 'usd'],
} as const;
export const FIRM = { name: 'firm', ideas: 'firm', units: ['percent', 'megawatts', 'bare'] } as const;

/** In dollars a kilowatt. */
const MOST_A_MONTH = 400;

export function pivot(said: Said): ReturnType<Rule['line']> {
  const isPaid = said.items.some((item) => item.kind === 'number' && item.unit === 'rent');
  if (said.has('others comps signed') || (said.has('pay') && !isPaid && !said.has('convert')))
    return undefined;
  // A price at which both are worth the same is told nowhere.
  if (
    said.has('what when limit') &&
    said.has('btc hashprice') &&
    !said.items.some(({ kind }) => kind === 'number')
  )
    return undefined;
  const site = said.take('site');
  const about = site ?? said.take('fleet') ?? said.number('megawatts') ?? '';
  const changes = changesOf(said);
  // `to rent it out at $130`: power at a site is known, rent is what is paid for it.
  const rent = site && !said.has('power') ? /^\$?[\d.]+$/u.exec(changes.get('power') ?? '')?.[0] : undefined;
  // A rent of so many dollars a kilowatt is by the month: by the year it is many hundreds.
  const perKilowatt = /^\$?\s?[\d.]+/u.exec(said.number('perKilowatt') ?? '')?.[0];
  if (perKilowatt !== undefined) changes.set('rent', perKilowatt.replace(/\s/gu, ''));
  const capex = said.number('capex');
  if (capex !== undefined) changes.set('capex', capex.replace(/\s?(?:a|per|\/)\s?mw/iu, '/MW'));
  // A year of delay is no term.
  const term = said.has('delay') ? undefined : said.number('years');
  if (term !== undefined) changes.set('term', term.replace(/[\s-]?y.*/iu, 'y'));
  const firm = /[\d.]+/u.exec(namedInputs(said, [FIRM])[0] ?? '')?.[0];
  if (firm !== undefined) changes.set('firm', firm);
  const form = leaseForm(said);
  if (form !== undefined) changes.set('lease', form.replace(' ', '-'));
  if (!changes.has('rent') && changes.has('power')) {
    const [, named] = namedInputs(said, [RENT])[0]?.split('rent=') ?? [];
    if (named !== undefined) changes.set('rent', named.replaceAll('"', ''));
  }
  if (said.has('constant') && said.word('constant')) changes.set('path', 'constant');
  const line = `pivot ${about} ${inputs(changes)}`;
  if (Number(perKilowatt?.replace('$', '') ?? 0) > MOST_A_MONTH) return { offer: [line] };
  return rent === undefined ? line : { offer: [line.replace(' power=', ' rent='), line] };
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
  const time = said.number('months', 'years') ?? (said.word('yearOfDelay') ? '1 year' : '');
  if (said.has('left') && time === '') return { offer: [`delay ${said.take('site') ?? ''}`] };
  const [named = ''] = namedInputs(said, [RENT]);
  const rent = said.number('rent');
  const rest = [
    time.replace('-', ' '),
    said.word('leaves') || (said.has('tenant') && said.has('quits')) ? 'tenant=leaves' : '',
    rent ? `rent=${asWord(rent)}` : named,
  ];
  if (said.word('queue')) return time === '' ? undefined : `delay grid ${rest.join(' ')}`;
  const site = said.take('site');
  return site && `delay ${site} ${rest.join(' ')}`;
}
