import { addMonths, monthOfTime } from '../../economics/index.ts';
import { CHARGES, LOADS, namedInputs, STOPS } from '../named.ts';
import type { Rule } from '../rule.ts';
import type { Said } from '../said.ts';
import { asWord } from '../tag.ts';

/** Run or stop, and the bill of a month. */

/** More are no choice. */
const MOST_OFFERED = 3;

/** A command about a site: the one that is named, or the only one there is. */
function atSite(said: Said, command: string, rest: string): ReturnType<Rule['line']> {
  const named = said.take('site');
  if (named !== undefined) return `${command} ${named} ${rest}`;
  const lines = said.own.slice(0, MOST_OFFERED).map((name) => `${command} ${asWord(name)} ${rest}`);
  return said.own.length === 1 ? lines[0] : { offer: lines };
}

/** The day that is said; empty where none is. */
export function day(said: Said): string {
  if (said.word('tomorrow')) return 'tomorrow';
  if (said.word('yesterday')) return 'yesterday';
  return said.word('now tonight') ? 'today' : '';
}

/** The month that is said; empty where none is. */
export function month(said: Said): string {
  const named = said.take('month');
  if (named !== undefined) return named;
  const running = monthOfTime({ time: said.now });
  if (said.word('lastMonth')) return addMonths({ month: running, months: -1 });
  return said.word('thisMonth') ? running : '';
}

/** They go back 30 days: another time is asked about. */
function scores(said: Said): ReturnType<Rule['line']> {
  said.word('thisMonth lastMonth');
  const span = said.number('duration') ?? said.word('lastDays');
  const made = atSite(said, 'dispatch scores', '');
  return span === undefined || /^30 ?d/u.test(span) || typeof made !== 'string' ? made : { offer: [made] };
}

/** A count of peaks; the four of a summer where only `4cp` is said. */
function peakCount(said: Said): string | undefined {
  const [, count] = /^(\d{1,2})$/u.exec(said.number('bare') ?? '') ?? [];
  return count;
}

/** What a credit is paid for, by its words. */
const KINDS: [RegExp, string][] = [
  [/curtail/u, 'curtailment'],
  [/^(?:demand response|dr)(?![a-z])/u, 'demand-response'],
  [/^(?:reserve|ancillar)/u, 'reserve'],
];

const STOPPED = ['run', 'switchOff', 'off', 'stop', 'profit'];

