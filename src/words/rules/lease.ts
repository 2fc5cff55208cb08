import { comps, isParty } from '../deals.ts';
import type { Item } from '../items.ts';
import { delay, inTerms, offer, pivot } from '../leases.ts';
import type { Rule } from '../rule.ts';
import type { Said } from '../said.ts';
import { asWord } from '../tag.ts';

/** Mine or lease, and what stands around it. */

const inTermsOfSite =
  (command: string): Rule['line'] =>
  (said) =>
    inTerms(said, `${command} ${said.take('site') ?? ''}`);

/** Names of assumptions that are more than one of our ideas. */
function assumptions(said: Said): string {
  const about =
    (said.word('capex') && 'capex') ??
    said.word('rent ai uptime pue poolFee fees power hashprice difficulty') ??
    said.name() ??
    said.word('beyond') ??
    '';
  return `assumptions ${about.replace(/^gpu.*/u, 'gpu').replace(/s$/u, '')}`;
}

export const leaseRules: Rule[] = [
  {
    when: ['pivot', 'ai', 'lease', 'ai mining', 'npv'],
    also: 'escalator build insteadOf whatIf best convert worth mining ai lease pivot rent path hashprice should or compare profit convert change npv machines perKilowatt capex down up btc judge pay modifiedGross tripleNet firm',
    line: pivot,
  },
  // `beats mining` beside what a lease pays.
  {
    when: ['', 'mining best', 'mining compare', 'mining rent', 'offer', 'convert', 'switchOff'],
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
    line: inTermsOfSite('split'),
  },
  // Some megawatts for each: how many is what it tells.
  {
    when: ['lease more', 'ai more', 'convert more', 'lease', 'ai', 'convert'],
    also: 'mining profit run add lease every',
    line(said) {
      const isShare = said.items.some(({ kind }, at) => kind === 'site' && isShareOf(said.items, at));
      if (!isShare && !said.has('more')) return undefined;
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
    also: 'compare power price hashprice btc difficulty rent inputs chart assumptions list best show worth lease ai pivot whatIf convert capex poolFee uptime',
    line: inTermsOfSite('sensitivity'),
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
    also: 'compare ai rent list show price every growth perKilowatt perUnit use pivot status lease whatIf machines',
    line: (said) => (said.has('reset') ? { offer: [assumptions(said)] } : assumptions(said)),
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

/** `25 MW of rockdale` */
function isShareOf(items: readonly Item[], site: number): boolean {
  const [share, of] = items.slice(Math.max(0, site - 2), site);
  const isCounted = share?.kind === 'number' && ['megawatts', 'percent'].includes(share.unit);
  return isCounted && of?.kind === 'idea' && of.ideas.includes('of');
}

/** Assumptions are named as in code: `rentUsdPerKwMonth`. */
function assumptionName(said: Said): string | undefined {
  const named = said.items.find(
    ({ kind, text }) => kind === 'unread' && /^[a-z]+(?:[A-Z][a-z]*)+$/u.test(text),
  );
  if (named) said.use(named);
  return named?.text;
}
