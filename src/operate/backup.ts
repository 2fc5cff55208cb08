import { UserError } from '../common/errors.ts';
import type { Config } from '../config.ts';
import { DUTY, DUTY_MS } from '../server/duty.ts';
import { isHeldIn } from '../storage/lock.ts';
import { versionOfProgram } from '../storage/schema.ts';
import { backUp, backUpRows, type Copied, refuseUnlessFile, restore } from '../storage/sqlite/backup.ts';
import { readDatabase } from '../storage/sqlite/sqlite.ts';
import { existingDatabase, type Operation, refuseMore, sayNothing } from './operation.ts';

/** Copies the database, in use or not, to a new file: the same kind of file, whichever engine keeps it. */
export const backup: Operation = async ({ config, words }) => {
  const to = onlyWord(words, 'backup');
  const copied = await (config.databaseUrl === undefined
    ? backUp({ file: existingDatabase(config).file, to })
    : backUpServer({ url: config.databaseUrl, to }));
  return { text: `${to} holds ${inWords(copied)}.`, code: 0 };
};

async function backUpServer({ url, to }: { url: string; to: string }): Promise<Copied> {
  const { readPostgres } = await import('../storage/postgres/reading.ts');
  const from = await readPostgres({ url });
  return backUpRows({ from, to }).finally(from.close);
}

/** Puts a backup into the data folder, or into the database of DATABASE_URL, where no database is. */
export const restoreBackup: Operation = async ({ config, words }) => {
  const from = onlyWord(words, 'restore');
  if (config.databaseUrl !== undefined) {
    refuseUnlessFile(from);
    return { text: await filled({ url: config.databaseUrl, file: from }), code: 0 };
  }
  const copied = await restore({ from, directory: config.dataDirectory });
  const text = `${config.dataDirectory} holds ${inWords(copied)}: counts and checksums of all tables are those of ${from}.`;
  return { text, code: 0 };
};

/** Moves a desk from the file in its data folder to the database of DATABASE_URL; what broke off goes on. */
export const migrate: Operation = async ({ config, words, now }) => {
  refuseMore({ words, use: 'migrate' });
  const url = serverOf(config);
  const { file } = existingDatabase(config);
  refuseInUse({ file, now: now() });
  return {
    text: `${await filled({ url, file })} The file is as it was; from now on DATABASE_URL is used.`,
    code: 0,
  };
};

/** What a desk writes meanwhile would be left behind. */
function refuseInUse({ file, now }: { file: string; now: number }): void {
  const source = readDatabase(file);
  const isInUse = isHeldIn({ reading: source, name: DUTY, now, ttlMs: DUTY_MS });
  source.close();
  if (isInUse) throw new UserError('A desk runs on this file: stop it, then migrate.');
}

function serverOf({ databaseUrl }: Config): string {
  if (databaseUrl !== undefined) return databaseUrl;
  throw new UserError('Set DATABASE_URL to the PostgreSQL database that the file in DATA_DIR is to move to.');
}

async function filled({ url, file }: { url: string; file: string }): Promise<string> {
  const { fillPostgres } = await import('../storage/postgres/fill.ts');
  const source = readDatabase(file);
  source.hold();
  try {
    refuseOld({ file, version: source.version });
    const { tables, rows } = await fillPostgres({ url, from: source.allRows, log: sayNothing });
    return `The database holds ${rows} rows of ${tables} tables: counts and checksums are those of ${file}.`;
  } finally {
    source.close();
  }
}

/** Its tables are not those of this program: a start, and a restore, bring a file up to date. */
function refuseOld({ file, version }: { file: string; version: number }): void {
  if (version !== versionOfProgram)
    throw new UserError(
      `${file} has version ${version}, and this Hashdesk works with ${versionOfProgram}. Start it once on that file without DATABASE_URL, or restore the file into a folder, and migrate from there.`,
    );
}

function onlyWord(words: readonly string[], name: string): string {
  const [file, ...more] = words;
  const use = `${name} FILE`;
  if (!file) throw new UserError(`The file is missing. Use: ${use}`);
  refuseMore({ words: more, use });
  return file;
}

const inWords = ({ tables, rows, bytes }: Copied): string =>
  `${rows} rows of ${tables} tables in ${(bytes / 1e6).toFixed(1)} MB`;
