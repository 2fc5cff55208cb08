import type { Read } from '../../chat/parameter.ts';
import { readDuration, showDuration } from '../../chat/parameters/duration.ts';
import { readHashprice, readUsd } from '../../chat/read/price.ts';
import { readHashrate } from '../../chat/read/quantity.ts';
import {
  consumed,
  inRange,
  named,
  quoted,
  type Reader,
  scaled,
  scanNumber,
  scanUnit,
  type Units,
} from '../../chat/read/scan.ts';
import { UserError } from '../../common/errors.ts';
import { marketMetrics } from './metrics.ts';
import { type Condition, type MarketMetric, SAMPLES_KEPT_MS, WINDOW_RANGE } from './rule.ts';
import { readSide } from './side.ts';

/** How a market metric is written, and how its limit is read in the unit that alerts use. */
interface MarketWords {
  name: RegExp;
  metric: MarketMetric;
  limit: Reader<number>;
  example: string;
}

const BTC_UNITS: Units = [
  { name: named('(?:BTC|₿)(?:\\s?/\\s?PH(?:/s)?(?:\\s?/\\s?d(?:ay)?)?)?'), factor: 1 },
];
const SATS_UNITS: Units = [
  { name: named('sats?(?:\\s?/\\s?TH(?:/s)?(?:\\s?/\\s?d(?:ay)?)?)?'), factor: 1e-5 },
  { name: named('sats?\\s?/\\s?PH(?:/s)?(?:\\s?/\\s?d(?:ay)?)?'), factor: 1e-8 },
];
const DIFFICULTY_UNITS: Units = [
  { name: named('T|trillion'), factor: 1e12 },
  { name: named('P|quadrillion'), factor: 1e15 },
];
const PERCENT_UNITS: Units = [{ name: named('%|percent'), factor: 1 }];

const hashpriceBtc: Reader<number> = inUnits({
  what: 'A hashprice in BTC',
  units: [...BTC_UNITS, ...SATS_UNITS],
  // Twenty times what is paid now: more is sats per PH, read per TH.
  range: { min: 1e-7, max: 0.01 },
  unit: 'BTC/PH/day',
});
const ehPerS = readHashrate({ what: 'A network hashrate', range: { min: 1e6, max: 1e12 } });

const METRICS: MarketWords[] = [
  {
    name: /^hash\s?price(?:\s+in)?\s+(?:btc|bitcoin|sats)|^hash\s?value/iu,
    metric: 'hashpriceBtc',
    limit: hashpriceBtc,
    example: 'hashprice in BTC < 0.0005 BTC',
  },
  {
    name: /^hash\s?price(?:\s+in\s+(?:usd|dollars?))?/iu,
    metric: 'hashprice',
    limit: readHashprice({ what: 'A hashprice', range: { min: 0.1, max: 1_000_000 } }),
    example: 'hashprice < $45',
  },
  {
    name: /^(?:network\s+)?(?:fees?(?:\s+share)?|feeshare)/iu,
    metric: 'feeShare',
    limit: percentIn({ what: 'A fee share', range: { min: 0, max: 100 } }),
    example: 'fees > 10%',
  },
  {
    name: /^(?:next\s+)?(?:retarget|difficulty\s+(?:adjustment|estimate))(?:\s+estimate)?/iu,
    metric: 'nextRetarget',
    limit: percentIn({ what: 'A retarget', range: { min: -75, max: 300 } }),
    example: 'next retarget > 3%',
  },
  {
    name: /^(?:network\s+)?difficulty/iu,
    metric: 'difficulty',
    limit: inUnits({
      what: 'A difficulty',
      units: DIFFICULTY_UNITS,
      range: { min: 1e9, max: 1e20 },
      unit: '',
    }),
    example: 'difficulty > 150T',
  },
  {
    name: /^(?:network\s+)?hash\s?rate/iu,
    metric: 'hashrate',
    limit: (text) => {
      const read = ehPerS(text);
      return read && { value: scaled(read.value, 1e-6), rest: read.rest };
    },
    example: 'hashrate > 1100 EH/s',
  },
  {
    name: /^(?:btc\s+|bitcoin\s+)?price|^(?:btc|bitcoin)(?:usd)?/iu,
    metric: 'price',
    limit: readUsd({ what: 'A BTC price', range: { min: 100, max: 100_000_000 } }),
    example: 'price < 80k',
  },
];

/** Reads a limit or a change of a market metric: `hashprice < 45`, `price moves 5% in 1h`. */
export function readMarketCondition(text: string): Read<Condition> | undefined {
  for (const words of METRICS) {
    const [match] = words.name.exec(text) ?? [];
    const rest = match === undefined ? '' : text.slice(match.length);
    if (match === undefined || /^[\p{L}\p{N}]/u.test(rest)) continue;
    return readChange(words, rest.trimStart()) ?? readLimit(words, rest.trimStart());
  }
  return undefined;
}

function readLimit(words: MarketWords, text: string): Read<Condition> {
  const side = readSide(text);
  if (!side) throw unreadable(words, text);
  refuseNegative(words, side.rest);
  // `hashprice < 0.0005 BTC` names the other unit by itself.
  const inBtc = words.metric === 'hashprice' ? hashpriceBtc(side.rest) : undefined;
  const limit = inBtc ?? words.limit(side.rest);
  if (!limit) throw unreadable(words, side.rest);
  const metric = inBtc ? 'hashpriceBtc' : words.metric;
  return { value: { kind: 'market', metric, side: side.value, limit: limit.value }, rest: limit.rest };
}

