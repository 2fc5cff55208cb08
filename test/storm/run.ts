import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { storm } from './storm.ts';
import { judge } from './verdict.ts';

/** The whole storm: 200 kills over 10,000 crossings. `npm run storm [seed]`; the seed makes it the same again. */

const seed = Number(process.argv[2] ?? 1);
const reading = { seed, kills: 150, crossings: 7_500, discord: 46, slack: 4, history: true };
const blind = { seed: seed + 10, kills: 50, crossings: 2_500, discord: 0, slack: 50, history: false };

const [withHistory, withoutHistory] = await Promise.all([reading, blind].map(run));
const failed =
  withHistory!.lost + withHistory!.torn + withHistory!.duplicates.discord + withHistory!.duplicates.slack >
    0 ||
  withoutHistory!.lost + withoutHistory!.torn + withoutHistory!.unmarked + withoutHistory!.unexplained > 0;
console.log(
  JSON.stringify({ seed, withHistory, withoutHistory, verdict: failed ? 'FAILED' : 'passed' }, null, 2),
);
process.exitCode = failed ? 1 : 0;

async function run(settings: typeof reading) {
  const directory = mkdtempSync(join(tmpdir(), 'hashdesk-storm-'));
  const evidence = await storm({ ...settings, directory });
  const { kills, fates } = evidence;
  const verdict = { ...judge(evidence), kills: kills.length, fates };
  if (verdict.lost + verdict.torn === 0) rmSync(directory, { recursive: true });
  else console.log(`The desk's data and log are kept in ${directory}`);
  return verdict;
}
