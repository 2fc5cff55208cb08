/** `text` without case, width variants, spaces and punctuation, as loose names are compared; `+` tells models apart. */
export function normalise(text: string): string {
  // Names of commands and inputs are ASCII, and all of them are compared with each word of a line.
  if (/^[\x20-\x7e]*$/.test(text)) return text.toLowerCase().replace(/[^a-z0-9+]/g, '');
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}+]/gu, '');
}

/** No name that is compared is longer, and the distance takes quadratic time. */
const LONGEST_WORD = 60;

/**
 * The entries of `among` that `word` may have meant, best first: those it begins, then those within a third
 * of its length in edits (Damerau-Levenshtein). Empty when hopeless.
 */
export function nearest({
  word,
  among,
  most = 3,
}: {
  word: string;
  among: readonly string[];
  most?: number;
}): string[] {
  const wanted = normalise(word.slice(0, 4 * LONGEST_WORD));
  if (wanted === '' || wanted.length > LONGEST_WORD) return [];
  const furthest = Math.max(1, Math.floor(wanted.length / 3));
  return [...new Set(among)]
    .map((name) => ({ name, distance: distanceTo(normalise(name)) }))
    .filter(({ distance }) => distance <= furthest)
    .sort((one, other) => one.distance - other.distance)
    .slice(0, most)
    .map(({ name }) => name);

  function distanceTo(name: string): number {
    if (name === '' || name.length > LONGEST_WORD) return Number.POSITIVE_INFINITY;
    // What it begins comes before every edit, the shortest completion first.
    if (name.startsWith(wanted)) return -1 / (1 + name.length - wanted.length);
    if (Math.abs(name.length - wanted.length) > furthest) return Number.POSITIVE_INFINITY;
    const distance = editDistance(wanted, name);
    return distance < Math.min(wanted.length, name.length) ? distance : Number.POSITIVE_INFINITY;
  }
}

/** Insertions, deletions, replacements and swaps of neighbours that turn `one` into `other`. */
export function editDistance(one: string, other: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row++) {
    const current = [row];
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1];
      const swapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      current[column] = Math.min(
        last[column]! + 1,
        current[column - 1]! + 1,
        last[column - 1]! + (same ? 0 : 1),
        swapped ? beforeLast[column - 2]! + 1 : Number.POSITIVE_INFINITY,
      );
    }
    [beforeLast, last] = [last, current];
  }
  return last[other.length]!;
}
