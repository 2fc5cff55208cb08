import { writeFile } from 'node:fs/promises';
import { basename, extname, resolve } from 'node:path';
import type { BlockOf, Reply } from 'hashdesk/chat';

type File = Pick<BlockOf<'file'>, 'name' | 'content'>;

const MOST_OF_A_NAME = 99;

/** The pages of an answer, which a terminal cannot show. */
export const pagesOf = ({ blocks }: Reply): BlockOf<'file'>[] =>
  blocks.filter((block) => block.kind === 'file').filter(({ mediaType }) => mediaType === 'text/html');

/** Writes a file into `folder`, numbered where one of its name is there, and says in a line where it is, or why not. */
export async function saveFile({ name, content }: File, folder = process.cwd()): Promise<string> {
  const type = extname(name);
  const stem = basename(name, type);
  for (let at = 1; at <= MOST_OF_A_NAME; at += 1) {
    const path = resolve(folder, at === 1 ? stem + type : `${stem}-${at}${type}`);
    try {
      // Nothing that is there is replaced, and no symbolic link followed.
      await writeFile(path, content, { flag: 'wx' });
      return `Written to ${path}`;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST')
        return `${name} was not written: nothing can be written to ${folder}. Start Hashdesk in another folder.`;
    }
  }
  return `${name} was not written: ${MOST_OF_A_NAME} of that name are in ${folder}. Remove some.`;
}
