import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../support/database/postgresServer.ts';
import { storm } from './storm.ts';
import { judge } from './verdict.ts';

/**
 * The whole storm: 200 kills over 10,000 crossings, and a lie in 5 % of all rounds. `npm run storm [seed] [kills]`; the
 * seed makes it the same again, and fewer kills make it shorter. With `--postgres` the desk is three processes on one
 * PostgreSQL that waits for its disk, of which one at a time is killed.
 */

const words = process.argv.slice(2).filter((word) => word !== '--postgres');
const [seed, kills] = [Number(words[0] ?? 1), Number(words[1] ?? 200)];
const isCluster = process.argv.includes('--postgres');
const PROCESSES = 3;
const share = (of: number) => Math.ceil((of * kills) / 200);
const both = { lieEvery: 20 };
const reading = {
  ...both,
  seed,
  kills: share(150),
  crossings: share(7_500),
  discord: 46,
  slack: 4,
  history: true,
};
const blind = {
  ...both,
  seed: seed + 10,
  kills: share(50),
  crossings: share(2_500),
  discord: 0,
  slack: 50,
  history: false,
};

const [withHistory, withoutHistory] = await Promise.all([reading, blind].map(run));
const faults = [
  ...[withHistory!, withoutHistory!].flatMap((one) => [one.false, one.lost, one.torn]),
  ...Object.values(withHistory!.duplicates),
  withoutHistory!.unmarked,
  withoutHistory!.unexplained,
];
const verdict = faults.some((count) => count > 0) ? 'FAILED' : 'passed';
console.log(JSON.stringify({ seed, withHistory, withoutHistory, verdict }, null, 2));
process.exitCode = verdict === 'passed' ? 0 : 1;

async function run(settings: typeof reading) {
  const directory = mkdtempSync(join(tmpdir(), 'hashdesk-storm-'));
  const server = isCluster ? await startPostgres({ safe: true }) : undefined;
  const cluster = server && { databaseUrl: server.url, processes: PROCESSES };
  const evidence = await storm({ ...settings, directory, ...(cluster && { cluster }) });
  await server?.close();
  const { kills, fates, lies } = evidence;
  const verdict = { ...judge(evidence), kills: kills.length, lies, fates };
  if (verdict.false + verdict.lost + verdict.torn === 0) rmSync(directory, { recursive: true });
  else console.log(`The desk's data and log are kept in ${directory}`);
  return verdict;
}
