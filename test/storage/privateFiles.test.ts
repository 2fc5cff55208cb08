import { lstatSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../src/storage/sqlite/sqlite.ts';
import { tempDirectory } from '../support/tempDirectory.ts';

it('openDatabase() names a directory or a socket in the place of its file, and what to do', async () => {
  const [one, other] = [tempDirectory(), tempDirectory()];
  const of = (directory: string) => join(directory, 'hashdesk.sqlite');
  mkdirSync(of(one));
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(of(other), resolve));
  onTestFinished(() => void server.close());
  for (const directory of [one, other])
    expect(() => openDatabase({ directory })).toThrow(
      `${of(directory)} is not a file. Move it away, or set DATA_DIR to a directory for Hashdesk alone.`,
    );
  expect(lstatSync(of(other)).isSocket()).toBe(true);
});
