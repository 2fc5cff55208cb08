import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adapters } from '../../adapters/index.ts';
import { createLog, type LogLevel } from '../../src/common/log.ts';
import { scrubber } from '../../src/common/scrub.ts';
import { expectNoSecret, secrets } from '../support/secrets.ts';

const patterns = adapters.flatMap(({ tokenPatterns = [] }) => tokenPatterns);
const scrub = (text: string, secrets: readonly string[] = []) => scrubber({ secrets, patterns })(text);

/** A log and the lines it has written. */
function recorded({ level = 'debug' as LogLevel, hidden = [] as string[] } = {}) {
  const lines: string[] = [];
  const log = createLog({ level, write: (line) => lines.push(line), secrets: hidden, patterns });
  return { log, lines, parsed: () => lines.map((line) => JSON.parse(line)) };
}

describe('createLog()', () => {
  it('writes one JSON line with the level in words, the time, the fields and the message', () => {
    const { log, lines, parsed } = recorded();
    log.child({ request: 'r1' }).info({ source: 'kraken', latencyMs: 12.5 }, 'Price read');
    expect(lines[0]).toMatch(/^\{.*\}\n$/);
    expect(parsed()).toEqual([
      {
        level: 'info',
        time: expect.stringMatching(/^\d{4}-.*Z$/),
        request: 'r1',
        source: 'kraken',
        latencyMs: 12.5,
        msg: 'Price read',
      },
    ]);
  });

  it('writes nothing below its level', () => {
    const { log, parsed } = recorded({ level: 'warn' });
    for (const level of ['debug', 'info', 'warn', 'error'] as const) log[level]({}, level);
    expect(parsed().map(({ level }) => level)).toEqual(['warn', 'error']);
  });

  it.each(Object.entries(secrets))('lets no %s token through, wherever it stands', (_, secret) => {
    const { log, lines } = recorded();
    const cause = new Error(`refused ${secret}`);
    const err = Object.assign(new Error(`failed: ${secret}`, { cause }), { config: { token: secret } });
    log.error({ err }, `Slack said ${secret}.`);
    log.warn({ error: new AggregateError([err], secret) }, 'several');
    log.info({ headers: [{ authorization: `Bearer ${secret}` }], [secret]: 1 }, 'sent');
    log.child({ deep: { token: secret } }).debug({ body: `token=${secret}&channel=C1` }, 'form');
    log.info({ url: `https://slack.test/api/auth.test?token=${secret}`, quoted: `"${secret}"` }, 'url');
    expect(lines).toHaveLength(5);
    expectNoSecret(lines.join(''));
    for (const line of lines) expect(() => JSON.parse(line)).not.toThrow();
  });

  it('lets no secret through that it was told of, however it has to be written', () => {
    const hidden = ['0123456789abcdef0123456789abcdef', 'p@ss"w\\ö rd/ü', 'short'];
    const { log, lines } = recorded({ hidden });
    for (const secret of hidden)
      log.info({ secret, encoded: encodeURIComponent(secret), err: new Error(secret) }, `said ${secret}!`);
    expect(lines).toHaveLength(3);
    for (const secret of hidden)
      for (const form of [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)])
        expect(lines.join('')).not.toContain(form);
  });

  it('writes to stderr before the process ends, and not to stdout', async () => {
    const log = fileURLToPath(new URL('../../src/common/log.ts', import.meta.url));
    const script = `const { createLog } = await import(${JSON.stringify(log)});
      createLog({ level: 'info' }).error({}, 'last words'); process.kill(process.pid, 'SIGKILL');`;
    const run = promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
    await expect(run).rejects.toMatchObject({
      stdout: '',
      stderr: expect.stringContaining('"msg":"last words"'),
    });
  });
});

describe('scrub()', () => {
  const urls: [url: string, clean: string][] = [
    ['http://user:pass@127.0.0.1:8332/', 'http://127.0.0.1:8332/'],
    ['https://token@host.test/api?key=1#part', 'https://host.test/api'],
    ['postgres://hash:p@ss@db.test/desk?sslmode=require', 'postgres://db.test/desk'],
    ['http://user:pa/ss#wo?rd@host.test:8332/x', 'http://host.test:8332/x'],
    ['http://[::1]:8332/wallet?a=b', 'http://[::1]:8332/wallet'],
    ['https://mempool.space/api/v1/fees', 'https://mempool.space/api/v1/fees'],
    ['http://localhost:8332/path@2/x', 'http://localhost:8332/path@2/x'],
    ['wss://gateway.discord.gg/?v=10&ticket=1', 'wss://gateway.discord.gg/'],
  ];
  it.each(urls)('shows %s without user info and query', (url, clean) => {
    expect(scrub(url)).toBe(clean);
    expect(scrub(`It failed (see ${url} now), and ${url} too`)).toBe(
      `It failed (see ${clean} now), and ${clean} too`,
    );
  });

  it('removes what an authorization scheme carries', () => {
    expect(scrub('authorization: Basic dXNlcjpwYXNz, next')).toBe('authorization: Basic [removed], next');
    expect(scrub('bearer abc.def_ghi')).toBe('bearer [removed]');
  });

  it('removes the part of an address that lets anyone post', () => {
    const slack = `https://hooks.slack.com/commands/T1/2/${'x'.repeat(24)}`;
    expect(scrub(slack)).toBe('https://hooks.slack.com/[removed]');
    expect(scrub('https://discord.com/api/v10/webhooks/123/aW50ZXJhY3Rpb24/messages')).toBe(
      'https://discord.com/api/v10/webhooks/123/[removed]/messages',
    );
    expect(scrub('/interactions/123/aW50ZXJhY3Rpb24/callback')).toBe('/interactions/123/[removed]/callback');
  });

  it('leaves ordinary words and figures as they are', () => {
    const text =
      'Rockdale earns $12,345.67 a day at 45 $/MWh; S19j Pro, M60S++ and v24.21.0 of hashdesk.sqlite-wal; 933,408 blocks.';
    expect(scrub(text)).toBe(text);
  });

  it('removes longer secrets first, and does not look for one under 4 characters', () => {
    expect(scrub('abcdefgh and abcd and abc', ['abcd', 'abcdefgh', 'abc'])).toBe(
      '[removed] and [removed] and abc',
    );
  });

  it('removes a given secret from any text, and nothing more when done again', () => {
    const secret = fc.string({ unit: 'grapheme', minLength: 8 }).filter((it) => !'[removed]'.includes(it));
    fc.assert(
      fc.property(fc.string(), secret, fc.string(), (before, hidden, after) => {
        const clean = scrub(`${before}${hidden}${after}`, [hidden]);
        expect(clean).not.toContain(hidden);
        expect(scrub(clean, [hidden])).toBe(clean);
      }),
    );
  });
});
