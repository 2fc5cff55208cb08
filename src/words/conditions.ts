import type { Idea, Item, Numeral } from './items.ts';
import { isOneOf, type Said } from './said.ts';

/** What an alert watches. */

/** How an alert names what an idea is, the first that is said. */
const METRICS: [idea: string, name: string][] = [
  ['hashprice', 'hashprice'],
  ['petahash', 'hashprice'],
  ['retarget', 'next retarget'],
  ['difficulty', 'difficulty'],
  ['hashrate', 'hashrate'],
  ['fees', 'fees'],
  ['btc', 'price'],
  ['price', 'price'],
];
/** What a limit is counted in. */
const AMOUNTS = ['usd', 'hashprice', 'hashrate', 'difficulty', 'bare'] as const;
const SIDES = 'below above down up moves reaches';

/** The condition of an alert in its own words; several where two are left. */
export function conditions(said: Said): string[] | undefined {
  const site = said.has('anySite') && said.word('anySite') ? 'any site' : said.take('site');
  const made = site === undefined ? marketCondition(said) : siteCondition(said, site);
  if (!made) return undefined;
  const hold = durationIn(said, 'forTime');
  const once = said.word('once') ? 'once' : undefined;
  return made.map((condition) => [condition, hold && `for ${hold}`, once].filter(Boolean).join(' '));
}

function marketCondition(said: Said): string[] | undefined {
  const metric = METRICS.find(([idea]) => said.has(idea));
  if (said.has('halving') && said.word('halving')) return ['halving'];
  if (!metric) return undefined;
  const [idea, name] = metric;
  said.word(idea);
  if (idea === 'petahash') for (const one of ['profit', 'money', 'day']) said.word(one);
  if (idea === 'btc') said.word('price');
  if (idea === 'retarget') said.word('difficulty');
  const isShare = ['next retarget', 'fees'].includes(name);
  const sign = signed(said);
  const percent = sign || said.has('down up moves') ? said.number('percent') : undefined;
  if (percent !== undefined && !isShare) {
    const window = durationIn(said);
    if (window === undefined) return undefined;
    const way =
      sign ?? (said.word('down') ? 'drops' : said.word('up') ? 'rises' : said.word('moves') && 'moves');
    said.word('above');
    return way ? [`${name} ${way} ${shown(percent).replace(/^[-−+]/u, '')} in ${window}`] : undefined;
  }
  const side = sideOf(said);
  const limit = percent ?? said.number(...(isShare ? ['percent' as const] : []), ...AMOUNTS);
  if (limit === undefined) {
    const happens = idea === 'retarget' || (idea === 'difficulty' && said.has('moves happened'));
    return happens && side === undefined ? ['difficulty adjusted'] : undefined;
  }
  return side === 'either' || side === undefined
    ? [`${name} > ${limit}`, `${name} < ${limit}`]
    : [`${name} ${side} ${limit}`];
}

/** `btc +8% in a day` rises. */
function signed({ items }: Said): 'rises' | 'drops' | undefined {
  const percent = items.find((item) => item.kind === 'number' && item.unit === 'percent')?.text ?? '';
  if (percent.startsWith('+')) return 'rises';
  return /^[-−]/u.test(percent) ? 'drops' : undefined;
}

const shown = (percent: string): string => percent.replace(/(?<!\s)\s*(?:percent|pct|per cent)$/iu, '%');

/** The side of a limit: what is said of falling counts where nothing is said of below. */
function sideOf(said: Said): '<' | '>' | 'either' | undefined {
  if (said.has('below') && said.has('above')) return sideBefore(said);
  for (const [idea, side] of [
    ['below', '<'],
    ['above', '>'],
    ['down', '<'],
    ['up', '>'],
    ['reaches', 'either'],
  ] as const)
    if (said.word(idea)) {
      for (const other of SIDES.split(' ')) said.word(other);
      return side;
    }
  return undefined;
}

/** `below 40 … over the last year`: what stands right before the number. */
function sideBefore(said: Said): '<' | '>' | undefined {
  const at = said.items.findIndex(({ kind }) => kind === 'number');
  const item = said.items[at - 1];
  if (item?.kind !== 'idea' || !isOneOf(item, 'below above')) return undefined;
  const side = isOneOf(item, 'below') ? '<' : '>';
  for (const other of said.items) if (other.kind === 'idea' && isOneOf(other, 'below above')) said.use(other);
  return side;
}

function siteCondition(said: Said, site: string): string[] | undefined {
  if (said.has('early switchOff stop')) return stopCondition(said, site);
  if (said.word('unprofitable') || said.word('lose')) {
    said.word('profit');
    return [`${site} unprofitable`];
  }
  const isPower = said.items.some((item) => item.kind === 'number' && item.unit === 'powerPrice');
  if (said.word('power') || (isPower && !said.has('profit headroom'))) {
    const side = sideOf(said);
    const limit = said.word('breakeven') ? 'breakeven' : said.number('powerPrice', 'usd', 'bare');
    const above = side === 'either' ? '>' : (side ?? '>');
    return above && limit ? [`${site} power ${above} ${limit}`] : undefined;
  }
  const measure = said.word('headroom') ? 'headroom' : said.word('profit') ? 'margin' : undefined;
  const side = sideOf(said);
  const percent = said.number('percent');
  const limit = percent ?? said.number('usd', 'bare');
  if (!measure || !side || side === 'either' || limit === undefined) return undefined;
  // A margin is by the day.
  if (percent === undefined) said.word('day');
  const name = measure === 'margin' && percent !== undefined ? 'margin%' : measure;
  return [`${site} ${name} ${side} ${shown(limit)}`];
}

/** Before a class of machines has to stop: in which time, and from which price of power on. */
function stopCondition(said: Said, site: string): string[] | undefined {
  const isStop = said.has('switchOff stop power cheap dispatch down');
  for (const idea of ['switchOff', 'stop', 'down', 'power', 'cheap', 'dispatch', 'breakeven', 'price'])
    said.word(idea);
  const ahead = durationIn(said);
  const side = sideOf(said);
  const limit = said.number('powerPrice', 'usd', 'bare');
  if (!isStop || side === '<' || (limit !== undefined && side === undefined)) return undefined;
  return [`${site} stops${limit ? ` > ${limit}` : ''}${ahead ? ` in ${ahead}` : ''}`];
}

/** `30 minutes`, `half an hour`, `a day`: the first duration that is left, after a word of the idea where one is asked for. */
export function durationIn(said: Said, after?: string): string | undefined {
  const found = said.items.find(
    (item, at): item is Idea | Numeral =>
      !said.isUsed(item) &&
      (isPeriod(item) || isDuration(item)) &&
      (after === undefined || isIdea(said.items[at - 1], after)),
  );
  if (!found) return undefined;
  said.use(found);
  return found.kind === 'number' ? found.text : DURATIONS[found.text];
}

const isIdea = (item: Item | undefined, idea: string): boolean =>
  item?.kind === 'idea' && item.ideas.includes(idea);

const isDuration = (item: Item): item is Numeral => item.kind === 'number' && item.unit === 'duration';

const DURATIONS: Record<string, string> = {
  'half an hour': '30m',
  'an hour': '1h',
  'one hour': '1h',
  'an hr': '1h',
  'one hr': '1h',
  'a day': '1d',
  day: '1d',
  'a week': '7d',
  'per day': '1d',
};
const isPeriod = (item: Item): item is Idea =>
  item.kind === 'idea' && isOneOf(item, 'day otherPeriod period') && Object.hasOwn(DURATIONS, item.text);
