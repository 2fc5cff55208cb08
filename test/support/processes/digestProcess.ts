// A process that lives through some hours, half an hour at a time, and does what the minute tick does with digests.
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '../../../src/storage/sqlite/sqlite.ts';
import { testDigests } from '../../digest/digests.ts';

const script = fileURLToPath(import.meta.url);

export function startDigestProcess(asked: { directory: string; start: number; hours: number }): ChildProcess {
  const { directory, start, hours } = asked;
  return spawn(process.execPath, [script, directory, String(start), String(hours)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

if (process.argv[1] === script) {
  const [directory = '', start, hours] = process.argv.slice(2);
  const database = openDatabase({ directory });
  let now = Number(start);
  const { tick, faults } = testDigests({ database, now: () => now });
  for (const end = now + Number(hours) * 3_600_000; now < end; now += 1_800_000) await tick();
  await database.close();
  if (faults.length > 0) throw faults[0];
}
