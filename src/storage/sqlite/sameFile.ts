import { statSync } from 'node:fs';
import { LostError } from '../../common/errors.ts';

/**
 * Remembers which file `path` is now. The function returned throws LostError once another, or none, is in its
 * place: what is written then goes to a file that has no name any more, and is lost with the process.
 */
export function watchFile(path: string): () => void {
  const identity = () => {
    const { dev, ino } = statSync(path, { throwIfNoEntry: false }) ?? {};
    return ino === undefined ? undefined : `${dev} ${ino}`;
  };
  const first = identity();
  return () => {
    const now = identity();
    if (now === first) return;
    const what = now === undefined ? 'deleted' : 'replaced';
    throw new LostError(
      `The database file was ${what} while Hashdesk ran: nothing was saved. Start Hashdesk anew.`,
    );
  };
}
