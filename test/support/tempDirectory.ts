import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A new empty directory that goes when the test ends. */
export function tempDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'hashdesk test '));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}
