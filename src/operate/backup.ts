import { UserError } from '../common/errors.ts';
import { backUp, type Copied, restore } from '../storage/backup.ts';
import { existingDatabase, type Operation, refuseMore } from './operation.ts';

/** Copies the database, in use or not, to a new file. */
export const backup: Operation = async ({ config, words }) => {
  const to = onlyWord(words, 'backup');
  const { file } = existingDatabase(config);
  return { text: `${to} holds ${inWords(backUp({ file, to }))}.`, code: 0 };
};

/** Puts a backup into the data folder, where no database is. */
export const restoreBackup: Operation = async ({ config, words }) => {
  const from = onlyWord(words, 'restore');
  const copied = await restore({ from, directory: config.dataDirectory });
  const text = `${config.dataDirectory} holds ${inWords(copied)}: counts and checksums of all tables are those of ${from}.`;
  return { text, code: 0 };
};

function onlyWord(words: readonly string[], name: string): string {
  const [file, ...more] = words;
  const use = `${name} FILE`;
  if (!file) throw new UserError(`The file is missing. Use: ${use}`);
  refuseMore({ words: more, use });
  return file;
}

const inWords = ({ tables, rows, bytes }: Copied): string =>
  `${rows} rows of ${tables} tables in ${(bytes / 1e6).toFixed(1)} MB`;
