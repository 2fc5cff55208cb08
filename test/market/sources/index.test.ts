import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { marketSources, sourceKinds } from '../../../src/market/sources/index.ts';

const options = { fetch: globalThis.fetch, now: () => 0 };

it('sourceKinds lists what the folder holds', async () => {
  const folder = new URL('../../../src/market/sources/', import.meta.url);
  const files = readdirSync(folder).filter((name) => name !== 'index.ts');
  const kinds = await Promise.all(files.map((name) => import(new URL(name, folder).href)));
  expect(new Set(sourceKinds)).toEqual(new Set(kinds.flatMap((module) => Object.values(module))));
});

it('marketSources() uses public addresses, and leaves out the node that is not configured', () => {
  const names = marketSources({ urls: {}, ...options }).map(({ name, url }) => `${name} ${url}`);
  expect(names).toEqual([
    'mempool.space https://mempool.space',
    'Coinbase https://api.coinbase.com',
    'Kraken https://api.kraken.com',
    'Bitstamp https://www.bitstamp.net',
    'Gemini https://api.gemini.com',
  ]);
});

it('marketSources() puts the own node first', () => {
  const urls = {
    BITCOIN_RPC_URL: 'http://user:pass@127.0.0.1:8332',
    MEMPOOL_URL: 'https://pool.example/api/',
  };
  const [first, second] = marketSources({ urls, ...options });
  expect(first).toMatchObject({ name: 'Bitcoin Core', url: 'http://127.0.0.1:8332' });
  expect(second).toMatchObject({ name: 'mempool at pool.example', url: 'https://pool.example' });
});
