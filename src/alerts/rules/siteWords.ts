import type { Lookup, Read } from '../../chat/parameter.ts';
import { readDuration } from '../../chat/parameters/duration.ts';
import { readPowerPrice, readUsd } from '../../chat/read/price.ts';
import { quoted, type Reader } from '../../chat/read/scan.ts';
import { readName } from '../../chat/read/words.ts';
import { UserError } from '../../common/errors.ts';
import { exactMachine, machineLabel, SITE_RANGES } from '../../economics/index.ts';
import { percentIn } from './marketWords.ts';
import { AHEAD_RANGE, type Condition, type SiteMeasure } from './rule.ts';
import { readSide } from './side.ts';

/** What a reader may look up: the tenant's sites with the labels of their machine classes, and how people are named. */
export interface Known extends Pick<Lookup, 'mentions'> {
  sites: readonly {
    name: string;
    machines: readonly string[];
    /** What the tenth dearest hour of the last year cost day ahead, USD/MWh; undefined where too little is known. */
    dearUsdPerMwh?: number | undefined;
  }[];
}

type Site = Known['sites'][number];

const share = (what: string) => percentIn({ what, range: { min: -1000, max: 100 } });
const margin = readUsd({ what: 'A margin', range: { min: -1e9, max: 1e9 }, per: 'day' });
const power = readPowerPrice({ what: 'A power price', range: SITE_RANGES.powerPriceUsdPerMwh });
const marginShare = share('A margin of revenue');

const METRICS: { name: RegExp; metric: SiteMeasure; limit: Reader<number>; example: string }[] = [
  { name: /^margin\s*(?:%|percent)/iu, metric: 'marginPercent', limit: marginShare, example: 'margin% < 15' },
  { name: /^(?:margin|profit)/iu, metric: 'margin', limit: margin, example: 'margin < 0' },
  { name: /^headroom/iu, metric: 'headroom', limit: share('A headroom'), example: 'headroom < 10%' },
  { name: /^power(?:\s+price)?/iu, metric: 'power', limit: power, example: 'power > breakeven' },
];
const PERCENT = /^[-−]?[\d.]+\s?(?:%|percent)/u;
const BREAKEVEN = /^(?:its\s+|the\s+)?break-?\s?even(?:\s+(?:power\s+)?price)?/iu;
const UNPROFITABLE = /^(?:is\s+|are\s+|becomes?\s+|gets\s+)?(?:unprofitable|under\s?water|loses?\s+money)/iu;

/** Reads what follows the name of a site, or `any site`: `margin < 0`, `power > breakeven`, `s19jpro unprofitable`. */
export function readSiteCondition(asked: { text: string; site?: Site; known: Known }): Read<Condition> {
  const { text, site } = asked;
  const about = site === undefined ? {} : { site: site.name };
  const [stops] = STOPS.exec(text) ?? [];
  if (stops !== undefined) return readStop({ text: text.slice(stops.length).trimStart(), site });
  for (const words of METRICS) {
    const [match] = words.name.exec(text) ?? [];
    if (match === undefined) continue;
    const side = readSide(text.slice(match.length).trimStart());
    if (!side) throw unreadable({ site, example: words.example, was: text });
    const breakeven = words.metric === 'power' ? BREAKEVEN.exec(side.rest)?.[0] : undefined;
    if (breakeven !== undefined) {
      if (side.value === 'below')
        throw new UserError('Power below breakeven is the good case. Watch power > breakeven.');
      return { value: { kind: 'breakeven', ...about }, rest: side.rest.slice(breakeven.length) };
    }
    // `margin < 15%` can only mean the margin of revenue.
    const ofRevenue = words.metric === 'margin' && PERCENT.test(side.rest);
    const limit = ofRevenue ? marginShare(side.rest) : words.limit(side.rest);
    if (!limit) throw unreadable({ site, example: words.example, was: side.rest });
    const metric = ofRevenue ? 'marginPercent' : words.metric;
    return {
      value: { kind: 'site', ...about, metric, side: side.value, limit: limit.value },
      rest: limit.rest,
    };
  }
  return readUnprofitable(asked) ?? refuse(asked);
}

