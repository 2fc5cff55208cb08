import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ruleStore } from '../../src/alerts/engine/store.ts';
import { openDatabase } from '../../src/storage/database.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** `npm start` in an environment of its own. */
export function startDesk({
  environment,
  logFile,
}: {
  environment: Record<string, string>;
  logFile: string;
}) {
  const { PATH = '', HOME = '' } = process.env;
  const log = openSync(logFile, 'a');
  const child = spawn('npm', ['start'], {
    cwd: root,
    env: { PATH, HOME, LOG_LEVEL: 'info', ...environment },
    // A group of its own, so that npm and the desk die together.
    detached: true,
    stdio: ['pipe', log, log],
  });
  const ended = once(child, 'exit');
  return {
    async kill(): Promise<void> {
      if (child.exitCode !== null) throw new Error(`The desk ended by itself with ${child.exitCode}`);
      process.kill(-child.pid!, 'SIGKILL');
      await ended;
    },
  };
}

/** One rule for every channel: the price below 80,000 dollars. */
export async function addRules({
  directory,
  addresses,
}: {
  directory: string;
  addresses: { adapter: string; tenant: string; channel: string }[];
}): Promise<void> {
  const database = openDatabase({ directory });
  const rules = ruleStore({ database, now: Date.now });
  const owner = { id: 'U0000000002', name: 'grace' };
  for (const address of addresses) {
    const condition = { kind: 'market', metric: 'price', side: 'below', limit: 80_000 } as const;
    const rule = { condition, forMs: 0, cooldownMs: 0, once: false, pings: [], address, owner };
    await rules.add(address.tenant, rule, owner);
  }
  database.close();
}
