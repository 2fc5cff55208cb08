import { existsSync, globSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Log } from '../common/log.ts';
import { sheetWith } from './sheetFile.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const BUILT = join(root, 'dist/sheet');
const PAGE = 'index.html';
const ONE_FILE = 'one-file.html';
/** Whatever the sheet is made of. */
const SOURCES = ['sheet/**/*', 'src/**/*.ts', 'commands/*.ts', 'package-lock.json'];

/** The built sheet: a page with what belongs to it, and the same as one file. */
export interface SheetFolder {
  /** Whether there is one already, be it older than its sources. */
  isThere(): boolean;
  /** Its folder, built first where it is missing or older than its sources; undefined where that cannot be done. */
  ready(): Promise<string | undefined>;
  /** The sheet as one file with the question of a fragment in it; undefined where it is not built and cannot be. */
  file(fragment: string): Promise<string | undefined>;
}

/** The sheet in `dist`, built by `build` at the first need. What cannot be built is logged in one line. */
export function sheetFolder(asked: {
  build: (asked: { into: string }) => Promise<void>;
  log: Log;
}): SheetFolder {
  let made: Promise<string | undefined> | undefined;
  const ready = () => {
    made ??= madeUp(asked);
    return made;
  };
  return {
    isThere,
    ready,
    async file(fragment) {
      const folder = await ready();
      if (folder === undefined) return undefined;
      return sheetWith({ oneFile: readFileSync(join(folder, ONE_FILE), 'utf8'), fragment });
    },
  };
}

async function madeUp(asked: {
  build: (asked: { into: string }) => Promise<void>;
  log: Log;
}): Promise<string | undefined> {
  if (!isStale()) return BUILT;
  try {
    await buildAside(asked.build);
  } catch (error) {
    const state = isThere() ? 'is older than its sources' : 'is not there';
    const [why] = String(error instanceof Error ? error.message : error).split('\n');
    asked.log.warn({}, `The sheet ${state} and cannot be built (${why}): npm ci, then npm run sheet:build`);
  }
  return isThere() ? BUILT : undefined;
}

const isThere = (): boolean => existsSync(join(BUILT, PAGE));

/** What a terminal says of the sheet at an address; where there is none yet, it is built first. */
export async function whereSheetIs(asked: {
  folder: Pick<SheetFolder, 'isThere' | 'ready'>;
  at: string;
}): Promise<string> {
  const { folder, at } = asked;
  if (folder.isThere() || (await folder.ready()) !== undefined) return `The sheet is at ${at}`;
  return 'The sheet is not there and cannot be built: npm ci, then npm run sheet:build';
}

/** Whether the sheet is missing or older than what it is made of. */
export function isStale(): boolean {
  const page = join(BUILT, PAGE);
  if (!existsSync(page)) return true;
  const { mtimeMs } = statSync(page);
  return globSync(SOURCES, { cwd: root }).some((file) => statSync(join(root, file)).mtimeMs > mtimeMs);
}

/** Another process may build at the same time, or read: a folder is put into its place as a whole. */
export async function buildAside(build: (asked: { into: string }) => Promise<void>): Promise<void> {
  const aside = `${BUILT}-${process.pid}`;
  try {
    await build({ into: aside });
    rmSync(BUILT, { recursive: true, force: true });
    renameSync(aside, BUILT);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}
