/** A word without its endings, taken off one after the other, so that `pay` stands for `pays` and `paying` too. */
export function stemOf(word: string, endings: readonly RegExp[]): string {
  let stem = word;
  for (const ending of endings) {
    const rest = stem.replace(ending, '');
    if (rest.length >= SHORTEST) stem = rest;
  }
  return stem;
}

/** What is left of a word has to tell it from others. */
const SHORTEST = 3;
