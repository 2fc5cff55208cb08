import { chmodSync, readFileSync, writeFileSync } from 'node:fs';

const MOST_LINES = 500;

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
    writeFileSync(file, `${lines.toReversed().join('\n')}\n`, { mode: 0o600 });
    chmodSync(file, 0o600);
  } catch {
    // As above: the session goes on without.
  }
}
