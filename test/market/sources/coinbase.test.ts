import { coinbase } from '../../../src/market/sources/coinbase.ts';
import { marketSourceContract } from '../../contracts/marketSource.ts';

type Spot = { data: { amount: string; currency: string } };
const amount = (value: unknown) => (spot: Spot) => ({ data: { ...spot.data, amount: value } });

marketSourceContract({
  kind: coinbase,
  upstream: 'coinbase',
  provides: ['price'],
  wrong: {
    'a negative price': { quantity: 'price', change: amount('-5') },
    'a price of 0': { quantity: 'price', change: amount('0') },
    'a price in words': { quantity: 'price', change: amount('91,234.50') },
    'a price beyond doubles': { quantity: 'price', change: amount('1e999') },
    'BTC per USD': { quantity: 'price', change: amount('0.00001096') },
    'another currency': {
      quantity: 'price',
      change: (spot: Spot) => ({ data: { ...spot.data, currency: 'EUR' } }),
    },
  },
});
