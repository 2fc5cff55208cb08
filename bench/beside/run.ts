import { execFileSync } from 'node:child_process';
import { mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type Measurement, quantile } from '../case.ts';
import { LINES } from '../commands.ts';
import { keep, show } from '../keep.ts';

/**
 * Measures what the answers take on this tree and on the one of another commit, by turns, each in a process of its
 * own: `npm run bench:beside` takes the commit before, `npm run bench:beside -- v1` another one.
 */
const PAIRS = 6;
const HERE = join(import.meta.dirname, '../..');
const samplesSchema = z.record(z.string(), z.array(z.number()));

const [before = 'HEAD^'] = process.argv.slice(2);
const git = (...words: string[]): string =>
  execFileSync('git', words, { cwd: HERE, encoding: 'utf8' }).trim();
const commit = git('rev-parse', '--short', '--verify', `${before}^{commit}`);
const there = join(mkdtempSync(join(tmpdir(), 'hashdesk-beside-')), commit);
git('worktree', 'add', '--quiet', '--detach', there, commit);
try {
  symlinkSync(join(HERE, 'node_modules'), join(there, 'node_modules'));
  const [ours, theirs] = [new Map<string, number[]>(), new Map<string, number[]>()];
  for (let pair = 0; pair < PAIRS; pair++) {
    // Whoever comes first meets another machine: each side does as often.
    const sides = [[HERE, ours] as const, [there, theirs] as const];
    for (const [root, samples] of pair % 2 === 0 ? sides : sides.toReversed())
      for (const [line, took] of Object.entries(measured(root)))
        samples.set(line, [...(samples.get(line) ?? []), ...took]);
  }
  const measurements = LINES.flatMap((line) =>
    ratios({ line, ours: ours.get(line)!, theirs: theirs.get(line)! }),
  );
  console.log(`\nThis tree beside ${commit}`);
  show(measurements);
  keep({ name: 'Beside the commit before', command: `npm run bench:beside -- ${commit}`, measurements });
} finally {
  git('worktree', 'remove', '--force', there);
}

function measured(root: string): Record<string, number[]> {
  const side = fileURLToPath(new URL('side.ts', import.meta.url));
  const printed = execFileSync(process.execPath, [...process.execArgv, side, root, ...LINES], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return samplesSchema.parse(JSON.parse(printed));
}

function ratios(asked: { line: string; ours: number[]; theirs: number[] }): Measurement[] {
  const { line, ours, theirs } = asked;
  const ratio = (share: number) => quantile(ours, share) / quantile(theirs, share);
  return [
    { name: `${line}: p50`, value: ratio(0.5), unit: '×' },
    { name: `${line}: p99`, value: ratio(0.99), unit: '×', reach: { atMost: 1.1 } },
  ];
}