/** Of what alerts watch in the market the next retarget alone may be below zero. */
function refuseNegative({ metric, example }: MarketWords, text: string): void {
  if (metric === 'nextRetarget' || !/^(?:[-−]|minus\s)\s*[$\d.]/iu.test(text)) return;
  throw new UserError(
    `${quoted(text)} is below zero, which the ${marketMetrics[metric].name} never is. Write a limit such as ${example}.`,
    { suggestions: [`alert add ${example}`] },
  );
}

const changing = (verbs: string) =>
  new RegExp(`^(?:${verbs})\\s+(?:by\\s+)?(?:(?:more than|at least|over)\\s+)?`, 'iu');
const DIRECTIONS: [RegExp, 'drops' | 'rises' | 'moves'][] = [
  [changing('(?:(?:is|goes)\\s+)?(?:drops?|falls?|loses?|declines?|decreases?|sinks?|down)'), 'drops'],
  [changing('(?:(?:is|goes)\\s+)?(?:rises?|gains?|climbs?|increases?|jumps?|up)'), 'rises'],
  [changing('moves?|changes?|swings?'), 'moves'],
];
const WITHIN = /^\s*(?:in|within|over|during)\s+(?:the\s+last\s+)?/iu;
const window = readDuration({ what: 'The window of a change', range: WINDOW_RANGE });

/** Nothing loses all that it has. */
const SIZES = {
  drops: { what: 'A drop', range: { min: 0.01, max: 99.99 } },
  rises: { what: 'A rise', range: { min: 0.01, max: 1000 } },
  moves: { what: 'A change', range: { min: 0.01, max: 1000 } },
};

/** `in 24h`, after a `change` such as `drops 10%`. */
function readWindow({ text, change }: { text: string; change: string }): Read<number> {
  const [within] = WITHIN.exec(text) ?? [];
  const said = within === undefined ? '' : text.slice(within.length);
  const read = said === '' ? undefined : window(said);
  if (read) return read;
  const instead =
    said === '' ? 'Say within what time' : `I read ${quoted(said)}, expected a time such as 24h`;
  throw new UserError(`${instead}: ${change} in 24h.`);
}

/** The daily history has neither: beyond the minutes that are kept, a rule about them would never fire. */
function refuseForgotten({ words, windowMs }: { words: MarketWords; windowMs: number }): void {
  if (windowMs <= SAMPLES_KEPT_MS || (words.metric !== 'hashrate' && words.metric !== 'nextRetarget')) return;
  throw new UserError(
    `The ${marketMetrics[words.metric].name} is remembered for ${showDuration(SAMPLES_KEPT_MS)}: a change of it can be watched within that.`,
  );
}

/** Undefined where a limit follows: `drops below 45`. */
function readChange(words: MarketWords, text: string): Read<Condition> | undefined {
  for (const [pattern, direction] of DIRECTIONS) {
    const [match] = pattern.exec(text) ?? [];
    const number = match === undefined ? undefined : scanNumber(text.slice(match.length));
    const percent = number && scanUnit(number.rest, PERCENT_UNITS);
    if (!number || !percent) continue;
    const change = { text, ...SIZES[direction], unit: '%' };
    const { value } = inRange({ value: number.value, rest: percent.rest }, change);
    const read = readWindow({ text: percent.rest, change: consumed({ text, rest: percent.rest }) });
    refuseForgotten({ words, windowMs: read.value });
    return {
      value: { kind: 'change', metric: words.metric, direction, percent: value, windowMs: read.value },
      rest: read.rest,
    };
  }
  return undefined;
}

function unreadable({ example }: MarketWords, text: string): UserError {
  const was = text === '' ? 'nothing after the metric' : quoted(text);
  return new UserError(`I read ${was} where a limit or a change was expected, such as ${example}.`, {
    suggestions: [`alert add ${example}`],
  });
}

function inUnits(asked: {
  what: string;
  units: Units;
  range: { min: number; max: number };
  unit: string;
}): Reader<number> {
  return (text) => {
    const number = scanNumber(text);
    const unit = number && scanUnit(number.rest, asked.units);
    if (!number || !unit) return undefined;
    return inRange({ value: scaled(number.value, unit.factor), rest: unit.rest }, { text, ...asked });
  };
}

/** A percentage with or without its sign, in percent; `+3%` as well. */
export function percentIn(asked: { what: string; range: { min: number; max: number } }): Reader<number> {
  return (text) => {
    const plus = /^\+\s?/u.exec(text)?.[0] ?? '';
    const number = scanNumber(text.slice(plus.length));
    if (!number) return undefined;
    const rest = scanUnit(number.rest, PERCENT_UNITS)?.rest ?? number.rest;
    if (rest === number.rest && /^\s?[$\p{L}]/u.test(rest) && !/^\s/u.test(rest)) return undefined;
    return inRange({ value: number.value, rest }, { text, ...asked, unit: '%' });
  };
}
