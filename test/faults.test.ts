import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { ended } from './support/processes/child.ts';
import { expectNoSecret, secrets } from './support/secrets.ts';
import { tempDirectory } from './support/tempDirectory.ts';

const SOURCES = ['MEMPOOL_URL', 'COINBASE_URL', 'KRAKEN_URL', 'BITSTAMP_URL', 'GEMINI_URL'];
const main = join(import.meta.dirname, '../src/main.ts');

/** The program with a chat in the terminal, in which `fault` happens once it is at work. */
async function endedBy(fault: string) {
  const whenAtWork = `process.stdin.once('newListener', () => setImmediate(() => { ${fault} }))`;
  const preload = `data:text/javascript,${encodeURIComponent(whenAtWork)}`;
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--import', preload, main],
    {
      cwd: tempDirectory(),
      env: Object.fromEntries(SOURCES.map((name) => [name, 'http://127.0.0.1:1'])),
      stdio: 'pipe',
    },
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  return ended(child);
}

it.each([
  ['an exception that nobody catches', 'throw', 'uncaughtException'],
  ['a rejection that nobody handles', 'Promise.reject', 'unhandledRejection'],
])('%s ends the process with 1, after one line without secrets', async (_, how, origin) => {
  const { code, stderr } = await endedBy(`${how}(new Error('Not with ${secrets.slackBot}'))`);
  expect(code).toBe(1);
  const lines = stderr.trim().split('\n');
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0]!)).toMatchObject({
    level: 'error',
    origin,
    err: { message: 'Not with [removed]' },
    msg: 'Hashdesk ends because of a fault of its own',
  });
  expectNoSecret(stderr);
});
