import type { Figure, Step } from '../reply.ts';
import { combined, figure } from './figures.ts';
import type { MetricSpec } from './metricSpec.ts';
import { metrics } from './metrics.ts';
import { fixed } from './numerals.ts';

/** Money by the day or the month, and hashprice: what one price of bitcoin says in bitcoin as well. */
const AT_ONE_PRICE = /^USD\/(?:day|month|PH\/day|EH\/day)$/u;

const btcNameOf = (name: string): string => name.replace('Usd', 'Btc');

/** What `inBtc` adds to the table of metrics: `marginBtcPerDay` beside `marginUsdPerDay`. */
export const btcMetrics: Record<string, MetricSpec> = Object.fromEntries(
  Object.entries<MetricSpec>(metrics)
    .filter(([name, { unit }]) => AT_ONE_PRICE.test(unit) && !Object.hasOwn(metrics, btcNameOf(name)))
    .map(([name, { label, unit }]) => {
      const inBitcoin = unit.replace('USD', 'BTC');
      const show = (v: number) => `${fixed(v, Math.abs(v) >= 1 ? 4 : 8)} ${inBitcoin}`;
      return [btcNameOf(name), { label, unit: inBitcoin, show }];
    }),
);

/** The money of an answer at one price of bitcoin. */
interface Money {
  /** By the day or the month, each result once, in both currencies. */
  shown: { usd: Figure; btc: Figure }[];
  /** Money that one price says nothing of: prices of power and of bitcoin itself, and sums over years. */
  left: Figure[];
}

/** The prices of bitcoin in USD that an answer was computed at, each once: one, unless it compares several. */
export function pricesIn(steps: readonly Step[]): Figure[] {
  const prices = steps.flatMap(({ inputs }) => inputs).filter(({ metric }) => metric === 'btcPriceUsd');
  return [...new Map(prices.map((price) => [price.value, price])).values()];
}

/** The results of an answer in USD, and in bitcoin at `price` (USD per BTC, above 0): divided, and computed no second time. */
export function moneyAt({ steps, price }: { steps: readonly Step[]; price: Figure }): Money {
  const results = new Map(steps.map(({ result }) => [`${result.metric} ${result.subject ?? ''}`, result]));
  const money: Money = { shown: [], left: [] };
  for (const usd of results.values()) {
    const name = btcNameOf(usd.metric);
    const twin = results.get(`${name} ${usd.subject ?? ''}`);
    if (usd.metric !== name && (twin || Object.hasOwn(btcMetrics, name)))
      money.shown.push({ usd, btc: twin ?? divided(usd, price) });
    else if (usd.unit.includes('USD')) money.left.push(usd);
  }
  return money;
}

const divided = (result: Figure, price: Figure): Figure =>
  figure({
    metric: btcNameOf(result.metric),
    own: btcMetrics,
    value: result.value / price.value,
    from: combined([result, price].map(({ source, asOf }) => ({ source, observedAt: Date.parse(asOf) }))),
    ...(result.subject !== undefined && { subject: result.subject }),
    // It may be called otherwise than its metric: costs of which some were not given.
    label: result.label,
  });
