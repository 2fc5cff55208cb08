import { addMonths, monthOfTime } from '../../economics/index.ts';
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

function day(said: Said): string {
  if (said.word('tomorrow')) return 'tomorrow';
  if (said.word('yesterday')) return 'yesterday';
  return said.word('now') ? 'today' : '';
}

function month(said: Said): string {
  const named = said.take('month');
  if (named !== undefined) return named;
  const running = monthOfTime({ time: said.now });
  if (said.word('lastMonth')) return addMonths({ month: running, months: -1 });
  return said.word('thisMonth') ? running : '';
}

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
    ],
    also: 'hours should when which machine machines off stop switchOff run profit doing how what will day now otherPeriod',
    line: (said) => atSite(said, 'dispatch', day(said)),
  },
  {
    when: ['bill', 'power bill', 'power cost bill', 'bill month'],
    also: 'power cost month how what show span day',
    line: (said) => atSite(said, 'bill', month(said)),
  },
  // What was paid for power is asked of a month, what is paid of none.
  {
    when: ['power', 'power cost', 'pay power'],
    also: 'power cost pay month what how span',
    line(said) {
      const asked = month(said);
      return asked === '' ? undefined : atSite(said, 'bill', asked);
    },
  },
  {
    when: ['demand', 'demand bill', 'demand cost'],
    also: 'bill power cost pay month up down what how',
    line: (said) => atSite(said, 'bill', month(said)),
  },
  { when: ['tariff'], also: 'show power list', line: (said) => atSite(said, 'tariff', '') },
];
