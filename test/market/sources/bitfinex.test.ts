import { bitfinex } from '../../../src/market/sources/bitfinex.ts';
import { marketSourceContract } from '../../contracts/marketSource.ts';

/** The last price stands seventh of ten. */
const last = (value: unknown) => (ticker: unknown[]) => ticker.with(6, value);

marketSourceContract({
  kind: bitfinex,
  upstream: 'bitfinex',
  provides: ['price'],
  wrong: {
    'a negative price': { quantity: 'price', change: last(-5) },
    'a price that is null': { quantity: 'price', change: last(null) },
    'a price in words': { quantity: 'price', change: last('n/a') },
    'a ticker that ends early': { quantity: 'price', change: (ticker: unknown[]) => ticker.slice(0, 6) },
    'an error under status 200': { quantity: 'price', change: () => ['error', 10_020, 'symbol: invalid'] },
  },
});
