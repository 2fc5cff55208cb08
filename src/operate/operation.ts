import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../common/errors.ts';
import { createLog, type Log } from '../common/log.ts';
import type { Config } from '../config.ts';
import { fileName } from '../storage/sqlite/sqlite.ts';

/** What the operator runs by hand, beside a desk or without one. */
export type Operation = (asked: {
  config: Config;
  /** What was typed after its name. */
  words: readonly string[];
  /** What is odd about the environment, a line for each. */
  notes: readonly string[];
  version: string;
  now: () => number;
  fetch: typeof globalThis.fetch;
}) => Promise<{ text: string; code: number }>;

/** Whoever runs an operation by hand reads its one answer. */
export const sayNothing: Log = createLog({ level: 'silent', write: () => {} });

/** UserError for words that an operation has no use for: nothing typed is dropped. */
export function refuseMore({ words, use }: { words: readonly string[]; use: string }): void {
  if (words.length > 0)
    throw new UserError(`I read “${words.join(' ')}”, expected nothing more. Use: ${use}`);
}

/** Where the database is; UserError where none is, since none is to be made. */
export function existingDatabase({ dataDirectory: directory }: Pick<Config, 'dataDirectory'>) {
  const file = join(directory, fileName);
  if (!existsSync(file))
    throw new UserError(`There is no database ${file}. Set DATA_DIR to the folder that holds it.`);
  return { directory, file };
}
