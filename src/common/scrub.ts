/** What is written where a secret was. */
const removed = '[removed]';

/**
 * Shapes of credentials, wherever they stand in a text:
 * Slack tokens (xoxb-, xoxp-, xapp-, xoxe.xoxp-, …), Discord bot and user tokens, JSON web tokens, what follows
 * an authorization scheme, and the parts of webhook addresses that let anyone post.
 */
const shapes: readonly [shape: RegExp, replacement: string][] = [
  [/x(?:ox[a-z]|app|wfp)(?:\.xox[a-z])?-[\w%+/=.-]+/gi, removed],
  [/(?<![\w-])(?:mfa\.[\w-]{60,}|[\w-]{18,}\.[\w-]{6,7}\.[\w-]{25,})/g, removed],
  [/eyJ[\w-]+\.[\w-]+\.[\w-]+/g, removed],
  [/\b(Bearer|Basic)(\s+|%20|\+)[\w.~+/=-]{6,}/gi, `$1 ${removed}`],
  [/(hooks\.slack(?:-gov)?\.com\/)[^\s"'<>]+/gi, `$1${removed}`],
  [/(\/webhooks\/\d+\/|\/interactions\/\d+\/)[\w-]+/gi, `$1${removed}`],
];

/**
 * A URL with user info, query or fragment. User info ends at the last `@` before the path; a password with an
 * unescaped slash is told from a host by what follows its colon, which is no port.
 */
const url =
  /([a-z][a-z0-9+.-]*:\/\/)(?:[^\s/?#<>]*@|[^\s/?#:@<>]*:(?!\d+(?:[/?#\s]|$))[^\s<>]*@)?([^\s?#"'<>]*)(?:[?#][^\s"'<>]*)?/gi;

/**
 * `text` without credentials of known shapes, without user info, query and fragment in URLs, and without the
 * `secrets` given, as they are and as they stand in a URL. A secret under 4 characters is not looked for: it
 * would take ordinary words apart.
 */
export function scrub(text: string, secrets: readonly string[] = []): string {
  let clean = text;
  for (const secret of spellings(secrets)) clean = clean.replaceAll(secret, removed);
  clean = clean.replace(url, '$1$2');
  for (const [shape, replacement] of shapes) clean = clean.replace(shape, replacement);
  return clean;
}

/** Longest first, so that a secret that contains another leaves nothing behind. */
function spellings(secrets: readonly string[]): string[] {
  return secrets
    .filter((secret) => secret.length >= 4)
    .flatMap((secret) => [secret, encodeURIComponent(secret.toWellFormed())])
    .sort((a, b) => b.length - a.length);
}
