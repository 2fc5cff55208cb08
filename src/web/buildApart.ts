import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const launcher = fileURLToPath(new URL('../../bin/hashdesk.mjs', import.meta.url));

/** Builds by the mode of that name in a process of its own: the 300 MB that a build takes do not stay with the desk. */
export const buildApart =
  (mode: string) =>
  async ({ into }: { into: string }): Promise<void> => {
    await promisify(execFile)(process.execPath, [launcher, mode, into]).catch(({ stderr }) => {
      throw new Error(String(stderr).trim() || 'the process that builds it ended');
    });
  };
