import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const MIGRATIONS = 'src/storage/migrations.ts';
/** What a next release may bring: a column, a table and an index, as those before it did. */
const NEXT = `  \`ALTER TABLE answers ADD COLUMN of_storm INTEGER NOT NULL DEFAULT 0;
   CREATE INDEX answers_of_storm ON answers (of_storm);
   CREATE TABLE of_storm (id INTEGER PRIMARY KEY) STRICT;\`,
];`;

/** Two releases, of which the newer brings a migration, each in a folder from which it runs. */
export interface Releases {
  before: string;
  after: string;
  /** Which they are, in words. */
  words: string;
}

/**
 * This program, and the newest release before it that keeps its tables on PostgreSQL and has fewer migrations; where there
 * is none, this program and what would follow it.
 */
export function releasesIn(folder: string): Releases {
  const root = resolve('.');
  const before = git(['log', '--format=%H', '--', MIGRATIONS])
    .split('\n')
    .map((commit) => `${commit}^`)
    .find((commit) => isOlder(commit));
  if (before !== undefined) {
    const words = `${git(['rev-parse', '--short', before])} and the present program`;
    return { before: checkedOut(before, join(folder, 'before')), after: root, words };
  }
  const after = checkedOut('HEAD', join(folder, 'after'));
  const file = join(after, MIGRATIONS);
  writeFileSync(file, readFileSync(file, 'utf8').replace(/\];\s*$/, `\n${NEXT}\n`));
  return { before: root, after, words: 'the present program and the same with one more migration' };
}

function isOlder(commit: string): boolean {
  const text = git(['show', `${commit}:${MIGRATIONS}`], true);
  const hasServer = git(['cat-file', '-t', `${commit}:src/storage/postgres/postgres.ts`], true) === 'blob';
  return (
    hasServer &&
    text !== '' &&
    text.length < readFileSync(MIGRATIONS, 'utf8').trim().length &&
    stepsOf(text) < stepsOf(readFileSync(MIGRATIONS, 'utf8'))
  );
}

/** Each step ends a template. */
const stepsOf = (text: string): number => text.split('`,\n').length;

function git(words: string[], mayFail = false): string {
  const { status, stdout, stderr } = spawnSync('git', words, { encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (status !== 0 && !mayFail) throw new Error(`git ${words.join(' ')}: ${stderr}`);
  return status === 0 ? stdout.trim() : '';
}

function checkedOut(commit: string, folder: string): string {
  mkdirSync(folder, { recursive: true });
  const { stdout } = spawnSync('git', ['archive', commit], { maxBuffer: 2 ** 28 });
  const { status } = spawnSync('tar', ['-x', '-C', folder], { input: stdout });
  if (status !== 0) throw new Error(`The release ${commit} could not be unpacked`);
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  return folder;
}
