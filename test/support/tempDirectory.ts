import { accessSync, constants, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

const MEMORY = '/dev/shm';
const ENOUGH_BYTES = 2 ** 30;

/** Hundreds of databases that wait for the disk at every commit hold up the tests: they are in memory where there is room. */
function place(): string {
  try {
    accessSync(MEMORY, constants.W_OK);
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize >= ENOUGH_BYTES ? MEMORY : tmpdir();
  } catch {
    return tmpdir();
  }
}

/** A new empty directory that goes when the test ends. */
export function tempDirectory(): string {
  const directory = mkdtempSync(join(place(), 'hashdesk test '));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}
