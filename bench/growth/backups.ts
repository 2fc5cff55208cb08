import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Database } from '../../src/storage/database.ts';
import { openAt } from '../../src/storage/open.ts';
import { startPostgres } from '../../test/support/database/postgresServer.ts';
import { ended } from '../../test/support/processes/child.ts';
import { silentLog } from '../../test/support/testMarket.ts';
import { type BenchCase, type Measurement, quantile, timed } from '../case.ts';
import { fillRules } from './rules.ts';

const PER_SECOND = 500;
const REST_MS = 5_000;
const TEAMS = 10_000;
const RULES_PER_TEAM = 5;
const MOST_STALL_MS = 150;
const MB = 2 ** 20;

const PROGRAM = fileURLToPath(new URL('../../bin/hashdesk.mjs', import.meta.url));

/** A backup of a desk of many teams while others write to it, and that what it holds can be put in an empty place. */
export const backups: BenchCase = {
  name: `Backup under ${PER_SECOND} writes a second`,
  async run() {
    const server = await startPostgres({ safe: true });
    const measured = [...(await onEngine()), ...(await onEngine(server.url))];
    await server.close();
    return measured;
  },
};

async function onEngine(databaseUrl?: string): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'hashdesk-bench-'));
  const dataDirectory = join(folder, 'data');
  const database = await openAt({
    place: { dataDirectory, ...(databaseUrl && { databaseUrl }) },
    log: silentLog,
  });
  await fillRules({ database, rules: TEAMS * RULES_PER_TEAM, perTenant: RULES_PER_TEAM, now: Date.now() });
  const diskMb = (await database.bytes()) / MB;
  const environment = { DATA_DIR: dataDirectory, ...(databaseUrl && { DATABASE_URL: databaseUrl }) };
  const alone = await writesDuring(database, () => sleep(REST_MS));
  const copy = join(folder, 'copy.sqlite');
  let backupMs = 0;
  const beside = await writesDuring(database, async () => {
    backupMs = await timed(() => operate(['backup', copy], environment));
  });
  await database.close();
  const empty = join(folder, 'empty');
  mkdirSync(empty);
  // Compares counts and checksums of all tables, and fails where one differs.
  const restoreMs = await timed(() => operate(['restore', copy], { DATA_DIR: empty }));
  rmSync(folder, { recursive: true });
  return [
    { name: 'database', value: diskMb, unit: 'MB' },
    { name: 'backup', value: backupMs, unit: 'ms' },
    { name: 'restore of it into an empty place, compared', value: restoreMs, unit: 'ms' },
    { name: 'writes in the time of the backup', value: beside.length, unit: 'writes' },
    { name: 'a write at rest, p99', value: quantile(alone, 0.99), unit: 'ms' },
    { name: 'a write at rest, longest', value: Math.max(...alone), unit: 'ms' },
    { name: 'a write during the backup, p99', value: quantile(beside, 0.99), unit: 'ms' },
    {
      name: 'a write during the backup, longest',
      value: Math.max(...beside),
      unit: 'ms',
      reach: { atMost: MOST_STALL_MS },
    },
  ].map((one) => ({ ...one, name: `${database.engine}: ${one.name}` }));
}

/** How long each of the writes took that began while `work` was at work, the wait for those before it included. */
async function writesDuring(database: Database, work: () => Promise<unknown>): Promise<number[]> {
  const taken: Promise<number>[] = [];
  const started = performance.now();
  let isOver = false;
  const done = work().finally(() => {
    isOver = true;
  });
  while (!isOver) {
    const due = ((performance.now() - started) / 1000) * PER_SECOND;
    while (taken.length < due) taken.push(timed(() => write(database, taken.length)));
    await sleep(1);
  }
  await done;
  return Promise.all(taken);
}

const write = (database: Database, number: number): Promise<number> =>
  database.run(
    `INSERT INTO key_values (namespace, key, value, expires_at) VALUES ('bench', :key, :value, NULL)
     ON CONFLICT (namespace, key) DO UPDATE SET value = excluded.value`,
    { key: String(number % 1_000), value: `value ${number}` },
  );

async function operate(words: string[], environment: Record<string, string>): Promise<void> {
  const child = spawn(process.execPath, [PROGRAM, ...words], { env: { ...process.env, ...environment } });
  const { code, stderr } = await ended(child);
  if (code !== 0) throw new Error(`${words[0]} ended with ${code}: ${stderr}`);
}
