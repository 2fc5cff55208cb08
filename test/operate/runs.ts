import { join, resolve } from 'node:path';
import { adapters } from '../../adapters/index.ts';
import { StorageError, UserError } from '../../src/common/errors.ts';
import { readConfig, variableNames } from '../../src/config.ts';
import { operations } from '../../src/operate/index.ts';
import { nearMisses } from '../../src/server/environment.ts';
import { openTestDesk } from '../support/desk.ts';
import { tempDirectory } from '../support/tempDirectory.ts';

const SOURCES = ['MEMPOOL_URL', 'COINBASE_URL', 'KRAKEN_URL', 'BITSTAMP_URL', 'GEMINI_URL'];
const NOWHERE = 'http://127.0.0.1:1';

/** Every source at an address, nowhere by default. */
export const at = (origin = NOWHERE) => Object.fromEntries(SOURCES.map((name) => [name, origin]));

/** An operation as the program runs it, with its data in `data` of the folder; `env` as the environment holds it. */
export async function run(
  words: string[],
  { cwd, env = {}, kinds = adapters }: { cwd: string; env?: Record<string, string>; kinds?: typeof adapters },
) {
  const [name = '', ...typed] = words;
  const rest = name === 'tenant' ? typed : typed.map((file) => resolve(cwd, file));
  const set = { DATA_DIR: join(cwd, 'data'), ...at(), ...env };
  const notes = nearMisses({ env: set, known: variableNames(kinds) });
  const means = { version: '1.2.3', now: Date.now, fetch: globalThis.fetch, notes };
  try {
    const config = readConfig(set, kinds);
    const { text, code } = await operations[name]!({ config, words: rest, ...means });
    return { code, stdout: `${text}\n`, stderr: '' };
  } catch (error) {
    if (!(error instanceof UserError || error instanceof StorageError)) throw error;
    return { code: 2, stdout: '', stderr: `${error.message}\n` };
  }
}

/** A desk on the data of a folder. */
export const deskIn = (cwd: string) => openTestDesk({ dataDirectory: join(cwd, 'data') });

/** A folder whose data hold a site. */
export async function filled(...lines: string[]) {
  const cwd = tempDirectory();
  const desk = deskIn(cwd);
  for (const line of ['site add rockdale 100 MW s21xp at 45', ...lines]) await desk.ask(line);
  await desk.stop();
  return cwd;
}

export const databaseIn = (cwd: string) => join(cwd, 'data', 'hashdesk.sqlite');
