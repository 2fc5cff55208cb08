/** A price source of the stand-in: where its ticker is, and what it answers at a price and a time (Unix milliseconds). */
interface Ticker {
  path: string;
  answer(priceUsd: number, now: number): unknown;
}

/** The tickers by name, prices as numbers or as strings with the decimals that each of them sends. */
export const tickers = {
  coinbase: {
    path: '/v2/prices/BTC-USD/spot',
    answer: (price) => ({ data: { amount: String(price), base: 'BTC', currency: 'USD' } }),
  },
  kraken: {
    path: '/0/public/Ticker',
    answer(price) {
      const last = price.toFixed(5);
      return { error: [], result: { XXBTZUSD: { a: [last, '1', '1.000'], c: [last, '0.00120000'] } } };
    },
  },
  bitstamp: {
    path: '/api/v2/ticker/btcusd/',
    answer: (price, now) => ({
      timestamp: String(Math.floor(now / 1000)),
      open: '90000',
      last: String(price),
      volume: '1203.5',
    }),
  },
  gemini: {
    path: '/v1/pubticker/BTCUSD',
    answer: (price, now) => ({
      bid: String(price - 1),
      ask: String(price + 1),
      last: price.toFixed(2),
      volume: { BTC: '300.1', USD: '27000000.0', timestamp: Math.floor(now / 600_000) * 600_000 },
    }),
  },
  bitfinex: {
    path: '/v2/ticker/tBTCUSD',
    answer: (price) => [price - 1, 12.5, price + 1, 9.25, -410, -0.0045, price, 1203.5, 92_000, 90_100],
  },
  coinGecko: {
    path: '/api/v3/simple/price',
    answer: (price, now) => ({ bitcoin: { usd: price, last_updated_at: Math.floor(now / 1000) } }),
  },
} satisfies Record<string, Ticker>;

export type Exchange = keyof typeof tickers;
export const exchanges = Object.keys(tickers) as Exchange[];
