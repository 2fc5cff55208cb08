import type { MarketState, Upstream } from '../marketServer.ts';

/** The tickers of the four exchanges, prices as strings with the decimals each of them sends. */
export function exchangeRoutes(state: MarketState): Record<string, () => unknown> {
  const price = (upstream: Upstream) => state.prices[upstream] ?? state.priceUsd;
  return {
    '/v2/prices/BTC-USD/spot': () => ({
      data: { amount: String(price('coinbase')), base: 'BTC', currency: 'USD' },
    }),
    '/0/public/Ticker': () => {
      const last = price('kraken').toFixed(5);
      return { error: [], result: { XXBTZUSD: { a: [last, '1', '1.000'], c: [last, '0.00120000'] } } };
    },
    '/api/v2/ticker/btcusd/': () => ({
      timestamp: '1769904000',
      open: '90000',
      last: String(price('bitstamp')),
      volume: '1203.5',
    }),
    '/v1/pubticker/BTCUSD': () => ({
      bid: String(price('gemini') - 1),
      ask: String(price('gemini') + 1),
      last: price('gemini').toFixed(2),
      volume: { BTC: '300.1', USD: '27000000.0', timestamp: 1_769_904_000_000 },
    }),
  };
}
