import { addMonths, monthOfTime } from '../../economics/index.ts';
import { changesOf } from '../changes.ts';
import { areOwn, inputs, sitesOf } from '../earnings.ts';
import type { Rule } from '../rule.ts';
import { isOneOf, type Said } from '../said.ts';
import { asWord } from '../tag.ts';

/** Hashprice, fees, difficulty, the halving, months past, and machines. */

/** How far back each picture of hashprice goes, by what people call it. */
const DAYS: Record<string, string> = {
  '30 days': '30d',
  '1 month': '30d',
  '90 days': '90d',
  '3 months': '90d',
  '365 days': '365d',
  '12 months': '365d',
  '1 year': '365d',
};

function hashprice(said: Said): ReturnType<Rule['line']> {
  // What is to come is told of difficulty alone.
  if (said.has('will forecast')) return { offer: ['hashprice', 'difficulty'] };
  if (said.word('lastDays')) return { offer: ['hashprice 30d'] };
  const isDated = said.items.some(({ kind }) => kind === 'month') && said.number('bare') !== undefined;
  if ((isDated || said.has('since')) && said.take('month')) return { offer: ['hashprice 365d'] };
  const typed = said.number('duration', 'months', 'years');
  if (typed === undefined) {
    if (said.word('lastYear')) return 'hashprice 365d';
    if (said.word('lastQuarter')) return 'hashprice 90d';
    return said.word('lastMonth') ? 'hashprice 30d' : 'hashprice';
  }
  const [, count, unit = ''] = /^(\d+)[\s-]?(\p{L}+)$/u.exec(typed) ?? [];
  const name = { d: 'day', m: 'month', y: 'year' }[unit[0]?.toLowerCase() ?? ''];
  const days = DAYS[`${count} ${name}${count === '1' ? '' : 's'}`];
  return days === undefined
    ? { offer: ['hashprice 30d', 'hashprice 90d', 'hashprice 365d'] }
    : `hashprice ${days}`;
}

function month(said: Said): string | undefined {
  const named = said.take('month');
  if (named !== undefined) return `month ${named}`;
  const running = monthOfTime({ time: said.now });
  if (said.word('lastMonth')) return `month ${addMonths({ month: running, months: -1 })}`;
  if (said.word('thisMonth')) return `month ${running}`;
  return said.has('month') ? 'month' : undefined;
}

const FILTERS = 'hydro air immersion bitmain antminer microbt whatsminer canaan';

/** Machines ranked: all, some, or those that are named. */
function machines(said: Said): ReturnType<Rule['line']> {
  const named = said.takeAll('machine');
  // One kind of them is asked for at a time.
  if (said.items.filter((item) => item.kind === 'idea' && isOneOf(item, FILTERS)).length > 1)
    return undefined;
  const filter =
    named.length > 0 ? asWord(named.join(', ')) : (said.word(FILTERS) ?? (said.has('every') ? 'all' : ''));
  if (named.length === 1 || said.has('count')) return undefined;
  const changes = changesOf(said);
  if ([...changes.keys()].some((name) => name !== 'power')) return undefined;
  // There is no list without one of its kinds.
  if (said.word('without')) return { offer: [`machines ${inputs(changes)}`] };
  return `machines ${word(filter)} ${inputs(changes)}`;
}

const word = (filter: string): string =>
  filter.replace(/s$/u, '').split(/[\s-]/u)[0] === 'water' ? 'hydro' : plain(filter);
const plain = (filter: string): string =>
  filter.startsWith('"') || /\d/u.test(filter)
    ? filter
    : filter.replace(/[\s-]cooled$/u, '').replace(/(?<=r)s$/u, '');

