import { hashprice, networkHashrateFromDifficulty, subsidyBtc } from '../economics/index.ts';
import type { DailyRow, MarketSnapshot } from '../market/contract.ts';
import { sheetMarket } from '../sheet/market.ts';
import type { WebPart } from './sheetPages.ts';

/** The days of the market that a spreadsheet may ask for, by the name of the column. */
const METRICS = [
  'priceUsd',
  'difficulty',
  'feesBtcPerBlock',
  'hashpriceBtcPerPhDay',
  'hashpriceUsdPerPhDay',
] as const;
type Metric = (typeof METRICS)[number];

const MOST_DAYS = 3650;
const USUAL_DAYS = 365;
const KEPT_MS = 30_000;
/** Of all who ask together: what is asked for is the same for everyone for half a minute. */
const MOST_A_MINUTE = 600;
const OPEN = { 'access-control-allow-origin': '*', 'x-content-type-options': 'nosniff' };
const FRESH = { ...OPEN, 'cache-control': 'public, max-age=30' };

/** `/api/market.json` and `/api/history.csv`: public market data, for anybody's spreadsheet. Nothing of a tenant. */
export function marketPages(asked: { snapshot: () => Promise<MarketSnapshot>; now: () => number }): WebPart {
  const { snapshot, now } = asked;
  let kept: { at: number; snapshot: Promise<MarketSnapshot> } | undefined;
  const market = () => {
    if (!kept || now() - kept.at >= KEPT_MS) kept = { at: now(), snapshot: snapshot() };
    return kept.snapshot;
  };
  const gate = minuteGate({ most: MOST_A_MINUTE, now });
  return {
    refuse({ method, path }) {
      if (path !== '/api/market.json' && path !== '/api/history.csv')
        return new Response(null, { status: 404 });
      const reads = method === 'GET' || method === 'HEAD';
      return reads
        ? undefined
        : new Response(null, { status: 405, headers: { ...OPEN, allow: 'GET, HEAD' } });
    },
    async fetch(request) {
      const waitSeconds = gate();
      if (waitSeconds > 0) return tooMany(waitSeconds);
      const { pathname, searchParams } = new URL(request.url);
      if (pathname === '/api/market.json')
        return Response.json(marketJson(await market()), { headers: FRESH });
      return history({ query: searchParams, rows: (await market()).history });
    },
  };
}

/** Lets `most` through in each minute; how many seconds are to be waited otherwise. */
function minuteGate({ most, now }: { most: number; now: () => number }): () => number {
  let minute = Number.NaN;
  let count = 0;
  return () => {
    const current = Math.floor(now() / 60_000);
    if (current !== minute) [minute, count] = [current, 0];
    return ++count <= most ? 0 : 60 - Math.floor((now() / 1000) % 60);
  };
}

const tooMany = (seconds: number): Response =>
  new Response(
    `Too many requests: up to ${MOST_A_MINUTE} a minute are answered. Try again in ${seconds} s.\n`,
    {
      status: 429,
      headers: { ...OPEN, 'retry-after': String(seconds), 'content-type': 'text/plain; charset=utf-8' },
    },
  );

function marketJson(snapshot: MarketSnapshot) {
  const { height, difficulty } = snapshot.chain.value;
  const { usdPerPhDay, btcPerPhDay } = hashprice({
    subsidyBtc: subsidyBtc({ height: height + 1 }),
    feesBtcPerBlock: snapshot.fees.value.btcPerBlock,
    difficulty,
    priceUsd: snapshot.priceUsd.value,
  });
  return {
    hashpriceUsdPerPhDay: usdPerPhDay,
    hashpriceBtcPerPhDay: btcPerPhDay,
    networkHashrateEhPerS: networkHashrateFromDifficulty({ difficulty }),
    market: sheetMarket({ snapshot }),
  };
}

function history({ query, rows }: { query: URLSearchParams; rows: readonly DailyRow[] }): Response {
  const metric = query.get('metric') ?? 'hashpriceUsdPerPhDay';
  const days = Number(query.get('days') ?? USUAL_DAYS);
  const unknown = [...query.keys()].find((name) => name !== 'metric' && name !== 'days');
  if (unknown !== undefined)
    return refused(`There is no ${JSON.stringify(unknown)}: metric and days are read.`);
  const twice = [...query.keys()].find((name) => query.getAll(name).length > 1);
  if (twice !== undefined) return refused(`${twice} is there more than once: say it once.`);
  if (!METRICS.includes(metric as Metric))
    return refused(
      `metric must be one of ${METRICS.join(', ')}, read ${JSON.stringify(metric.slice(0, 40))}.`,
    );
  if (!Number.isInteger(days) || days < 1 || days > MOST_DAYS)
    return refused(`days must be a whole number between 1 and ${MOST_DAYS}.`);
  // A day that no source knew the value of is left out: it is not 0.
  const lines = rows
    .slice(-days)
    .flatMap((row) => (row[metric as Metric] === undefined ? [] : [`${row.day},${row[metric as Metric]}`]));
  if (lines.length === 0) return refused(`No day of ${metric} is known here yet: try again later.`, 503);
  return new Response(`day,${metric}\r\n${lines.map((line) => `${line}\r\n`).join('')}`, {
    headers: { ...FRESH, 'content-type': 'text/csv; charset=utf-8' },
  });
}

const refused = (words: string, status = 400): Response =>
  new Response(`${words}\n`, {
    status,
    headers: { ...OPEN, 'content-type': 'text/plain; charset=utf-8' },
  });
