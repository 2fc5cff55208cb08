import { changesOf } from '../changes.ts';
import type { Rule } from '../rule.ts';
import type { Said } from '../said.ts';
import { asWord } from '../tag.ts';
import { inputs } from './sites.ts';

/** What is kept here: digests, quiet hours, sites, power prices, rights. */

const DIGEST = 'digest send every everyDay everyWeek weekdays day add show inMorning inEvening';

/** When a digest is posted: `daily`, `weekdays`, `weekly mon`; undefined where nothing is said of it. */
function rhythm(said: Said): string | undefined {
  const days = said.takeAll('weekday');
  if (said.has('weekdays') && said.word('weekdays')) return 'weekdays';
  if (days.join(' ') === 'mon fri' && said.has('to')) return 'weekdays';
  if (days.length === 1) return `weekly ${days[0]}`;
  if (days.length > 1 || said.has('everyWeek')) return undefined;
  return said.has('everyDay inMorning') ? 'daily' : undefined;
}

/** `8am`, and `8 in the morning`. */
function timeOf(said: Said): string | undefined {
  const time = said.number('time');
  if (time !== undefined) return time.replace(/\s/gu, '');
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

function quiet(said: Said): string | undefined {
  const [from, to] = [said.number('time'), said.number('time')];
  const days = [...said.takeAll('weekday'), ...(said.word('weekends') ? ['weekends'] : [])];
  const zone = said.take('zone');
  if (from === undefined && days.length === 0) return undefined;
  if (from !== undefined && to === undefined) return undefined;
  const on = days.length === 0 ? undefined : from === undefined ? days.join(',') : `days=${days.join(',')}`;
  return ['quiet set', from?.replace(/\s/gu, ''), to?.replace(/\s/gu, ''), zone, on]
    .filter(Boolean)
    .join(' ');
}

const numbered =
  (command: string): Rule['line'] =>
  (said) => {
    const number = said.number('bare');
    return number && `${command} ${number}`;
  };

const ofSite =
  (command: string): Rule['line'] =>
  (said) => {
    const site = said.take('site');
    return site && `${command} ${site}`;
  };

/** A site that is new: its name is a word that nothing is known of. */
function addSite(said: Said): string | undefined {
  const name = said.name();
  const fleet = said.take('fleet');
  if (name === undefined || fleet === undefined) return undefined;
  return `site add ${asWord(name)} ${fleet} ${inputs(changesOf(said))}`;
}

function editSite(said: Said): string | undefined {
  const site = said.take('site');
  const changes = changesOf(said);
  // A change of the market is no input of a site.
  const own = [...changes.keys()].every((name) => ['power', 'uptime', 'pue', 'fee'].includes(name));
  const plain = [...changes.values()].every((value) => !/^[-−+x]/u.test(value));
  return site && changes.size > 0 && own && plain ? `site edit ${site} ${inputs(changes)}` : undefined;
}

/** The power price at a site, or the one that is reported for it, where it is said to be so now. */
function power(said: Said): ReturnType<Rule['line']> {
  const site = said.take('site');
  const reported = said.number('powerPrice', 'usd', 'bare');
  if (site === undefined) return reported === undefined ? 'power' : undefined;
  if (reported === undefined) return `power ${site}`;
  const isSo = said.has('report') || (said.has('now') && !said.has('what how if would will whatIf'));
  const line = `power ${site} ${reported}`;
  return isSo ? line : { offer: [`whatif ${site} power=${asWord(reported)}`, line] };
}

function right(said: Said, command: string): string | undefined {
  const who = said.take('person');
  const what = said.has('change') ? 'change' : said.has('read') ? 'read' : undefined;
  return who && what && `access ${command} ${what} ${who}`;
}

export const keptRules: Rule[] = [
  {
    when: [
      'digest',
      'digest send',
      'digest everyDay',
      'digest everyWeek',
      'digest weekdays',
      'digest inMorning',
      'digest everyDay send',
    ],
    also: DIGEST,
    changes: true,
    line: digest,
  },
  {
    when: ['digest', 'digest list', 'digest show', 'digest next', 'digest when next'],
    also: 'list show every',
    line: (said) =>
      said.has('everyDay') || said.items.some(({ kind }) => kind === 'number') ? undefined : 'digest list',
  },
  {
    when: ['preview', 'digest preview', 'digest now show'],
    also: 'show',
    line: (said) => `digest preview ${said.takeAll('site').join(', ')}`,
  },
  { when: ['digest pause'], also: 'pause', changes: true, line: numbered('digest pause') },
  { when: ['digest resume'], also: 'resume', changes: true, line: numbered('digest resume') },
  { when: ['digest remove'], also: 'remove', changes: true, line: numbered('digest remove') },
  {
    when: ['digest stop'],
    also: 'stop',
    line(said) {
      const number = said.number('bare');
      return number && { offer: [`digest pause ${number}`, `digest remove ${number}`] };
    },
  },
  {
    when: ['quiet', 'quiet add', 'noAlerts'],
    also: 'quiet noAlerts add atNight inEvening change weekends',
    changes: true,
    line: (said) => quiet(said),
  },
  {
    when: ['quiet', 'quiet show'],
    also: 'show list',
    line: (said) => (said.items.some(({ kind }) => kind === 'number') ? undefined : 'quiet'),
  },
  {
    when: ['noQuiet', 'quiet remove', 'quiet stop', 'quiet switchOff', 'quiet off'],
    also: 'remove stop quiet switchOff off',
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
  { when: ['pictures', 'pictures light dark'], also: 'light dark', line: () => 'pictures' },
  {
    when: ['sites', 'sites list', 'sites show', 'sites list show'],
    also: 'list show every big count',
    line: (said) => (said.items.some(({ kind }) => kind === 'site') ? undefined : 'site list'),
  },
  {
    when: [
      'show',
      'sites',
      'fleet',
      'inputs',
      'big',
      'machines',
      'pay power',
      'pue',
      'uptime',
      'poolFee',
      'show sites',
      'machines list',
      'fleet list',
      'show about',
      'list machines fleet',
      'list',
    ],
    also: 'show sites fleet inputs list machines big pay do count',
    line: ofSite('site show'),
  },
  {
    when: ['add', 'add sites', 'sites', 'add sites called'],
    also: 'add sites called',
    changes: true,
    line: addSite,
  },
  { when: ['remove', 'remove sites'], also: 'sites', changes: true, line: ofSite('site remove') },
  {
    when: [
      'export',
      'export csv',
      'export json',
      'csv',
      'json',
      'export fleet',
      'csv fleet',
      'export fleet csv',
      'export fleet json',
    ],
    also: 'fleet csv json sites',
    line(said) {
      const site = said.take('site');
      const format = said.has('csv') ? 'csv' : said.has('json') ? 'json' : '';
      return site && `site export ${site} ${format}`;
    },
  },
  {
    when: ['change', 'change power', 'change uptime', 'change pue', 'change poolFee', 'add'],
    also: 'add price sites',
    changes: true,
    line: (said) => (said.has('change') ? editSite(said) : undefined),
  },
  {
    when: ['rename', 'rename sites'],
    also: 'sites',
    changes: true,
    line(said) {
      const [site, name] = [said.take('site'), said.name()];
      return site && name && `site edit ${site} name=${asWord(name)}`;
    },
  },
  {
    when: ['power', 'power report', 'power sites', 'report power'],
    also: 'report sites show price cost',
    line: power,
  },
  {
    when: ['access', 'access who', 'access sites', 'access change', 'access who change'],
    also: 'sites change read show things list',
    line: (said) => (said.has('allow revoke') && !said.has('who') ? undefined : 'access show'),
  },
  {
    when: ['allow', 'allow access'],
    also: 'access read change allow add',
    changes: true,
    line: (said) => right(said, 'allow'),
  },
  {
    when: ['revoke', 'revoke access'],
    also: 'access read change',
    changes: true,
    line: (said) => right(said, 'revoke'),
  },
];
