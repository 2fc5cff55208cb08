import { coinGecko } from '../../../src/market/sources/coinGecko.ts';
import { marketSourceContract } from '../../contracts/marketSource.ts';

const bitcoin = (fields: object) => (answer: { bitcoin: object }) => ({
  bitcoin: { ...answer.bitcoin, ...fields },
});

marketSourceContract({
  kind: coinGecko,
  upstream: 'coinGecko',
  provides: ['price'],
  wrong: {
    'a negative price': { quantity: 'price', change: bitcoin({ usd: -5 }) },
    'no price in USD': { quantity: 'price', change: bitcoin({ usd: undefined }) },
    'no time': { quantity: 'price', change: bitcoin({ last_updated_at: undefined }) },
    'a time in milliseconds': { quantity: 'price', change: bitcoin({ last_updated_at: 1_776_686_400_000 }) },
    'no coin': { quantity: 'price', change: () => ({}) },
  },
});
