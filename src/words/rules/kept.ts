import { changesOf } from '../changes.ts';
import { inputs, isOrder } from '../earnings.ts';
import type { Rule } from '../rule.ts';
import { isOneOf, type Said } from '../said.ts';
import { asWord } from '../tag.ts';

/** What is kept here: sites, power prices, rights. */

const ofSite =
  (command: string): Rule['line'] =>
  (said) => {
    const site = said.take('site');
    return site && `${command} ${site}`;
  };

/** `40 MW at 3.9c, with s19xp` */
function inParts(said: Said): string | undefined {
  const [megawatts, machine] = [said.number('megawatts'), said.take('machine')];
  return megawatts && machine && `${megawatts} ${machine}`;
}

/** A site that is new: its name is a word that nothing is known of. */
function addSite(said: Said): ReturnType<Rule['line']> {
  const name = said.name();
  const fleet = said.take('fleet') ?? inParts(said);
  if (name === undefined) return undefined;
  if (fleet === undefined)
    return isOrder(said) && said.has('sites') ? { offer: ['help site add'] } : undefined;
  const line = `site add ${asWord(name)} ${fleet} ${inputs(changesOf(said))}`;
  // A site in Ohio is not called so.
  const at = said.items.findIndex((item) => item.kind === 'unread' && said.isUsed(item));
  const before = said.items[at - 1];
  return before?.kind === 'idea' && isOneOf(before, 'in') ? { offer: [line] } : line;
}

function editSite(said: Said): ReturnType<Rule['line']> {
  const site = said.take('site');
  const changes = changesOf(said);
  // A change of the market is no input of a site.
  const own = [...changes.keys()].every((name) => ['power', 'uptime', 'pue', 'fee'].includes(name));
  const plain = [...changes.values()].every((value) => !/^[-−+x]/u.test(value));
  if (!site || changes.size === 0 || !own || !plain) return undefined;
  const line = `site edit ${site} ${inputs(changes)}`;
  // A price that has moved may be that of today alone.
  const power = said.has('up down now') && changes.size === 1 ? changes.get('power') : undefined;
  return power === undefined ? line : { offer: [`power ${site} ${power}`, line] };
}

/** The power price at a site, or the one that is reported for it, where it is said to be so now. */
function power(said: Said): ReturnType<Rule['line']> {
  const site = said.take('site');
  const reported = said.number('powerPrice', 'usd', 'bare');
  if (said.has('if whatIf') && reported !== undefined) return undefined;
  if (!said.has('power price') && reported === undefined) return undefined;
  if (said.has('btc') || (site === undefined && !said.has('power'))) return undefined;
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
    when: ['sites', 'all list', 'all show', 'list every sites', 'show every sites'],
    also: 'list show every big count all',
    line: (said) => (said.items.some(({ kind }) => kind === 'site') ? undefined : 'site list'),
  },
  {
    when: ['show', 'sites', 'fleet', 'inputs', 'big', 'machines', 'pue', 'uptime', 'poolFee', 'list'],
    also: 'about show sites fleet inputs list machines big pay do count',
    line(said) {
      const asks = said.has('how') && !said.has('show fleet inputs big machines pue uptime poolFee list');
      return asks ? undefined : ofSite('site show')(said);
    },
  },
  {
    when: ['add', 'sites'],
    also: 'add sites called',
    changes: true,
    line: addSite,
  },
  {
    when: ['off'],
    also: 'sites',
    line(said) {
      const site = said.take('site');
      return site && { offer: [`site remove ${site}`, `dispatch ${site}`] };
    },
  },
  { when: ['remove'], also: 'sites', changes: true, line: ofSite('site remove') },
  {
    when: ['fromList'],
    also: 'remove sites off',
    line(said) {
      const site = said.take('site');
      return site && { offer: [`site remove ${site}`] };
    },
  },
  {
    when: ['export', 'csv', 'json'],
    also: 'fleet csv json sites machines list',
    line(said) {
      const site = said.take('site');
      if (said.has('all') && said.word('all'))
        return { offer: said.own.map((name) => `site export ${asWord(name)} csv`) };
      const format = said.has('csv') ? 'csv' : said.has('json') ? 'json' : '';
      const line = site && `site export ${site} ${format}`;
      // It may be an answer that is wanted as a file.
      const isAnswer = said.has('report month digest profit bill');
      return said.has('export fleet') && !isAnswer ? line : line && { offer: [line, 'sheet'] };
    },
  },
  {
    when: ['change', 'change power', 'add'],
    also: 'poolFee pue uptime add price sites',
    changes: true,
    line: (said) => (said.has('change') ? editSite(said) : undefined),
  },
  {
    when: ['rename'],
    also: 'sites',
    changes: true,
    line(said) {
      const [site, name] = [said.take('site'), said.name()];
      return site && name && `site edit ${site} name=${asWord(name)}`;
    },
  },
  // What power cost on a day.
  {
    when: ['price yesterday', 'power yesterday'],
    also: 'price cost pay sites show what how yesterday',
    line: (said) => {
      const site = said.take('site');
      return said.word('yesterday') && site && `power ${site} yesterday`;
    },
  },
  {
    when: ['power', 'price', 'report'],
    also: 'report sites show price cost pay who status perUnit',
    line: power,
  },
  {
    when: ['access', 'access who change'],
    also: 'sites change read show things list profit alert allow power price digest add remove tariff inputs fleet pictures status',
    line: (said) => (said.has('allow revoke') && !said.has('who') ? undefined : 'access show'),
  },
  // `can dave change the power price`
  {
    when: ['change', 'read', 'add', 'remove'],
    also: 'power price sites alert digest tariff inputs fleet happened moves things',
    line(said) {
      const [can, who] = said.items;
      if (can?.text !== 'can' || (who?.kind !== 'unread' && who?.kind !== 'person')) return undefined;
      said.use(who);
      return 'access show';
    },
  },
  {
    when: ['allow'],
    also: 'access read change allow add sites things show',
    changes: true,
    line: (said) => right(said, 'allow'),
  },
  // For whom is not said as it has to be.
  {
    when: ['allow change', 'revoke change'],
    also: 'access read not andNow digest report sites things add',
    line: (said) =>
      said.items.some(({ kind }) => kind === 'person') ? undefined : { offer: ['access show'] },
  },
  {
    when: ['revoke'],
    also: 'access read change',
    changes: true,
    line: (said) => right(said, 'revoke'),
  },
];
