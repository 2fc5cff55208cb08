import { closeSync, constants, fchmodSync, openSync, readFileSync, writeSync } from 'node:fs';

const MOST_LINES = 500;
const { O_CREAT, O_NOFOLLOW, O_TRUNC, O_WRONLY } = constants;

/** The lines typed in earlier sessions, newest first, as readline wants them; none when there is no file yet. */
export function loadHistory(file: string): string[] {
  try {
    const lines = readFileSync(file, 'utf8').split('\n');
    return lines
      .filter((line) => line !== '')
      .slice(-MOST_LINES)
      .reverse();
  } catch {
    // A history that cannot be read is a convenience lost, and no reason to refuse the session.
    return [];
  }
}

/** Keeps `history`, newest first, for its owner only. */
export function saveHistory(file: string, history: readonly string[]): void {
  try {
    const lines = history.slice(0, MOST_LINES).map((line) => line.replace(/[\r\n]+/gu, ' '));
    // Never through a symbolic link: a desk that runs as root would overwrite whatever it points to.
    const handle = openSync(file, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, 0o600);
    fchmodSync(handle, 0o600);
    writeSync(handle, `${lines.toReversed().join('\n')}\n`);
    closeSync(handle);
  } catch {
    // As above: the session goes on without.
  }
}
