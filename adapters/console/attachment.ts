import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { UserError } from 'hashdesk/chat';

const MOST_BYTES = 1_000_000;

/**
 * Reads a text file of at most 1 MB by its path, relative to the working directory; undefined without a path.
 * @throws UserError when there is none, or when it is a directory, too large or not UTF-8 text.
 */
export async function readAttachment(path?: string): Promise<{ name: string; text: string } | undefined> {
  if (path === undefined) return undefined;
  try {
    const { size, isFile } = await kindOf(path);
    if (!isFile) throw new UserError(`“${path}” is not a file: name a CSV or JSON file.`);
    if (size > MOST_BYTES) {
      throw new UserError(`“${path}” has ${(size / 1e6).toFixed(1)} MB; at most 1 MB is read.`);
    }
    return { name: basename(path), text: decode(await readFile(path), path) };
  } catch (error) {
    throw error instanceof UserError ? error : new UserError(reason(error, path));
  }
}

/** Looked up before the file is opened: opening a pipe would wait for its other end. */
async function kindOf(path: string): Promise<{ size: number; isFile: boolean }> {
  const found = await stat(path);
  return { size: found.size, isFile: found.isFile() };
}

function decode(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UserError(`“${path}” is not UTF-8 text: save it as CSV or JSON in UTF-8.`);
  }
}

function reason(error: unknown, path: string): string {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return `There is no file “${path}”: give its path from the folder where Hashdesk was started.`;
    case 'EACCES':
    case 'EPERM':
      return `“${path}” may not be read: check its permissions.`;
    default:
      return `“${path}” cannot be read.`;
  }
}
