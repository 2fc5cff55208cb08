import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';

describe('readConfig()', () => {
  it('takes the defaults when nothing is set, and counts an empty value as not set', () => {
    const expected = { dataDirectory: './data', chats: [], market: { refreshSeconds: 60, urls: {} } };
    expect(readConfig({})).toMatchObject(expected);
    expect(readConfig({ DATA_DIR: '', MARKET_REFRESH_SECONDS: '', KRAKEN_URL: '' })).toMatchObject(expected);
  });

  it('hands origins on under the names of their variables', () => {
    const { market } = readConfig({
      MEMPOOL_URL: 'http://10.0.0.5:8999/api',
      KRAKEN_URL: 'https://kraken.example',
    });
    expect(market.urls).toEqual({
      MEMPOOL_URL: 'http://10.0.0.5:8999/api',
      KRAKEN_URL: 'https://kraken.example',
    });
  });

  it.each([
    ['MARKET_REFRESH_SECONDS', '0'],
    ['MARKET_REFRESH_SECONDS', 'often'],
    ['LOG_LEVEL', 'loud'],
    ['MEMPOOL_URL', 'mempool.space'],
    ['BITCOIN_RPC_URL', 'file:///etc/passwd'],
  ])('refuses %s=%s with a RangeError that names the variable', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(RangeError);
    expect(() => readConfig({ [name]: value })).toThrow(name);
  });

  it('keeps a credential out of the error about it', () => {
    expect(() => readConfig({ BITCOIN_RPC_URL: 'ftp://miner:hunter2secret@node' })).toThrow(
      /BITCOIN_RPC_URL/,
    );
    expect(() => readConfig({ BITCOIN_RPC_URL: 'ftp://miner:hunter2secret@node' })).not.toThrow(
      /hunter2secret/,
    );
  });
});
