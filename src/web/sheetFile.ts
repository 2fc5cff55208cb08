const EMPTY = '<script type="application/json" id="question"></script>';

/**
 * The sheet as one file with a question in it, which opens from anywhere and asks nobody. A fragment has letters,
 * digits, dot, dash and underscore alone, so nothing in it can end the script that holds it.
 */
export function sheetWith({ oneFile, fragment }: { oneFile: string; fragment: string }): string {
  if (!/^[\w.-]+$/.test(fragment))
    throw new TypeError('A fragment has letters, digits, dots, dashes and underscores.');
  return oneFile.replace(EMPTY, () => EMPTY.replace('></', `>${fragment}</`));
}

/** The file that `--sheet out.html` names before a question, and the other words. */
export function withoutSheet(words: readonly string[]): { words: string[]; sheetFile?: string } {
  const at = words.indexOf('--sheet');
  const file = words[at + 1];
  if (at < 0 || file === undefined) return { words: [...words] };
  return { words: words.toSpliced(at, 2), sheetFile: file };
}
