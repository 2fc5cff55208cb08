import { execFileSync, spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ended } from './support/processes/child.ts';
import { tempDirectory } from './support/tempDirectory.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Stands in for the program: says what it was started with, then does as its first argument says. */
const standIn = `
  import { DatabaseSync } from 'node:sqlite';
  const [task, value]: string[] = process.argv.slice(2);
  const types: boolean = new DatabaseSync(':memory:').isOpen;
  if (task === 'exit') process.exitCode = Number(value);
  if (task === 'die') process.kill(process.pid, 'SIGKILL');
  if (task === 'wait') {
    const still = setInterval(() => {}, 1000);
    process.once(value!, () => { console.log('settled'); clearInterval(still); process.exitCode = 7; });
  }
  if (task === 'sleep') setInterval(() => {}, 1000);
  if (task === 'warn') {
    process.emitWarning('SQLite is an experimental feature and might change at any time', 'ExperimentalWarning');
    process.emitWarning('Something else is an experimental feature', 'ExperimentalWarning');
  }
  // Last, because it tells the test that signals are now listened to.
  console.log(JSON.stringify({ major: parseInt(process.versions.node), args: process.argv.slice(2), types,
    stores: process.env.MALLOC_ARENA_MAX }));
`;

/** A clone in a directory with a space in its name, holding the launcher, the stand-in and this platform's Node. */
function clone({ withNode = true } = {}): string {
  const directory = join(tempDirectory(), 'my clone');
  for (const part of ['bin', 'src', 'node_modules']) mkdirSync(join(directory, part), { recursive: true });
  copyFileSync(join(root, 'bin/hashdesk.mjs'), join(directory, 'bin/hashdesk.mjs'));
  writeFileSync(join(directory, 'src/main.ts'), standIn);
  writeFileSync(join(directory, 'package.json'), '{"type":"module"}');
  const packages = readdirSync(join(root, 'node_modules')).filter((name) =>
    /^node-(bin-)?(linux|darwin|win)/.test(name),
  );
  if (withNode)
    for (const name of packages)
      symlinkSync(join(root, 'node_modules', name), join(directory, 'node_modules', name), 'dir');
  return directory;
}

function start(node: string, directory: string, ...args: string[]) {
  return spawn(node, [join(directory, 'bin/hashdesk.mjs'), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
}

/** A Node on the PATH that is too old to run Hashdesk by itself. */
function olderNode(): string | undefined {
  const paths = (process.env.PATH ?? '').split(delimiter).map((directory) => join(directory, 'node'));
  return paths.find((path) => {
    if (!existsSync(path)) return false;
    return Number.parseInt(execFileSync(path, ['--version'], { encoding: 'utf8' }).slice(1), 10) < 22;
  });
}

const older = olderNode();

describe.each([
  { name: 'the Node of the tests', node: process.execPath, skip: false },
  { name: older ? 'an older Node' : 'an older Node (none on the PATH)', node: older ?? '', skip: !older },
])('bin/hashdesk.mjs on $name', ({ node, skip }) => {
  it.skipIf(skip)('runs the program on a Node that can, with the arguments as they are', async () => {
    const args = ['ask', 'profit demo', '', '--json', `"it's"`];
    const { code, stdout, stderr } = await ended(start(node, clone(), ...args));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ args, types: true });
    expect(JSON.parse(stdout).major).toBeGreaterThanOrEqual(22);
  });

  it.skipIf(skip || process.platform !== 'linux')(
    'gives all threads of a desk one store of memory, unless it is told another number',
    async () => {
      const desk = async (env: NodeJS.ProcessEnv) => {
        const launcher = join(clone(), 'bin/hashdesk.mjs');
        const program = spawn(node, ['--max-semi-space-size=4', launcher], {
          env: { ...process.env, ...env },
          stdio: ['ignore', 'pipe', 'pipe'],
        });
        const { stdout, stderr } = await ended(program);
        return { stderr, ...JSON.parse(stdout) };
      };
      expect(await desk({ MALLOC_ARENA_MAX: undefined })).toMatchObject({
        stderr: '',
        args: [],
        stores: '1',
      });
      expect(await desk({ MALLOC_ARENA_MAX: '3' })).toMatchObject({ stderr: '', args: [], stores: '3' });
    },
  );

  it.skipIf(skip)('passes the exit code on', async () => {
    expect((await ended(start(node, clone(), 'exit', '2'))).code).toBe(2);
  });

  it.skipIf(skip)('passes on that the program was killed', async () => {
    expect((await ended(start(node, clone(), 'die'))).signal).toBe('SIGKILL');
  });

  it.skipIf(skip).each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    'lets the program settle on %s',
    async (signal) => {
      const program = start(node, clone(), 'wait', signal);
      program.stdout.once('data', () => program.kill(signal));
      expect(await ended(program)).toMatchObject({ code: 7, stdout: expect.stringMatching(/settled\n$/) });
    },
  );

  it.skipIf(skip)('ends by the signal that ended the program', async () => {
    const program = start(node, clone(), 'sleep');
    program.stdout.once('data', () => program.kill('SIGTERM'));
    expect(await ended(program)).toMatchObject({ code: null, signal: 'SIGTERM' });
  });

  it.skipIf(skip)('is silent about SQLite being experimental, and about nothing else', async () => {
    const { stderr } = await ended(start(node, clone(), 'warn'));
    expect(stderr).toContain('Something else is an experimental feature');
    expect(stderr).not.toContain('SQLite');
  });
});

it.skipIf(!older)(
  'bin/hashdesk.mjs on an older Node says what to do when none came with the install',
  async () => {
    const { code, stdout, stderr } = await ended(start(older!, clone({ withNode: false })));
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(
      /^Hashdesk needs Node 22.19 or 24 and newer; this is v[\d.]+, and none came with the install for this platform; run npm ci, or use Node 24.\n$/,
    );
  },
);
