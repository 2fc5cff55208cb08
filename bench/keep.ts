import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { type Measurement, met } from './case.ts';

/** Prints what was measured, beside what was promised. */
export function show(measurements: readonly Measurement[]): void {
  for (const it of measurements) {
    const reach =
      it.reach === undefined ? '' : 'atMost' in it.reach ? `≤ ${it.reach.atMost}` : `≥ ${it.reach.atLeast}`;
    const value = it.value.toLocaleString('en-US', { maximumFractionDigits: it.value < 100 ? 2 : 0 });
    console.log(
      `  ${it.name.padEnd(66)} ${value.padStart(12)} ${it.unit.padEnd(11)} ${reach}${met(it) ? '' : '  MISSED'}`,
    );
  }
}

/** Keeps it in results.json, with the command, the machine and the time. */
export function keep(asked: { name: string; command: string; measurements: readonly Measurement[] }): void {
  const { name, command, measurements } = asked;
  const file = new URL('results.json', import.meta.url);
  const results: Record<string, object> = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const machine = {
    cpu: cpus()[0]?.model,
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
  };
  results[name] = { command, machine, node: process.version, at: new Date().toISOString(), measurements };
  writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
}
