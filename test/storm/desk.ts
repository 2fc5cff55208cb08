import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ruleStore } from '../../src/alerts/engine/store.ts';
import type { LevelCondition } from '../../src/alerts/rules/rule.ts';
import { openAt, type Place } from '../../src/storage/open.ts';
import { silentLog } from '../support/testMarket.ts';

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

/** What a lie would make true, and the truth never is. */
const traps: readonly LevelCondition[] = [
  { kind: 'market', metric: 'difficulty', side: 'below', limit: 100e12 },
  { kind: 'market', metric: 'hashprice', side: 'above', limit: 100 },
  { kind: 'market', metric: 'feeShare', side: 'above', limit: 20 },
  { kind: 'market', metric: 'hashrate', side: 'below', limit: 500 },
];

/** One rule for every channel, the price below 80,000 dollars, and the traps for the first channel of each platform. */
export async function addRules({
  place,
  addresses,
}: {
  place: Place;
  addresses: { adapter: string; tenant: string; channel: string }[];
}): Promise<void> {
  const database = await openAt({ place, log: silentLog });
  const rules = ruleStore({ database, now: Date.now });
  const owner = { id: 'U0000000002', name: 'grace' };
  const trapped = new Set<string>();
  for (const address of addresses) {
    const { adapter, tenant } = address;
    const price = { kind: 'market', metric: 'price', side: 'below', limit: 80_000 } as const;
    for (const condition of trapped.has(adapter) ? [price] : [price, ...traps])
      await rules.add(
        tenant,
        { condition, forMs: 0, cooldownMs: 0, once: false, pings: [], address, owner },
        owner,
      );
    trapped.add(adapter);
  }
  await database.close();
}
