import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ended } from './support/processes/child.ts';
import { tempDirectory } from './support/tempDirectory.ts';

const launcher = join(import.meta.dirname, '../bin/hashdesk.mjs');
const NOWHERE = 'http://127.0.0.1:1';
const SOURCES = ['MEMPOOL_URL', 'COINBASE_URL', 'KRAKEN_URL', 'BITSTAMP_URL', 'GEMINI_URL'];
const offline = Object.fromEntries(SOURCES.map((name) => [name, NOWHERE]));

/** Hashdesk in a folder with that `.env`, without a terminal. */
function started(asked: {
  words?: string[];
  envFile?: string | Buffer;
  env?: Record<string, string>;
  typed?: string;
}) {
  const cwd = tempDirectory();
  if (asked.envFile !== undefined) writeFileSync(join(cwd, '.env'), asked.envFile);
  const env = { ...offline, ...asked.env };
  const child = spawn(process.execPath, [launcher, ...(asked.words ?? [])], { cwd, env, stdio: 'pipe' });
  onTestFinished(() => void child.kill('SIGKILL'));
  child.stdin.end(asked.typed ?? '');
  return ended(child);
}

describe('a start', () => {
  it('with no platform, no terminal and nothing typed says so, and fails', async () => {
    const { code, stdout, stderr } = await started({});
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^Nobody can ask Hashdesk anything: no chat platform is configured.*\n$/);
  });

  it('with typed lines answers them, and succeeds', async () => {
    const { code, stdout, stderr } = await started({ typed: 'help hashprice\n' });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('hashprice');
  });

  it.each([
    ['with a mark of UTF-8 before it', Buffer.from('\ufeffLOG_LEVEL=loud\n')],
    ['in UTF-16', Buffer.from('\ufeffLOG_LEVEL=loud\r\n', 'utf16le')],
  ])('reads a .env %s', async (_, envFile) => {
    const { code, stderr } = await started({ envFile });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^The environment cannot be used\. LOG_LEVEL: /);
  });

  it('prefers what it was started with to what .env says', async () => {
    const { stderr } = await started({ envFile: 'LOG_LEVEL=loud\n', env: { LOG_LEVEL: 'error' } });
    expect(stderr).not.toContain('LOG_LEVEL');
  });

  it('names a variable that is close to one that is read', async () => {
    const { code, stderr } = await started({ envFile: 'DISCORD_BOT_TOKEN=abc\n' });
    expect(code).toBe(1);
    expect(stderr.split('\n')[0]).toBe(
      'DISCORD_BOT_TOKEN is set, and nothing reads it: did you mean DISCORD_TOKEN?',
    );
  });

  it('says that requests go through a proxy, without its address', async () => {
    const { stderr } = await started({ env: { HTTPS_PROXY: 'http://user:hunter2@127.0.0.1:1' } });
    expect(stderr).toContain('HTTPS_PROXY');
    expect(stderr).not.toContain('hunter2');
  });

  it('with a word that is no mode lists those that there are, and fails with 2', async () => {
    const { code, stderr } = await started({ words: ['serve'] });
    expect(code).toBe(2);
    expect(stderr).toBe(
      'Hashdesk starts without arguments, or with one of ask, mcp, doctor, backup, restore, migrate, tenant, sheet:build, slack:manifest, discord:invite; read “serve”.\n',
    );
  });

  it('with discord:invite and no token says what to set, and fails with 2', async () => {
    const { code, stdout, stderr } = await started({ words: ['discord:invite'] });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^Set DISCORD_TOKEN /);
  });
});
