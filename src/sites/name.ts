/** Under what a name is kept: names that differ only in case, spaces, punctuation or width are the same. */
export function siteKey(name: string): string {
  const bare = name.normalize('NFKC').replace(/[^\p{L}\p{M}\p{N}]/gu, '');
  // By way of capitals, which ß and ss, or the two small sigmas, have in common; ẞ has none but its small letter’s.
  return bare.toLowerCase().toUpperCase().toLowerCase().normalize('NFKC');
}
