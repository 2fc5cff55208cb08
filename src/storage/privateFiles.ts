import { chmodSync, closeSync, mkdirSync, openSync, readdirSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { StorageError } from '../common/errors.ts';

const others = 0o077;

/**
 * Makes `directory` (0700) and `file` in it (0600) where they are missing, and shuts other users out of both,
 * and out of SQLite's files beside it, where they are let in. Throws StorageError with what to do when it cannot.
 */
export function prepareFiles({ directory, file }: { directory: string; file: string }): void {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    shutOthersOut({ directory, file });
    // SQLite gives the files beside it the same mode, so this one must have it before it is opened.
    closeSync(openSync(file, 'a', 0o600));
    for (const path of [file, `${file}-wal`, `${file}-shm`]) if (isOpen(path)) chmodSync(path, 0o600);
  } catch (error) {
    throw error instanceof StorageError
      ? error
      : new StorageError(inWords(directory, error), { cause: error });
  }
}

/** A directory that was someone else's first (`/tmp`, a home directory) must not be taken from them. */
function shutOthersOut({ directory, file }: { directory: string; file: string }): void {
  if (!isOpen(directory)) return;
  const ours = basename(file);
  const names = readdirSync(directory);
  if (names.length > 0 && !names.includes(ours))
    throw new StorageError(
      `The data directory ${directory} holds other files and is open to other users. Set DATA_DIR to a directory for Hashdesk alone, or close this one with chmod 700.`,
    );
  chmodSync(directory, 0o700);
}

/** Windows keeps its permissions elsewhere: a mode says nothing there. */
function isOpen(path: string): boolean {
  // Another process may close the database, and its files be gone, at any moment.
  const mode = statSync(path, { throwIfNoEntry: false })?.mode ?? 0;
  return process.platform !== 'win32' && (mode & others) !== 0;
}

function inWords(directory: string, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return `The disk is full: the data directory ${directory} cannot be used. Make room and try again.`;
  return `The data directory ${directory} cannot be written (${code || String(error)}). Make it writable, or set DATA_DIR to a directory that is.`;
}