const STOPS = /^stops?(?![\p{L}\p{N}])/iu;
const AHEAD = /^(?:in|within)\s+/iu;
const AHEAD_MS = 30 * 60_000;
const ahead = readDuration({ what: 'The time ahead', range: AHEAD_RANGE });

/** Reads what follows `stops`: `in 30m`, `> $500/MWh`, in either order, or nothing. */
function readStop({ text, site }: { text: string; site: Site | undefined }): Read<Condition> {
  if (!site)
    throw new UserError('Each site stops at prices of its own: name one, such as alert add rockdale stops.');
  let rest = text;
  let aheadMs: number | undefined;
  let limit: number | undefined;
  for (;;) {
    const [within] = AHEAD.exec(rest) ?? [];
    const time = within !== undefined && aheadMs === undefined ? ahead(rest.slice(within.length)) : undefined;
    const side = time === undefined && limit === undefined ? readSide(rest) : undefined;
    if (side?.value === 'below') throw new UserError('A class stops at dear power: watch stops > $500/MWh.');
    const price = side && power(side.rest);
    if (side && !price) throw unreadable({ site, example: 'stops > $500/MWh', was: side.rest });
    const next = time ?? price;
    if (!next) break;
    if (time) aheadMs = time.value;
    else limit = next.value;
    rest = next.rest.trimStart();
  }
  limit ??= site.dearUsdPerMwh;
  if (limit === undefined)
    throw new UserError(
      `The dearest hours of ${site.name} are not known: that takes 30 days of day-ahead prices. Say from which price on: alert add ${site.name} stops > $500/MWh.`,
      { suggestions: [`alert add ${site.name} stops > $500/MWh`] },
    );
  return { value: { kind: 'stop', site: site.name, limit, aheadMs: aheadMs ?? AHEAD_MS }, rest };
}

/** The site as a whole, or one of its machine classes. */
function readUnprofitable({ text, site }: { text: string; site?: Site }): Read<Condition> | undefined {
  const whole = UNPROFITABLE.exec(text);
  if (whole) {
    const about = site === undefined ? {} : { site: site.name };
    return {
      value: { kind: 'site', ...about, metric: 'margin', side: 'below', limit: 0 },
      rest: text.slice(whole[0].length),
    };
  }
  const machine = site && readClass({ text, site });
  const said = machine && UNPROFITABLE.exec(machine.rest.trimStart());
  if (!site || !machine || !said) return undefined;
  return {
    value: { kind: 'unprofitable', site: site.name, machine: machine.value },
    rest: machine.rest.trimStart().slice(said[0].length),
  };
}

/** A class of the site by its label, or by any name of the machine. */
function readClass({ text, site }: { text: string; site: Site }): Read<string> | undefined {
  const listed = readName(text, site.machines);
  if (listed) return listed;
  const end = text.search(
    /(?<!\s)\s+(?:is\s+|are\s+|becomes?\s+|gets\s+)?(?:unprofitable|under\s?water|loses?\s+money)/iu,
  );
  const name = end < 0 ? '' : text.slice(0, end);
  const machine = name === '' ? undefined : exactMachine({ name });
  const label = machine && machineLabel({ machine });
  if (label === undefined) return undefined;
  if (site.machines.includes(label)) return { value: label, rest: text.slice(name.length) };
  throw new UserError(`${site.name} has no ${label}. Its machines: ${site.machines.join(', ')}.`);
}

function refuse({ text, site }: { text: string; site?: Site }): never {
  throw unreadable({ site, example: 'margin < 0', was: text });
}

function unreadable({
  site,
  example,
  was,
}: {
  site: Site | undefined;
  example: string;
  was: string;
}): UserError {
  const name = site?.name ?? 'any site';
  const read = was === '' ? 'nothing' : quoted(was);
  return new UserError(
    `I read ${read} after ${name}, where one of these was expected: margin < 0, margin% < 15, headroom < 10%, power > breakeven, power > $60/MWh, stops > $500/MWh, or a machine with “unprofitable”.`,
    { suggestions: [`alert add ${name} ${example}`] },
  );
}
