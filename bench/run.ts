import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { alertTicks } from './alerts.ts';
import { met } from './case.ts';
import { coldStart } from './coldStart.ts';
import { allSites, commandLatency } from './commands.ts';
import { coreThroughput } from './core.ts';
import { delivery } from './delivery.ts';

/** Measures, prints a table, and writes it to results.json with the command and the machine. */

const cases = [coreThroughput, commandLatency, allSites, coldStart, delivery, alertTicks];
const [wanted] = process.argv.slice(2);
const results = [];
for (const { name, run } of cases) {
  if (wanted !== undefined && !name.toLowerCase().includes(wanted.toLowerCase())) continue;
  console.log(`\n${name}`);
  const measurements = await run();
  for (const it of measurements) {
    const reach =
      it.reach === undefined ? '' : 'atMost' in it.reach ? `≤ ${it.reach.atMost}` : `≥ ${it.reach.atLeast}`;
    const value = it.value.toLocaleString('en-US', { maximumFractionDigits: it.value < 100 ? 2 : 0 });
    console.log(
      `  ${it.name.padEnd(66)} ${value.padStart(12)} ${it.unit.padEnd(11)} ${reach}${met(it) ? '' : '  MISSED'}`,
    );
  }
  results.push({ name, measurements });
}

if (wanted === undefined) {
  const machine = { cpu: cpus()[0]?.model, cores: cpus().length, memoryGb: Math.round(totalmem() / 2 ** 30) };
  const report = {
    command: 'npm run bench',
    node: process.version,
    machine,
    at: new Date().toISOString(),
    results,
  };
  writeFileSync(new URL('results.json', import.meta.url), `${JSON.stringify(report, null, 2)}\n`);
}
