import { writeFileSync } from 'node:fs';
import type { Reply } from '../chat/reply.ts';
import { sheetFragment } from '../sheet/link.ts';

/** What is made of the fragment of an answer's sheet; undefined where the sheet cannot be built. */
type Maker = (fragment: string) => Promise<string | Uint8Array | undefined>;

const OPTIONS = ['--sheet', '--xlsx'] as const;
type Option = (typeof OPTIONS)[number];

/** The files that `--sheet out.html` and `--xlsx out.xlsx` name beside a question, and the other words. */
export function askedFiles(given: readonly string[]): {
  words: string[];
  files: { option: Option; path: string }[];
} {
  let words = [...given];
  const files = OPTIONS.flatMap((option) => {
    const at = words.indexOf(option);
    const path = words[at + 1];
    if (at < 0 || path === undefined) return [];
    words = words.toSpliced(at, 2);
    return [{ option, path }];
  });
  return { words, files };
}

/** Writes the files of an answer; why one could not be, in one line. */
export async function writeFiles(asked: {
  reply: Reply;
  files: readonly { option: Option; path: string }[];
  make: Record<Option, Maker>;
}): Promise<string | undefined> {
  const { reply, files, make } = asked;
  if (files.length === 0) return undefined;
  if (reply.question === undefined) return `“${reply.title}” has no sheet: nothing was written.`;
  const fragment = sheetFragment(reply.question);
  for (const { option, path } of files) {
    const content = await make[option](fragment);
    if (content === undefined) return 'The sheet is not built: npm run sheet:build';
    const fault = written({ path, content });
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** Why the file could not be written; undefined where it was. */
function written({ path, content }: { path: string; content: string | Uint8Array }): string | undefined {
  try {
    writeFileSync(path, content);
    return undefined;
  } catch (error) {
    return `“${path}” was not written: ${reason((error as NodeJS.ErrnoException).code)}.`;
  }
}

function reason(code: string | undefined): string {
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'there is no such folder';
    case 'EISDIR':
      return 'it is a folder, name a file';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'that is not permitted there';
    default:
      return `the disk refused it${code === undefined ? '' : ` (${code})`}`;
  }
}
