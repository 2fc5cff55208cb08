import { z } from 'zod';

/** Control, format (bidirectional and zero-width ones among them), private, half and separating characters. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/u;
const LONGEST = 60;

/** Under what a name is kept: names that differ only in case, spaces, punctuation or width are the same. */
export function siteKey(name: string): string {
  const bare = name.normalize('NFKC').replace(/[^\p{L}\p{M}\p{N}]/gu, '');
  // By way of capitals, which ß and ss, or the two small sigmas, have in common; ẞ has none but its small letter’s.
  return bare.toLowerCase().toUpperCase().toLowerCase().normalize('NFKC');
}

/** A site's name: 1 to 60 visible characters, a letter or digit among them. */
export const siteNameSchema = z
  .string({ error: 'name must be a text' })
  .trim()
  .refine((name) => name !== '' && [...name].length <= LONGEST, {
    error: `name must have 1 to ${LONGEST} characters`,
  })
  .refine((name) => !INVISIBLE.test(name), { error: 'name must have visible characters only' })
  .refine((name) => /[\p{L}\p{N}]/u.test(siteKey(name)), { error: 'name must have a letter or a digit' });
