import type { Rule } from '../rule.ts';
import type { Said } from '../said.ts';

/** The desk itself, and how it is used. */

/** The command that each idea is about, for `how do I …`; the first that is said. */
const TOPICS: [ideas: string, command: string][] = [
  ['alert add', 'alert add'],
  ['sites add', 'site add'],
  ['sites remove', 'site remove'],
  ['sites export', 'site export'],
  ['digest', 'digest'],
  ['everyDay send', 'digest'],
  ['alert', 'alert'],
  ['notify', 'alert add'],
  ['quiet', 'quiet'],
  ['whatIf', 'whatif'],
  ['breakeven', 'breakeven'],
  ['pivot', 'pivot'],
  ['offer', 'offer'],
  ['delay', 'delay'],
  ['split', 'split'],
  ['sensitivity', 'sensitivity'],
  ['comps', 'comps'],
  ['assumptions', 'assumptions'],
  ['halving', 'halving'],
  ['hashprice', 'hashprice'],
  ['machines', 'machines'],
  ['sites', 'site'],
  ['power', 'power'],
  ['access', 'access'],
  ['profit', 'profit'],
];

function howTo(said: Said): string | undefined {
  const topic = TOPICS.find(([ideas]) => ideas.split(' ').every((idea) => said.has(idea)));
  if (!topic) return undefined;
  for (const idea of topic[0].split(' ')) said.word(idea);
  return `help ${topic[1]}`;
}

/** `how old is the price` */
const isAge = ({ items }: Said): boolean =>
  items.some(
    (item, at) => /^(?:old|stale|fresh|recent|current)$/u.test(item.text) && items[at - 1]?.text === 'how',
  );

const always =
  (line: string): Rule['line'] =>
  () =>
    line;

export const deskRules: Rule[] = [
  {
    when: ['howTo', 'help add', 'use how', 'use how profit', 'use help'],
    also: 'use add do help',
    line: howTo,
  },
  // `what does pivot do`, and not what it does to somebody.
  {
    when: TOPICS.map(([ideas]) => `${ideas} do what`),
    also: 'do',
    line: (said) => (said.items.at(-1)?.text === 'do' ? howTo(said) : undefined),
  },
  // What stands behind the answer before.
  {
    when: ['why', 'derived how', 'formula'],
    also: 'inBtc btc use again show happened andNow',
    line: (said) => (said.word('inBtc') ? 'explain currency=btc' : 'explain'),
  },
  {
    when: ['why'],
    also: 'down up lose unprofitable profit happened doing',
    line(said) {
      const site = said.take('site');
      return site && { offer: [`profit ${site}`, 'explain'] };
    },
  },
  {
    when: ['derived how'],
    also: 'profit breakeven hashprice btc price power cost use',
    line: always('explain'),
  },
  { when: ['more'], also: 'use', line: always('more') },
  {
    when: ['sheet'],
    also: 'whatIf machines csv show send give export',
    line(said) {
      const site = said.take('site');
      const first = said.word('lease ai pivot') ? 'pivot' : 'profit';
      return site && { offer: [`${first} ${site}`, 'sheet'] };
    },
  },
  { when: ['whatIf'], line: (said) => (said.items.length === 1 ? { offer: ['help whatif'] } : undefined) },
  {
    when: ['sheet', 'csv show', 'csv send', 'csv give'],
    also: 'csv show send give',
    line: always('sheet'),
  },
  { when: ['help'], also: 'list show', line: always('help') },
  {
    when: ['status', 'up2date', 'how up2date'],
    also: 'down why digest list every up2date status show sites up use market hashprice btc price power fees difficulty',
    line: (said) => (said.has('status') || isAge(said) ? 'status' : undefined),
  },
  {
    when: ['audit', 'who happened'],
    also: 'sites show change happened things span alert digest power price inputs fleet uptime pue poolFee tariff access now yesterday lastDays',
    line(said) {
      const site = said.take('site');
      return site === undefined ? 'audit' : { offer: ['audit'] };
    },
  },
  {
    when: ['llm', 'llm what', 'llm machines'],
    also: 'show list know what status about allow things names read figures machines',
    line: always('llm'),
  },
  { when: ['token'], also: 'show list what access who', line: always('token list') },
  {
    when: ['outbox'],
    also: 'messages show list signed yesterday alert digest get send',
    line: always('outbox'),
  },
  {
    when: ['retry'],
    also: 'messages every outbox',
    changes: true,
    line: (said) => (said.has('every all outbox') ? 'outbox retry all' : undefined),
  },
];
