import { kraken } from '../../../src/market/sources/kraken.ts';
import { marketSourceContract } from '../../contracts/marketSource.ts';

const last =
  (...trade: unknown[]) =>
  () => ({ error: [], result: { XXBTZUSD: { c: trade } } });

marketSourceContract({
  kind: kraken,
  upstream: 'kraken',
  provides: ['price'],
  wrong: {
    'a negative price': { quantity: 'price', change: last('-5', '1') },
    'no trade': { quantity: 'price', change: last() },
    'a price that is null': { quantity: 'price', change: last(null, '1') },
    'an error under status 200': { quantity: 'price', change: () => ({ error: ['EService:Unavailable'] }) },
    'another pair': {
      quantity: 'price',
      change: () => ({ error: [], result: { XETHZUSD: { c: ['3000', '1'] } } }),
    },
  },
});
