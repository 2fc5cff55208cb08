/** What is written where a secret was. */
const removed = '[removed]';

/** Shapes of credentials that belong to no platform: JSON web tokens, and what follows an authorization scheme. */
const shapes: readonly [shape: RegExp, replacement: string][] = [
  [/eyJ[\w-]+\.[\w-]+\.[\w-]+/g, removed],
  [/\b(Bearer|Basic)(\s+|%20|\+)[\w.~+/=-]{6,}/gi, `$1 ${removed}`],
];

/**
 * A URL with user info, query or fragment. User info ends at the last `@` before the path; a password with an
 * unescaped slash is told from a host by what follows its colon, which is no port.
 */
const url =
  /([a-z][a-z0-9+.-]{0,30}:\/\/)(?:[^\s/?#<>]*@|[^\s/?#:@<>]*:(?!\d+(?:[/?#\s]|$))[^\s<>]*@)?([^\s?#"'<>]*)(?:[?#][^\s"'<>]*)?/gi;

/** What not to show. */
export interface Hidden {
  /** Values, removed as they are and as they stand in a URL. One under 4 characters would take words apart: it stays. */
  secrets?: readonly string[];
  /** What the tokens of platforms look like. */
  patterns?: readonly RegExp[];
}

/** Makes what takes `secrets` and `patterns` out of a text, and user info, query and fragment out of its URLs. */
export function scrubber({ secrets = [], patterns = [] }: Hidden): (text: string) => string {
  const values = spellings(secrets);
  const tokens = patterns.map((pattern) => new RegExp(pattern, `${pattern.flags.replace(/[gy]/g, '')}g`));
  return (text) => {
    let clean = text;
    for (const value of values) clean = clean.replaceAll(value, removed);
    clean = clean.replace(url, '$1$2');
    for (const token of tokens) clean = clean.replace(token, removed);
    for (const [shape, replacement] of shapes) clean = clean.replace(shape, replacement);
    return clean;
  };
}

/** Longest first, so that a secret that contains another leaves nothing behind. */
function spellings(secrets: readonly string[]): string[] {
  return secrets
    .filter((secret) => secret.length >= 4)
    .flatMap((secret) => [secret, encodeURIComponent(secret.toWellFormed())])
    .sort((a, b) => b.length - a.length);
}
