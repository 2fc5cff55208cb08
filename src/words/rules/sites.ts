import { changesOf, QUANTITIES } from '../changes.ts';
import { aboutOf, breakeven, circumstances, costOfBtc, earnings, isOrder, isTold } from '../earnings.ts';
import type { Rule } from '../rule.ts';
import { asWord } from '../tag.ts';

/** What a site or some machines earn: now, in other circumstances, and where they earn nothing. */

const EARNING = 'profit doing cost lose unprofitable survive';
const BESIDE = 'money day btc count best happened show list fleet reaches blocks';

export const siteRules: Rule[] = [
  {
    when: ['btcCost', 'cost btc profit'],
    also: `${EARNING} ${BESIDE} sites every pay power price`,
    line: costOfBtc,
  },
  {
    // Without a site `what does a bitcoin cost` may ask for its price.
    when: ['cost btc'],
    also: `${EARNING} ${BESIDE} sites every pay power price`,
    line: (said) => (said.items.some(({ kind }) => kind === 'site') ? costOfBtc(said) : undefined),
  },
  {
    when: [
      'profit',
      'doing',
      'sites doing',
      'lose',
      'unprofitable',
      'survive',
      'worth day',
      'btc day',
      'cost',
      'whatIf',
      'if pay',
    ],
    also: `${EARNING} ${BESIDE} if pay fleet sites not need below above constant`,
    line: earnings,
  },
  {
    when: [
      'sites profit',
      'sites lose',
      'sites unprofitable',
      'sites compare',
      'sites best',
      'anySite best',
      'sites doing best',
      'every sites',
      'every profit',
      'all',
      'all compare',
      'fleet doing',
      'fleet how',
      'fleet profit',
    ],
    also: `${EARNING} ${BESIDE} sites every`,
    line: (said) =>
      said.items.some(({ kind }) => kind === 'site' || kind === 'machine') ? undefined : 'profit all',
  },
  {
    when: [
      'breakeven',
      'headroom',
      'when lose',
      'when unprofitable',
      'when switchOff',
      'price lose',
      'price switchOff',
      'power switchOff',
      'hashprice switchOff',
      'btc switchOff',
      'hashprice unprofitable',
      'btc unprofitable',
      'power unprofitable',
      'hashprice lose',
      'btc lose',
      'power lose',
      'hashprice need',
      'btc need',
      'power need',
      'power survive',

      'limit lose',
      'limit switchOff',
      'limit',
      'limit power',
      'switchOff price',
      'power off what',
      'price off what',
      'hashprice off what',
      'btc off what',
    ],
    also: 'perUnit above below pay price btc hashprice power profit need limit survive down money headroom doing day show list happened cost sites unprofitable',
    line: breakeven,
  },
  // `can we still run it at 7c`
  {
    when: ['run', 'switchOff'],
    also: 'should',
    line: (said) => (said.items.some(({ kind }) => kind === 'number') ? earnings(said) : undefined),
  },
  // A circumstance, whatever is said around it.
  {
    when: [''],
    also: `${EARNING} ${BESIDE} if whatIf need pay sites below above change add tariff retarget`,
    line(said) {
      const about = aboutOf(said);
      const changes = about === undefined || about.machines ? new Map<string, string>() : changesOf(said);
      if (!about || changes.size === 0 || said.has('not')) return undefined;
      if (isOrder(said)) return undefined;
      // `and at 60` names neither what it is of nor what it is about.
      if (about.names.includes('') && !said.has(QUANTITIES)) return undefined;
      const lines = circumstances(said, about.names, changes);
      if (!lines || !isTold(said, changes)) return lines;
      const power =
        changes.size === 1 && /[a-z¢]/iu.test(changes.get('power') ?? '') ? changes.get('power') : undefined;
      if (power !== undefined)
        return lines.map((line) => `power ${line.split(' ').slice(1, -1).join(' ')} ${asWord(power)}`);
      return { offer: lines.flatMap((line) => [line.replace(/^whatif/u, 'site edit'), line]) };
    },
  },
  // A number that may be of two things, and a measure of the market beside a site.
  {
    when: ['', 'whatIf'],
    also: 'happened',
    line(said) {
      const site = said.take('site');
      if (site === undefined || changesOf(said).size > 0) return undefined;
      const [price, number] = [said.number('usd'), said.number('bare')];
      const [, small] = /^\$?(\d{1,3}(?:\.\d+)?)(?:\s(?:usd|dollars?))?$/iu.exec(price ?? '') ?? [];
      // So few dollars are the price of neither a MWh nor a bitcoin.
      if (small !== undefined && Number(small) < 10) return undefined;
      if (price !== undefined)
        return { offer: [`whatif ${site} ${small === undefined ? 'price' : 'power'}=${asWord(price)}`] };
      return number && { offer: [`profit ${site} power=${number}`, `whatif ${site} hashprice=${number}`] };
    },
  },
  {
    when: ['hashprice', 'difficulty'],
    line(said) {
      const site = said.items.some(({ kind }) => kind === 'number') ? undefined : said.take('site');
      if (site === undefined) return undefined;
      return {
        offer: said.has('hashprice')
          ? ['hashprice', `breakeven ${site}`]
          : ['difficulty', `whatif ${site} difficulty=+5%`],
      };
    },
  },
  // Nothing but what it is about, and in which circumstances.
  {
    when: ['', 'compare'],
    also: 'if doing show day fleet after buy best',
    line(said) {
      const sites = said.items.filter(({ kind }) => kind === 'site').length;
      const machines = said.items.filter(({ kind }) => kind === 'fleet' || kind === 'machine').length;
      if (sites + machines !== 1 && (sites < 2 || machines > 0)) return undefined;
      if (said.has('where who when why change add remove') || (said.has('compare') && sites < 2))
        return undefined;
      // `buy me 500 s21` is an order.
      const isAsked = said.has('best should') && said.items.some(({ kind }) => kind === 'number');
      if (isOrder(said) || (said.has('buy') && !isAsked)) return undefined;
      const made = earnings(said);
      if (said.has('after') && !said.items.some(({ kind }) => kind === 'number')) return undefined;
      const power = machines === 1 && made !== undefined;
      return sites > 0 || power ? made : undefined;
    },
  },
];
