import {
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
} from 'node:fs';
import { basename } from 'node:path';
import { StorageError } from '../../common/errors.ts';

const others = 0o077;

const { O_CREAT, O_DIRECTORY, O_NOFOLLOW, O_NONBLOCK, O_RDONLY, O_RDWR } = constants;

/**
 * Makes `directory` (0700) and `file` in it (0600) where they are missing, and shuts other users out of both,
 * and out of SQLite's files beside it, where they are let in. None of them may be a symbolic link: whoever made it
 * would have a desk that runs as root change any file. Throws StorageError with what to do when it cannot.
 */
export function prepareFiles({ directory, file }: { directory: string; file: string }): void {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    shutOthersOut({ directory, file });
    // SQLite gives the files beside it the same mode, so this one must have it before it is opened.
    refuseOther(file);
    closePrivate(file, O_RDWR | O_CREAT);
    refuseOther(`${file}-journal`);
    for (const path of [`${file}-wal`, `${file}-shm`]) {
      refuseOther(path);
      // Opened only where it must be: to close it again gives up what another database of this process has locked.
      if (isOpen(path)) closePrivate(path, O_RDWR);
    }
  } catch (error) {
    throw error instanceof StorageError
      ? error
      : new StorageError(inWords(directory, error), { cause: error });
  }
}

/** A directory that was someone else's first (`/tmp`, a home directory) must not be taken from them. */
function shutOthersOut({ directory, file }: { directory: string; file: string }): void {
  refuseLink(directory);
  const ours = basename(file);
  const names = readdirSync(directory);
  closePrivate(directory, O_RDONLY | O_DIRECTORY, () => {
    if (names.length > 0 && !names.includes(ours))
      throw new StorageError(
        `The data directory ${directory} holds other files and is open to other users. Set DATA_DIR to a directory for Hashdesk alone, or close this one with chmod 700.`,
      );
  });
}

/** Opens `path` itself, never what it links to, and closes it to others where it is open to them and `allow` does not throw. */
function closePrivate(path: string, flags: number, allow = () => {}): void {
  refuseLink(path);
  const handle = openSync(path, flags | O_NOFOLLOW | O_NONBLOCK, 0o600);
  try {
    const { mode } = fstatSync(handle);
    if (process.platform === 'win32' || (mode & others) === 0) return;
    allow();
    fchmodSync(handle, mode & 0o700);
  } finally {
    closeSync(handle);
  }
}

function refuseLink(path: string): void {
  if (!lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) return;
  throw new StorageError(
    `${path} is a symbolic link, which Hashdesk does not follow. Set DATA_DIR to the directory itself, or put the file in its place.`,
  );
}

/** A directory or a pipe in the place of a file is not ours, and SQLite would say no more than that it cannot open it. */
function refuseOther(path: string): void {
  refuseLink(path);
  if (lstatSync(path, { throwIfNoEntry: false })?.isFile() === false)
    throw new StorageError(
      `${path} is not a file. Move it away, or set DATA_DIR to a directory for Hashdesk alone.`,
    );
}

/** Windows keeps its permissions elsewhere: a mode says nothing there. */
function isOpen(path: string): boolean {
  // Another process may close the database, and its files be gone, at any moment.
  const { mode = 0 } = lstatSync(path, { throwIfNoEntry: false }) ?? {};
  return process.platform !== 'win32' && (mode & others) !== 0;
}

function inWords(directory: string, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return `The disk is full: the data directory ${directory} cannot be used. Make room and try again.`;
  return `The data directory ${directory} cannot be written (${code || String(error)}). Make it writable, or set DATA_DIR to a directory that is.`;
}
