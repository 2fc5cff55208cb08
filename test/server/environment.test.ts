import { describe, expect, it } from 'vitest';
import { adapters } from '../../adapters/index.ts';
import { variableNames } from '../../src/config.ts';
import { nearMisses, readEnvFile } from '../../src/server/environment.ts';

const known = variableNames(adapters);

describe('nearMisses()', () => {
  it.each([
    ['DISCORD_BOT_TOKEN', 'DISCORD_TOKEN'],
    ['DISCORD_TOKN', 'DISCORD_TOKEN'],
    ['DISCRD_TOKEN', 'DISCORD_TOKEN'],
    ['SLACK_TOKEN', 'SLACK_BOT_TOKEN or SLACK_APP_TOKEN'],
    ['SLACK_SIGNING', 'SLACK_SIGNING_SECRET'],
    ['MEMPOOL_API_URL', 'MEMPOOL_URL'],
    ['BITCOIN_RPC', 'BITCOIN_RPC_URL'],
    ['DATA_DIRECTORY', 'DATA_DIR'],
    ['HEARTBEAT', 'HEARTBEAT_URL'],
  ])('names %s, which nothing reads, and %s, which was meant', (name, meant) => {
    expect(nearMisses({ env: { [name]: 'x' }, known })).toEqual([
      `${name} is set, and nothing reads it: did you mean ${meant}?`,
    ]);
  });

  it.each([
    'PATH',
    'HOME',
    'NODE_OPTIONS',
    'GEMINI_API_KEY',
    'STACK_NAME',
    'LOG_FILE',
    'TERM',
    'HTTPS_PROXY',
  ])('says nothing of %s', (name) => {
    expect(nearMisses({ env: { [name]: 'x' }, known })).toEqual([]);
  });

  it('says nothing where what was meant is set, nor of what is blank', () => {
    expect(nearMisses({ env: { DISCORD_BOT_TOKEN: 'x', DISCORD_TOKEN: 'y' }, known })).toEqual([]);
    expect(nearMisses({ env: { DISCORD_BOT_TOKEN: '' }, known })).toEqual([]);
  });
});

describe('readEnvFile()', () => {
  const text = 'DISCORD_TOKEN=abc\r\n# a remark\r\nPORT=3001\r\n';
  it.each([
    ['plain', Buffer.from(text)],
    ['with a mark of UTF-8 before it', Buffer.from(`\ufeff${text}`)],
    ['in UTF-16, as PowerShell writes it', Buffer.from(`\ufeff${text}`, 'utf16le')],
  ])('reads a file %s', (_, bytes) => {
    expect(readEnvFile(bytes)).toEqual({ DISCORD_TOKEN: 'abc', PORT: '3001' });
  });
});
