import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Measurement, met } from '../../bench/case.ts';
import { keep, show } from '../../bench/keep.ts';
import { startPostgres } from '../support/database/postgresServer.ts';
import { cluster } from './cluster/cluster.ts';
import { rollingRestarts } from './cluster/rolling.ts';
import { judgeCluster } from './cluster/verdict.ts';
import { storm } from './storm.ts';
import { judge } from './verdict.ts';

/**
 * The whole storm: 200 kills over 10,000 crossings, and a lie in 5 % of all rounds. `npm run storm [seed] [kills]`; the
 * seed makes it the same again, and fewer kills make it shorter. With `--postgres` the desk is three processes on one
 * PostgreSQL that waits for its disk, of which one at a time is killed; then three replicas are paused, stopped and
 * restarted, and what is promised of them is kept beside what was measured in bench/results.json.
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
const troubled = isCluster ? [await troubles(), kept(await rollingRestarts())] : [];
const missed = troubled.flat().filter((it) => !met(it));
const verdict = faults.some((count) => count > 0) || missed.length > 0 ? 'FAILED' : 'passed';
console.log(JSON.stringify({ seed, withHistory, withoutHistory, verdict }, null, 2));
process.exitCode = verdict === 'passed' ? 0 : 1;

async function troubles() {
  const directory = mkdtempSync(join(tmpdir(), 'hashdesk-storm-'));
  const server = await startPostgres({ safe: true });
  const measurements = judgeCluster(await cluster({ seed, directory, server }));
  await server.close();
  if (measurements.every(met)) rmSync(directory, { recursive: true });
  else console.log(`The replicas' logs are kept in ${directory}`);
  return kept({ name: 'Storm: three replicas on PostgreSQL', measurements });
}

function kept({ name, measurements }: { name: string; measurements: Measurement[] }): Measurement[] {
  console.log(`\n${name}`);
  show(measurements);
  keep({ name, command: `npm run storm -- ${seed} ${kills} --postgres`, measurements });
  return measurements;
}

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
