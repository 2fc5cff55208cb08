import { gemini } from '../../../src/market/sources/gemini.ts';
import { marketSourceContract } from '../../contracts/marketSource.ts';

const last = (value: unknown) => (ticker: object) => ({ ...ticker, last: value });

marketSourceContract({
  kind: gemini,
  upstream: 'gemini',
  provides: ['price'],
  wrong: {
    'a negative price': { quantity: 'price', change: last('-5') },
    'a price in cents of billions': { quantity: 'price', change: last('9123450000000') },
    'a price that is missing': { quantity: 'price', change: last(undefined) },
    'a price in words': { quantity: 'price', change: last('n/a') },
  },
});
