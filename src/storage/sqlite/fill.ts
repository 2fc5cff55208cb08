import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { StorageError } from '../../common/errors.ts';
import { type AllRows, digestOf, inLists, insertInto } from '../rows.ts';
import { fileName, openDatabase, readDatabase } from './sqlite.ts';

const AT_ONCE = 500;

/** Writes every row of `from` into the new database `file`, and compares them. StorageError where they differ. */
export async function fillFile({ file, from }: { file: string; from: AllRows }): Promise<void> {
  const directory = mkdtempSync(join(dirname(file), 'filled-'));
  try {
    const database = openDatabase({ directory });
    for (const table of await from.tables())
      for await (const rows of inLists(from.rowsOf(table), AT_ONCE))
        await database.runMany(insertInto(table, Object.keys(rows[0]!)), rows);
    await database.run('DELETE FROM sqlite_sequence');
    await database.runMany(
      'INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)',
      [...(await from.lastNumbers())].map(([name, last]) => ({ name, last })),
    );
    await database.forget();
    // Without a log beside it, the file can be read where nothing can be written.
    await database.run('PRAGMA journal_mode = DELETE');
    await database.close();
    renameSync(join(directory, fileName), file);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
  await compare({ file, from });
}

async function compare({ file, from }: { file: string; from: AllRows }): Promise<void> {
  const copy = readDatabase(file);
  try {
    for (const table of await from.tables()) {
      const [wanted, found] = [
        await digestOf(from.rowsOf(table)),
        await digestOf(copy.allRows.rowsOf(table)),
      ];
      if (wanted.count !== found.count || wanted.digest !== found.digest)
        throw new StorageError(`The copy differs in ${table}: it was not kept.`);
    }
  } finally {
    copy.close();
  }
}
