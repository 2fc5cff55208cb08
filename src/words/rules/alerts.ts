import { conditions, durationIn } from '../conditions.ts';
import type { Rule } from '../rule.ts';
import { isOneOf, type Said } from '../said.ts';

/** The alerts there are, and those that are added. */

const ofNumber =
  (command: string): Rule['line'] =>
  (said) => {
    const number = said.number('bare');
    return number && `alert ${command} ${number}`;
  };

/** A year is looked back upon where nothing else is said. */
function daysBack(said: Said): string {
  const named = said.word('lastQuarter') ? '90 d' : said.word('lastMonth') ? '30 d' : undefined;
  const span = named ?? durationIn(said) ?? said.number('months') ?? '';
  const [, count, unit = ''] = /^(\d+)[\s-]?(d|w|mo|y)/iu.exec(span) ?? [];
  const days = { d: 1, w: 7, mo: 30, y: 365 }[unit.toLowerCase()];
  return days === undefined ? '' : `days=${Number(count) * days} `;
}

const ADDING = 'early when if every notify alert add show happened moves up down doing send read';

export const alertRules: Rule[] = [
  {
    when: [
      'notify',
      'alert',
      'elsewhere when',
      'elsewhere if',
      'tell early',
      'tell lose',
      'tell unprofitable',
      'tell when above',
      'tell when below',
      'tell if above',
      'tell if below',
      'tell down',
      'tell up',
      'tell moves',
    ],
    also: ADDING,
    line(said) {
      // `tell me what it makes if …` asks, and so does `tell me is it losing money`.
      // `kill the power alert` adds none.
      const order = said.items.find((item) => item.kind !== 'idea' || !item.weak);
      if (order?.kind === 'idea' && isOneOf(order, 'remove stop mute off')) return undefined;
      const isTold = !said.has('notify alert');
      const [first] = said.items;
      const begins = first?.kind === 'idea' && isOneOf(first, 'tell') && !said.has('if when early');
      if (isTold && (begins || said.has('what how'))) return undefined;
      const lines = conditions(said)?.map((condition) => `alert add ${condition}`);
      // It is told in the chat, whatever else was asked for.
      return said.has('elsewhere') ? lines && { offer: lines } : lines;
    },
  },
  {
    when: ['howOften', 'fire', 'count below lastYear', 'count above lastYear'],
    also: 'count day alert fire howOften happened lastYear span',
    line(said) {
      if (said.has('halving') && !said.has('howOften')) return undefined;
      const made = conditions(said);
      const days = daysBack(said);
      return made?.map((condition) => `alert backtest ${days}${condition}`);
    },
  },
  {
    when: ['alert', 'alert list', 'alert list add'],
    also: 'list show every',
    line: (said) => {
      const number = said.number('bare');
      if (number !== undefined) return `alert show ${number}`;
      return said.items.some(({ kind }) => kind === 'number' || kind === 'site') ? undefined : 'alert list';
    },
  },
  // Ahead of the halving there are several days, and all are told.
  {
    when: ['early halving notify', 'early halving alert', 'early halving tell'],
    also: 'notify alert early add',
    changes: true,
    line: (said) => (said.number('duration') ? { offer: ['alert add halving'] } : 'alert add halving'),
  },
  // Which of them is not said.
  {
    when: ['mute', 'unmute', 'noAlerts', 'alert remove', 'alert stop', 'stop notify'],
    also: 'mute notify stop remove all every about',
    line(said) {
      if (said.has('early')) return undefined;
      said.take('site');
      durationIn(said);
      const isNumbered = said.items.some((item) => item.kind === 'number' && item.unit === 'bare');
      return isNumbered ? undefined : { offer: ['alert list'] };
    },
  },
  { when: ['alert show', 'alert notify'], also: 'show notify', line: ofNumber('show') },
  { when: ['alert remove'], also: 'remove', changes: true, line: ofNumber('remove') },
  {
    when: ['alert off', 'alert switchOff', 'alert stop'],
    also: 'off switchOff stop',
    line(said) {
      const number = said.has('remove') ? undefined : said.number('bare');
      return number && { offer: [`alert remove ${number}`, `alert mute ${number} 24h`] };
    },
  },
  { when: ['alert unmute', 'unmute'], also: 'unmute', changes: true, line: ofNumber('unmute') },
  { when: ['alert acknowledge', 'acknowledge'], also: 'acknowledge', changes: true, line: ofNumber('ack') },
  { when: ['alert resume'], also: 'resume', changes: true, line: ofNumber('resume') },
  { when: ['alert test'], also: 'test', changes: true, line: ofNumber('test') },
  {
    when: ['mute', 'alert mute', 'alert pause'],
    also: 'mute recovered pause',
    changes: true,
    line(said) {
      const number = said.number('bare');
      const time = said.word('recovered') ? 'until=recovered' : durationIn(said);
      return number && `alert mute ${number} ${time ?? ''}`;
    },
  },
  {
    when: ['fire'],
    also: 'alert list what',
    line: (said) => (said.has('howOften') ? undefined : 'alert preview'),
  },
];
