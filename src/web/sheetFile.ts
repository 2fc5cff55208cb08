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
