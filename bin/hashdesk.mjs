#!/usr/bin/env node
// Starts Hashdesk on a Node that runs it: this one, or the one that came with the install.
import { spawn } from 'node:child_process';
import module from 'node:module';
import os from 'node:os';
import { fileURLToPath } from 'node:url';

// TypeScript without a flag, and node:sqlite.
const runsHashdesk = ([major, minor]) => major >= 24 || (major === 22 && minor >= 19);

/** glibc gives each thread a store of memory of its own, and what a thread leaves behind stays there. */
const frugal = { MALLOC_ARENA_MAX: '1', ...process.env };

if (runsHashdesk(process.versions.node.split('.').map(Number))) await run();
else await runAgainOn(installedNode());

async function run() {
  // Read only as a process begins: a desk that is to run for long begins once more in the same process.
  if (process.platform === 'linux' && process.argv.length === 2 && !process.env.MALLOC_ARENA_MAX)
    process.execve(
      process.execPath,
      [process.execPath, ...process.execArgv, ...process.argv.slice(1)],
      frugal,
    );
  module.enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/hashdesk', import.meta.url)));
  const { emitWarning } = process;
  process.emitWarning = (warning, ...rest) => {
    // It works as we use it, and the notice would stand in the middle of an answer.
    if (!/SQLite is an experimental feature/.test(String(warning))) emitWarning(warning, ...rest);
  };
  await import('../src/main.ts');
}

/** Path of the Node for this platform among the installed packages; undefined when there is none. */
function installedNode() {
  const { resolve } = module.createRequire(import.meta.url);
  const file = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node';
  for (const name of ['node', 'node-bin']) {
    try {
      return resolve(`${name}-${process.platform.replace('win32', 'win')}-${process.arch}/${file}`);
    } catch {
      // The other name, or none.
    }
  }
}

async function runAgainOn(node) {
  if (!node) return refuse('none came with the install for this platform; run npm ci, or use Node 24');
  const child = spawn(node, process.argv.slice(1), { stdio: 'inherit', env: frugal });
  const forward = (signal) => {
    // A terminal sends Ctrl-C to both processes: forwarded, it would arrive twice.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, forward);
  child.on('error', (error) => refuse(`the one that came with the install does not start (${error.code})`));
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + os.constants.signals[signal];
    if (!signal) return;
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

function refuse(reason) {
  console.error(`Hashdesk needs Node 22.19 or 24 and newer; this is ${process.version}, and ${reason}.`);
  process.exitCode = 1;
}