export const marketRules: Rule[] = [
  {
    when: ['hashprice', 'petahash', 'market'],
    also: 'btc compare since chart happened doing profit worth day span cost lastYear lastQuarter lastMonth show price',
    line: hashprice,
  },
  // `what does 1 PH make`
  {
    when: ['profit', 'worth', 'doing'],
    also: 'profit day doing money worth',
    line: (said) => (/^1\s?PH/iu.test(said.number('hashrate') ?? '') ? 'hashprice' : undefined),
  },
  {
    when: ['btc', 'btc doing'],
    also: 'price cost worth doing show chart lastYear lastQuarter lastMonth span',
    line: (said) => {
      if (said.has('will forecast')) return { offer: ['hashprice', 'difficulty'] };
      // What is known of the past is the hashprice.
      const past = hashprice(said);
      return past === 'hashprice' ? past : typeof past === 'string' ? { offer: [past] } : past;
    },
  },
  {
    when: ['fees'],
    also: 'mining machines revenue tonight up down part reward day doing average lastDays lastMonth span show month blocks average limit',
    line: (said) => {
      const span = said.number('duration');
      return span === undefined || /^(?:7|30) ?d/u.test(span) ? 'fees' : { offer: ['fees'] };
    },
  },
  {
    when: ['difficulty', 'retarget', 'networkHashrate', 'blocks'],
    also: 'day difficulty retarget blocks forecast chart happened up down moves left span big show limit doing change count off',
    line: () => 'difficulty',
  },
  {
    when: ['halving', 'reward halves', 'when halves'],
    also: 'switchOff remove breakeven after impact left blocks profit doing happened survive lose unprofitable all sites every whatIf show day reward money do limit month count forecast halves',
    line(said) {
      const site = said.take('site') ?? '';
      const changes = changesOf(said);
      // The market of that day is the desk's own; what a site earns then with other inputs stands in the title of its day.
      if (changes.size > 0) {
        const isOfSites =
          areOwn(changes) && !said.items.some(({ kind }) => kind === 'machine' || kind === 'fleet');
        const days = isOfSites ? sitesOf(said, [site]) : [];
        return { offer: [`halving ${site}`, ...days.map((one) => `profit ${one} ${inputs(changes)}`)] };
      }
      return said.has('constant') && said.has('hashprice')
        ? { offer: [`halving ${site}`] }
        : `halving ${site}`;
    },
  },
  {
    when: [
      'lastMonth',
      'thisMonth',
      'month',
      '',
      'happened',
      'why hashprice',
      'why revenue',
      'report',
      'why profit',
      'why doing',
      'doing',
    ],
    also: 'btc price market digest whatIf happened mining revenue down up hashprice doing show moves mining machines report month chart petahash',
    line(said) {
      const hasMonth = said.items.some(({ kind }) => kind === 'month');
      // The price of a month is told nowhere, and may be asked of one to come.
      if (hasMonth && said.has('btc') && !said.has('happened')) return undefined;
      if (!hasMonth && said.has('hashprice') && !said.has('why happened')) return undefined;
      return hasMonth || said.has('lastMonth thisMonth month') ? month(said) : undefined;
    },
  },
  // A month of a site is told by its bill, and by what moved the market.
  {
    when: ['profit', 'report', 'doing', 'digest', 'csv'],
    also: 'profit report digest doing money month csv',
    line(said) {
      const [month, site] = [said.take('month'), said.take('site')];
      return month && site && { offer: [`month ${month}`, `bill ${site} ${month}`] };
    },
  },
  // What moved it in a month: `price vs difficulty`.
  {
    when: ['happened lastMonth compare', 'happened month compare', 'happened thisMonth compare'],
    also: 'price btc difficulty fees hashrate revenue profit hashprice mining petahash moves',
    line: month,
  },
  {
    when: ['machines', ...FILTERS.split(' ')],
    also: `breakeven best profit lose money every buy list cooling mining compare show worth machines unprofitable below above pay sites use switchOff ${FILTERS} should`,
    line: machines,
  },
  // `what still runs at 7c`, and not what we would.
  {
    when: ['what run', 'what profit', 'what survive', 'what best', 'what switchOff'],
    also: 'run profit survive money best mining now lose unprofitable',
    line: (said) =>
      said.has('we') || !said.items.some(({ kind }) => kind === 'number') ? undefined : machines(said),
  },
  {
    when: ['compare', '', 'best', 'buy', 'or'],
    also: 'compare best buy profit',
    line: (said) =>
      said.items.filter(({ kind }) => kind === 'machine').length > 1 ? machines(said) : undefined,
  },
];
