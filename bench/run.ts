import { spawnSync } from 'node:child_process';
import { alertTicks } from './alerts.ts';
import { bills } from './billing/bills.ts';
import type { BenchCase } from './case.ts';
import { coldStart } from './coldStart.ts';
import { allSites, commandLatency, words } from './commands.ts';
import { coreThroughput } from './core.ts';
import { delivery } from './delivery.ts';
import { digestMorning } from './digests.ts';
import { engines } from './engines.ts';
import { frontDoor } from './frontDoor/frontDoor.ts';
import { backups } from './growth/backups.ts';
import { tenants, tenantsOnPostgres } from './growth/tenants.ts';
import { keep, show } from './keep.ts';
import { memory } from './memory.ts';
import { monteCarlo } from './monteCarlo.ts';
import { pictures } from './painting/pictures.ts';
import { platforms } from './platforms.ts';
import { dispatch } from './power/dispatch.ts';
import { sheet } from './sheet.ts';
import { fileStalls, stalls } from './stalls.ts';

/**
 * Measures, prints a table, and writes it to results.json, each case with the command, the machine and the time.
 * `npm run bench -- core` measures the cases whose name holds the word, and leaves the others' results as they are.
 * Each case has a process of its own: none starts with what another has left on the heap.
 */

// As bin/hashdesk.mjs runs the desk.
if (process.platform === 'linux' && !process.env.MALLOC_ARENA_MAX)
  process.execve?.(process.execPath, [process.execPath, ...process.execArgv, ...process.argv.slice(1)], {
    ...process.env,
    MALLOC_ARENA_MAX: '1',
  });

const cases = [
  coreThroughput,
  bills,
  commandLatency,
  allSites,
  words,
  coldStart,
  delivery,
  alertTicks,
  engines,
  monteCarlo,
  stalls,
  fileStalls,
  pictures,
  platforms,
  frontDoor,
  digestMorning,
  backups,
  dispatch,
  sheet,
  tenants,
  tenantsOnPostgres,
  memory,
];
const [wanted = ''] = process.argv.slice(2);
const chosen = cases.filter(({ name, onlyByName = false }) =>
  wanted === '' ? !onlyByName : name.toLowerCase().includes(wanted.toLowerCase()),
);
const [only] = chosen;
if (only === undefined) {
  console.error(`No case is called “${wanted}”. There are: ${cases.map(({ name }) => name).join(' · ')}`);
  process.exitCode = 2;
} else if (chosen.length === 1) {
  await measure(only);
} else {
  for (const { name } of chosen)
    spawnSync(process.execPath, [...process.execArgv, import.meta.filename, name], { stdio: 'inherit' });
}

async function measure({ name, run }: BenchCase): Promise<void> {
  console.log(`\n${name}`);
  const measurements = await run();
  show(measurements);
  keep({ name, command: `npm run bench -- "${name}"`, measurements });
}
