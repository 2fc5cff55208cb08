import { writeFileSync } from 'node:fs';
import type { Reply } from '../chat/reply.ts';
import { UserError } from '../common/errors.ts';
import { sheetFragment } from '../sheet/link.ts';
import { whyNoSheet } from '../sheet/without.ts';

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
  try {
    for (const { option, path } of files) {
      const page = option === '--sheet' ? pageOf(reply) : undefined;
      const content = page ?? (await make[option](fragmentOf(reply)));
      if (content === undefined) return 'The sheet is not built: npm run sheet:build';
      const fault = written({ path, content });
      if (fault !== undefined) return fault;
    }
    return undefined;
  } catch (error) {
    if (error instanceof UserError) return `${error.message} Nothing was written.`;
    throw error;
  }
}

/** How to have the page that an answer brings, where it was not asked for as a file; undefined where it brings none. */
export const pageNote = ({
  reply,
  files,
}: {
  reply: Reply;
  files: readonly unknown[];
}): string | undefined =>
  files.length === 0 && pageOf(reply) !== undefined
    ? 'To have the page: ask it again with --sheet and the file to write, as in --sheet sheet.html'
    : undefined;

/** The page that an answer brings, which no terminal shows. */
const pageOf = ({ blocks }: Reply): string | undefined =>
  blocks.flatMap((block) =>
    block.kind === 'file' && block.mediaType === 'text/html' ? [block.content] : [],
  )[0];

function fragmentOf(reply: Reply): string {
  if (reply.question === undefined) throw new UserError(whyNoSheet(reply));
  return sheetFragment(reply.question);
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
