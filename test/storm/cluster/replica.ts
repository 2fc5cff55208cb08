import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../support/freePort.ts';

/** One process of a desk that several are. */
export interface Replica {
  /** Where it answers whoever watches it. */
  adminUrl: string;
  /** Whether it says that it has the duty; false as long as it does not answer. */
  leads(): Promise<boolean>;
  /** Whether it says that all is well. */
  isReady(): Promise<boolean>;
  pause(): void;
  resume(): void;
  kill(): Promise<void>;
  /** Ends it as a supervisor does; resolves with its exit code. */
  stop(): Promise<number | null>;
}

/** How long a replica may take to begin, on a machine that is busy. */
const LONGEST_START_MS = 60_000;
const ASKED_MS = 2_000;

/** Starts the program in `folder`; its clock is `aheadMs` ahead. It may not be ready yet. */
export async function startReplica(asked: {
  environment: Record<string, string>;
  logFile: string;
  folder?: string;
  aheadMs?: number;
}): Promise<Replica> {
  const { environment, logFile, folder = resolve('.'), aheadMs = 0 } = asked;
  const adminPort = await freePort();
  const { PATH = '', HOME = '' } = process.env;
  const clock = `--import ${new URL(`clock.ts?ms=${aheadMs}`, import.meta.url)}`;
  const log = openSync(logFile, 'a');
  const child = spawn(process.execPath, ['--max-semi-space-size=4', join(folder, 'bin/hashdesk.mjs')], {
    cwd: folder,
    env: {
      ...{ PATH, HOME, LOG_LEVEL: 'info', ADMIN_PORT: String(adminPort) },
      ...(aheadMs !== 0 && { NODE_OPTIONS: clock }),
      ...environment,
    },
    stdio: ['ignore', log, log],
  });
  const ended = once(child, 'exit');
  // It does not outlive whoever started it.
  const end = () => void child.kill('SIGKILL');
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
  const adminUrl = `http://127.0.0.1:${adminPort}`;
  const says = async (path: string) => {
    const answer = await fetch(adminUrl + path, { signal: AbortSignal.timeout(ASKED_MS) }).catch(
      () => undefined,
    );
    return { isOk: answer?.ok ?? false, text: (await answer?.text().catch(() => '')) ?? '' };
  };
  return {
    adminUrl,
    leads: async () => /^hashdesk_leader 1$/m.test((await says('/metrics')).text),
    isReady: async () => (await says('/readyz')).isOk,
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    async kill() {
      if (child.exitCode !== null)
        throw new Error(`A replica ended by itself with ${child.exitCode}: ${logFile}`);
      child.kill('SIGKILL');
      await ended;
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
      return child.exitCode;
    },
  };
}

/** Until each says that all is well. */
export async function ready(replicas: readonly Replica[]): Promise<void> {
  await until(
    async () => (await Promise.all(replicas.map((it) => it.isReady()))).every(Boolean),
    'ready replicas',
  );
}

/** Asks again until it is so; rejects after `mostMs`. Resolves with the milliseconds that it took. */
export async function until(
  isSo: () => Promise<boolean>,
  what: string,
  mostMs = LONGEST_START_MS,
): Promise<number> {
  const from = performance.now();
  while (!(await isSo().catch(() => false))) {
    if (performance.now() - from > mostMs) throw new Error(`No ${what} within ${mostMs / 1000} s`);
    await sleep(25);
  }
  return performance.now() - from;
}
