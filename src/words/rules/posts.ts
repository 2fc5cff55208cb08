import type { Rule } from '../rule.ts';
import type { Said } from '../said.ts';

/** What is posted here, when, and what it looks like: digests, quiet hours, pictures. */

const DIGEST =
  'profit market hashprice digest send every everyDay everyWeek weekdays day add show inMorning inEvening hours';

/** When a digest is posted: `daily`, `weekdays`, `weekly mon`; undefined where nothing is said of it. */
function rhythm(said: Said): string | undefined {
  const days = said.takeAll('weekday');
  if (said.has('weekdays') && said.word('weekdays')) return 'weekdays';
  if (days.join(' ') === 'mon fri' && said.has('to')) return 'weekdays';
  if (days.length === 1) return `weekly ${days[0]}`;
  if (days.length > 1 || said.has('everyWeek')) return undefined;
  return said.has('everyDay inMorning') ? 'daily' : undefined;
}

/** `8 am`, `0700`. */
const clock = (time: string): string =>
  time
    .replace(/\s/gu, '')
    .replace(/^(\d\d)(\d\d)$/u, '$1:$2')
    .replace(/^(\d:\d\d)$/u, '0$1');

/** `8am`, and `8 in the morning`. */
function timeOf(said: Said): string | undefined {
  const time = said.number('time');
  if (time !== undefined) return clock(time);
  const half = said.has('inMorning') ? 'am' : said.has('inEvening') ? 'pm' : undefined;
  const hour = half && said.number('bare');
  return hour && /^(?:[1-9]|1[0-2])$/u.test(hour) ? `${hour}${half}` : undefined;
}

function digest(said: Said): ReturnType<Rule['line']> {
  const when = rhythm(said);
  const time = timeOf(said);
  if (when === undefined && (time === undefined || said.has('everyWeek'))) return undefined;
  const [zone, sites] = [said.take('zone'), said.takeAll('site')];
  const line = (often: string) => ['digest', often, time, zone, sites.join(', ')].filter(Boolean).join(' ');
  return when === undefined ? { offer: [line('daily'), line('weekdays')] } : line(when);
}

/** `2200`, `0500`: a time of day where two of them make a span. */
const FOUR_DIGITS = /^(?:[01]\d|2[0-3])[0-5]\d$/u;

/** From when until when: `10pm` and `6am`, or `22` and `6`, where one of them can only be an hour of 24. */
function hours(said: Said): (string | undefined)[] {
  const numbers = said.items.filter((item) => item.kind === 'number');
  const times = numbers.filter(
    ({ unit, text }) => unit === 'time' || (unit === 'bare' && FOUR_DIGITS.test(text)),
  );
  if (times.length > 1 || times[0]?.unit === 'time') {
    for (const time of times.slice(0, 2)) said.use(time);
    return times.slice(0, 2).map(({ text }) => text);
  }
  if (!said.has('noAlerts from to add')) return [];
  const bare = numbers.filter(({ unit }) => unit === 'bare').map(({ text }) => text);
  const isOfDay = bare.length === 2 && bare.every((hour) => /^(?:[01]?\d|2[0-3])$/u.test(hour));
  if (!isOfDay || !bare.some((hour) => Number(hour) > 12 || hour.startsWith('0'))) return [];
  return [said.number('bare'), said.number('bare')].map((hour) => `${hour!.padStart(2, '0')}:00`);
}

function quiet(said: Said): string | undefined {
  const [from, to] = hours(said);
  const days = [...said.takeAll('weekday'), ...(said.word('weekends') ? ['weekends'] : [])];
  const zone = said.take('zone');
  if (from === undefined && days.length === 0) return undefined;
  if (from !== undefined && to === undefined) return undefined;
  const on = days.length === 0 ? undefined : from === undefined ? days.join(',') : `days=${days.join(',')}`;
  return ['quiet set', from && clock(from), to && clock(to), zone, on].filter(Boolean).join(' ');
}

const numbered =
  (command: string): Rule['line'] =>
  (said) => {
    const number = said.number('bare');
    return number && `${command} ${number}`;
  };

export const postRules: Rule[] = [
  {
    when: ['digest', 'everyWeek', 'weekdays', 'everyDay send', 'inMorning send'],
    also: DIGEST,
    changes: true,
    line: digest,
  },
  // A time on a day of the week, or on each day, is when something is posted.
  {
    when: ['', 'profit', 'hashprice', 'market', 'everyDay', 'everyWeek', 'weekdays'],
    also: DIGEST,
    changes: true,
    line(said) {
      const isTimed = said.items.some((item) => item.kind === 'number' && item.unit === 'time');
      const isRepeated =
        said.has('everyDay everyWeek weekdays') || said.items.some(({ kind }) => kind === 'weekday');
      return isTimed && isRepeated && !said.has('quiet noAlerts notify dispatch from not')
        ? digest(said)
        : undefined;
    },
  },
  {
    when: ['digest', 'send what', 'send list'],
    also: 'next when who list show every add send',
    line: (said) =>
      said.has('everyDay') || said.items.some(({ kind }) => kind === 'number') ? undefined : 'digest list',
  },
  {
    when: ['preview', 'digest preview', 'digest now show', 'digest tomorrow'],
    also: 'show tomorrow',
    line: (said) => `digest preview ${said.takeAll('site').join(', ')}`,
  },
  { when: ['digest pause'], also: 'pause', changes: true, line: numbered('digest pause') },
  { when: ['digest resume'], also: 'resume', changes: true, line: numbered('digest resume') },
  { when: ['digest remove'], also: 'remove', changes: true, line: numbered('digest remove') },
  {
    when: ['digest stop', 'digest remove', 'digest pause', 'digest off', 'digest moves', 'digest change'],
    also: 'moves change stop remove pause off everyDay everyWeek every',
    line(said) {
      const number = said.number('bare');
      if (number === undefined || said.has('moves change')) return { offer: ['digest list'] };
      return said.has('remove pause')
        ? undefined
        : { offer: [`digest pause ${number}`, `digest remove ${number}`] };
    },
  },
  {
    when: ['quiet', 'noAlerts'],
    also: 'quiet noAlerts add atNight inEvening change weekends hours',
    changes: true,
    line: (said) => quiet(said),
  },
  {
    when: ['quiet'],
    also: 'show list',
    line: (said) => (said.items.some(({ kind }) => kind === 'number') ? undefined : 'quiet'),
  },
  {
    when: ['noQuiet', 'quiet remove', 'quiet stop', 'quiet switchOff', 'quiet off', 'quiet not need'],
    also: 'up remove stop quiet switchOff off',
    changes: true,
    line: () => 'quiet off',
  },
  {
    when: ['dark', 'pictures dark'],
    also: 'pictures add change convert',
    changes: true,
    line: (said) => (said.has('light') ? undefined : 'pictures dark'),
  },
  {
    when: ['light', 'pictures light'],
    also: 'pictures add change convert',
    changes: true,
    line: (said) => (said.has('dark') ? undefined : 'pictures light'),
  },
  { when: ['pictures'], also: 'light dark', line: () => 'pictures' },
];