export const runningRules: Rule[] = [
  {
    when: [
      'dispatch',
      ...STOPPED.flatMap((idea) => [
        `tomorrow ${idea} should`,
        `now ${idea} should`,
        `tomorrow ${idea} when`,
      ]),
      'now switchOff when',
      'tomorrow hours',
      'now hours',
      'hours cheap',
      'hours run',
      'hours switchOff',
      'tomorrow switchOff',
      'tomorrow run',
      'tonight run',
      'tomorrow avoid',
      'tonight switchOff',
    ],
    also: 'all every atNight count compare not down up avoid cheap tonight hours should when which machine machines off stop switchOff run profit doing how what will day now otherPeriod pay cost below big resume stop list need send',
    line(said) {
      const rest = [day(said), said.word('csv') ? 'csv=yes' : '', ...namedInputs(said, STOPS)];
      return atSite(said, 'dispatch', rest.join(' '));
    },
  },
  {
    when: ['bill'],
    also: 'power cost month how what show span day perUnit billPart demand part peaks up down why compare split',
    // `can you pay the bill` is an order.
    line(said) {
      const first = said.items.find((item) => item.kind !== 'idea' || !item.weak);
      return first?.text === 'pay' && !said.has('what how') ? undefined : atSite(said, 'bill', month(said));
    },
  },
  // What was paid for power is asked of a month, what is paid of none.
  {
    when: ['power', 'perUnit pay'],
    also: 'perUnit average limit power cost pay month what how span',
    line(said) {
      const asked = month(said);
      return asked === '' ? undefined : atSite(said, 'bill', asked);
    },
  },
  {
    when: ['demand'],
    also: 'bill power cost pay month up down what how',
    line: (said) => atSite(said, 'bill', month(said)),
  },
  // The common inputs of a tariff, typed.
  {
    when: ['tariff demand', 'tariff demand add', 'tariff demand change', 'tariff ratchet', 'demand ratchet'],
    also: 'add change report power ratchet perUnit perKilowatt',
    changes: true,
    line(said) {
      const charges = namedInputs(said, CHARGES).map((it) =>
        it.startsWith('demand=') ? `demand=${/\d[\d.,]*/u.exec(it)?.[0]}/kW-month` : it,
      );
      return charges.length > 0 ? atSite(said, 'tariff', charges.join(' ')) : undefined;
    },
  },
  {
    when: ['tariff', 'rate'],
    also: 'perUnit show power list billPart demand cost price pay',
    line: (said) => atSite(said, 'tariff', ''),
  },
  // How posted plans did: one by its day, or all of the last month.
  {
    when: [
      'dispatch best',
      'dispatch lastDays',
      'dispatch doing span',
      'dispatch doing lastDays',
      'score',
      'dispatch yesterday',
      'switchOff yesterday',
      'dispatch judge',
      'dispatch lastMonth',
      'dispatch thisMonth',
      'avoid lastDays',
      'switchOff lastDays',
      'hours lastDays',
    ],
    also: 'off down should judge constant hours avoid count switchOff lastDays dispatch yesterday score doing profit run span lastMonth best',
    line: (said) =>
      said.word('yesterday')
        ? atSite(said, 'dispatch', 'yesterday')
        : said.has('score best lastDays span thisMonth lastMonth judge')
          ? scores(said)
          : undefined,
  },
  {
    when: ['dispatch send', 'dispatch everyDay', 'dispatch digest'],
    also: 'notify stop send everyDay inEvening atNight switchOff digest tomorrow add run day otherPeriod',
    changes: true,
    line(said) {
      const isOff = said.word('stop remove off switchOff') !== undefined;
      const time = isOff ? 'off' : said.number('time')?.replace(/\s/gu, '');
      return time && atSite(said, 'dispatch post', time);
    },
  },
  {
    when: ['webhook'],
    also: 'dispatch send show status',
    changes: true,
    line(said) {
      const url = said.url() ?? (said.word('off remove stop') ? 'off' : '');
      return atSite(said, 'dispatch webhook', url);
    },
  },
  {
    when: ['credits', 'switchOff get', 'switchOff paid'],
    also: 'operator switchOff pay power cost month what how show span profit revenue money bill dispatch',
    line: (said) => atSite(said, 'credits', month(said)),
  },
  // What curtailment paid is asked of a month.
  {
    when: ['switchOff pay', 'switchOff profit', 'switchOff got'],
    also: 'pay profit money',
    line(said) {
      const asked = month(said);
      return asked === '' ? undefined : atSite(said, 'credits', asked);
    },
  },
  // A credit that is told with its amount.
  {
    when: ['credits', 'switchOff report', 'switchOff add', 'switchOff got'],
    also: 'operator report add switchOff credits pay profit money got called',
    changes: true,
    line(said) {
      if (said.has('what how where why')) return undefined;
      const [usd, when, energy] = [said.number('usd'), month(said), said.number('energy') ?? ''];
      const [, kind] = KINDS.find(([words]) => said.items.some(({ text }) => words.test(text))) ?? [];
      return usd && when !== '' && kind
        ? atSite(said, 'credits', `${when} ${kind} ${asWord(usd)} ${energy}`)
        : undefined;
    },
  },
  {
    when: ['peaks', 'peaks sensitivity', 'operator', 'peaks operator'],
    also: 'missing need operator tonight hours score switchOff add change pay demand cost avoid forecast reaches now next when left power bill early lastYear nextPeriod high down send remove queue season limit stop should',
    line: (said) =>
      said.has('bill lastMonth') ? undefined : atSite(said, 'peaks', namedInputs(said, LOADS).join(' ')),
  },
  // The bill as it would be with a stop in some of the peaks, or with twelve of them.
  {
    when: ['peaks avoid', 'peaks bill'],
    also: 'bill avoid cost power demand whatIf if would pay off',
    line(said) {
      const count = peakCount(said);
      const isTwelve = count === '12' || said.items.some(({ text }) => text === '12cp');
      const twelve = isTwelve ? '12cp' : undefined;
      const change = said.has('avoid') && count ? `stop ${count} peaks` : twelve;
      return change && atSite(said, 'bill', `${month(said)} ${change}`);
    },
  },
];
