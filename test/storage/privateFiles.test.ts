import { execFileSync } from 'node:child_process';
import { lstatSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDatabase } from '../../src/storage/database.ts';
import { tempDirectory } from '../support/tempDirectory.ts';

it('openDatabase() names a directory or a pipe in the place of its file, and what to do', () => {
  const [one, other] = [tempDirectory(), tempDirectory()].map((directory) => ({
    directory,
    file: join(directory, 'hashdesk.sqlite'),
  }));
  mkdirSync(one!.file);
  execFileSync('mkfifo', [other!.file]);
  for (const { directory, file } of [one!, other!])
    expect(() => openDatabase({ directory })).toThrow(
      `${file} is not a file. Move it away, or set DATA_DIR to a directory for Hashdesk alone.`,
    );
  expect(lstatSync(other!.file).isFIFO()).toBe(true);
});
