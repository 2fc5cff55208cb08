import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { fileName, openDatabase } from '../../../src/storage/sqlite/sqlite.ts';
import { tempDirectory } from '../tempDirectory.ts';

let bytes: Buffer | undefined;

/** A new database file as it is once it has been opened and closed. */
function newFile(): Buffer {
  if (bytes) return bytes;
  const directory = mkdtempSync(join(tmpdir(), 'hashdesk test '));
  void openDatabase({ directory }).close();
  bytes = readFileSync(join(directory, fileName));
  rmSync(directory, { recursive: true });
  return bytes;
}

/** A new directory of a desk that has nothing yet but its tables, which hundreds of tests need and take long to make. */
export function newDirectory(): string {
  const directory = tempDirectory();
  if (inject('postgresUrl') === undefined)
    writeFileSync(join(directory, fileName), newFile(), { mode: 0o600 });
  return directory;
}
