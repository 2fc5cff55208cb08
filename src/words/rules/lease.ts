import { changesOf } from '../changes.ts';
import { comps, isParty } from '../deals.ts';
import type { Item } from '../items.ts';
import { namedInputs } from '../named.ts';
import type { Rule } from '../rule.ts';
import type { Said } from '../said.ts';
import { asWord } from '../tag.ts';
import { inputs } from './sites.ts';

/** Mine or lease, and what stands around it. */

const RENT = {
  name: 'rent',
  ideas: 'rent lease perKilowatt',
  units: ['rent', 'perKilowatt', 'bare', 'usd'],
} as const;
const FIRM = { name: 'firm', ideas: 'firm', units: ['percent', 'megawatts', 'bare'] } as const;

function pivot(said: Said): ReturnType<Rule['line']> {
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
  // A rent by the kilowatt is by the month nearly always: it is asked whether it is.
  const perKilowatt = /^\$?\s?[\d.]+/u.exec(said.number('perKilowatt') ?? '')?.[0];
  if (perKilowatt !== undefined) changes.set('rent', perKilowatt);
  const capex = said.number('capex');
  if (capex !== undefined) changes.set('capex', capex.replace(/\s?(?:a|per|\/)\s?mw/iu, '/MW'));
  const term = said.number('years');
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
  if (perKilowatt !== undefined) return { offer: [line] };
  return rent === undefined ? line : { offer: [line.replace(' power=', ' rent='), line] };
}

function offer(said: Said): ReturnType<Rule['line']> {
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

function delay(said: Said): ReturnType<Rule['line']> {
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

const ofSite =
  (command: string): Rule['line'] =>
  (said) =>
    `${command} ${said.take('site') ?? ''}`;

/** Names of assumptions that are more than one of our ideas. */
function assumptions(said: Said): string {
  const about =
    said.word('capex rent ai uptime pue poolFee fees power hashprice difficulty') ??
    said.name() ??
    said.word('beyond') ??
    '';
  return `assumptions ${about.replace(/^gpu.*/u, 'gpu').replace(/s$/u, '')}`;
}

export const leaseRules: Rule[] = [
  {
    when: ['pivot', 'ai', 'lease', 'ai mining', 'npv'],
    also: 'whatIf best convert worth mining ai lease pivot rent path hashprice should or compare profit convert change npv machines perKilowatt capex down up btc judge pay modifiedGross tripleNet firm',
    line: pivot,
  },
  // `beats mining` beside what a lease pays.
  {
    when: ['mining best', 'mining compare', 'mining rent', 'offer', 'convert', 'switchOff'],
    also: 'offer judge ai pay best rent compare mining lease',
    line(said) {
      const isOf = (kind: Item['kind'], unit?: string) =>
        said.items.some((item) => item.kind === kind && (item.kind !== 'number' || item.unit === unit));
      const isWhole = isOf('number', 'rent') && (isOf('site') || isOf('number', 'powerPrice'));
      return isWhole ? pivot(said) : undefined;
    },
  },
  {
    when: ['', 'best', 'judge', 'offer'],
    also: 'escalator judge lease best offer comps report capex ai tripleNet modifiedGross',
    line: offer,
  },
  {
    when: ['delay', 'yearOfDelay', 'queue'],
    also: 'cost whatIf month worth power every queue otherPeriod delay convert ai pay lease run left lose compare sites capex uptime leaves rent others now power judge',
    line: delay,
  },
  {
    when: [
      'split',
      'part lease',
      'part ai',
      'part convert',
      'half ai',
      'half lease',
      'half convert',
      'half mining',
      'big ai',
      'big mining',
      'ai how should',
    ],
    also: 'pivot best mining ai list should big happened count lease convert part half whatIf firm rent',
    line(said) {
      const [site, rent] = [said.take('site'), said.number('rent')];
      const named = namedInputs(said, [FIRM, RENT]).map((it) => it.replace(/^firm="?([\d.]+).*/u, 'firm=$1'));
      return ['split', site, rent && `rent=${asWord(rent)}`, ...named].filter(Boolean).join(' ');
    },
  },
  // Some megawatts for each: how many is what it tells.
  {
    when: ['lease more', 'ai more', 'convert more'],
    also: 'mining profit run add',
    line(said) {
      const site = said.take('site');
      said.number('megawatts', 'percent');
      return site && { offer: [`split ${site}`] };
    },
  },
  // What moves the margin of a site is told of its lease alone.
  {
    when: ['moves best', 'moves best profit'],
    also: 'what happened',
    line(said) {
      const site = said.take('site');
      return site && { offer: [`sensitivity ${site}`, `breakeven ${site}`] };
    },
  },
  {
    when: ['sensitivity', 'inputs happened best', 'happened best lease', 'happened best ai'],
    also: 'power price hashprice btc difficulty rent inputs chart assumptions list best show worth lease ai pivot whatIf convert capex poolFee uptime',
    line: ofSite('sensitivity'),
  },
  {
    when: [
      'comps',
      'signed',
      'others rent',
      'others ai',
      'others lease',
      'ai pay',
      'others perKilowatt',
      'rent ai',
      'tripleNet',
      'modifiedGross',
      'lease happened ai',
    ],
    also: 'perUnit export csv average signed others pay rent ai lease list show span market comps since inputs happened every perKilowatt',
    line: comps,
  },
  {
    when: ['', 'lease', 'rent', 'pay', 'others', 'offer', 'perKilowatt'],
    also: 'perUnit what lease rent ai pay others profit offer signed worth',
    line(said) {
      if (!said.items.some(isParty)) return undefined;
      const line = comps(said);
      return said.has('lease rent pay others offer signed perKilowatt got')
        ? line
        : line && { offer: [line] };
    },
  },
  {
    when: ['replay'],
    also: 'comps replay every',
    line(said) {
      const names = said.items.filter(({ kind }) => kind === 'unread').map(({ text }) => text);
      for (const _ of names) said.name();
      return `comps replay ${names.length > 0 ? asWord(names.join(' ')) : ''}`;
    },
  },
  {
    when: ['assumptions', 'ai status', 'rent status', 'capex status'],
    also: 'ai rent list show price every growth perKilowatt perUnit use pivot status lease whatIf machines',
    line: assumptions,
  },
  { when: ['assumed'], also: 'use assumptions pivot what', line: () => ({ offer: ['assumptions'] }) },
  {
    when: ['change'],
    also: 'change assumptions',
    changes: true,
    line(said) {
      const name = assumptionName(said);
      const value = said.number('bare', 'percent', 'usd');
      return name && value && `assumptions set ${name} ${value}`;
    },
  },
  {
    when: ['reset'],
    also: 'assumptions',
    changes: true,
    line(said) {
      const name = assumptionName(said);
      return name && `assumptions reset ${name}`;
    },
  },
];

/** Assumptions are named as in code: `rentUsdPerKwMonth`. */
function assumptionName(said: Said): string | undefined {
  const named = said.items.find(
    ({ kind, text }) => kind === 'unread' && /^[a-z]+(?:[A-Z][a-z]*)+$/u.test(text),
  );
  if (named) said.use(named);
  return named?.text;
}
