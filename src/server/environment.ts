import { existsSync, readFileSync } from 'node:fs';
import http from 'node:http';
import { parseEnv } from 'node:util';
import { nearest } from '../chat/read/nearest.ts';

type Environment = Record<string, string | undefined>;

/** What a process was started with, and what `.env` in its folder adds to it. */
export function environment(started: Environment): Environment {
  return existsSync('.env') ? { ...readEnvFile(readFileSync('.env')), ...started } : started;
}

/** What a file of variables holds. Editors of Windows begin it with a mark, and PowerShell writes it as UTF-16. */
export function readEnvFile(bytes: Uint8Array): Environment {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return parseEnv(new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8').decode(bytes));
}

/** A line for each variable that is set, read by nothing, and close to one of `known` that is not set. */
export function nearMisses({ env, known }: { env: Environment; known: readonly string[] }): string[] {
  const isSet = (name: string) => (env[name] ?? '') !== '';
  const unset = known.filter((name) => !isSet(name));
  return Object.keys(env)
    .filter((name) => isSet(name) && !known.includes(name))
    .flatMap((name) => {
      const meant = unset.filter((candidate) => isNear(name, candidate));
      if (meant.length === 0) return [];
      return [`${name} is set, and nothing reads it: did you mean ${meant.join(' or ')}?`];
    });
}

/** Of one family, as `SLACK_…`, and with all words of the other, or a slip of the pen away from it. */
function isNear(name: string, candidate: string): boolean {
  const [family = '', ...words] = name.split('_');
  const [itsFamily = '', ...itsWords] = candidate.split('_');
  if (itsWords.length === 0 || nearest({ word: family, among: [itsFamily] }).length === 0) return false;
  const [few, many] = words.length < itsWords.length ? [words, itsWords] : [itsWords, words];
  const holdsAll = few.length > 0 && few.every((word) => many.some((it) => it.startsWith(word)));
  return holdsAll || nearest({ word: name, among: [candidate] }).length > 0;
}

const PROXIES = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'];

/** The variables that name a proxy for what goes out, without what they hold. */
const proxyVariables = (env: Environment): string[] => PROXIES.filter((name) => (env[name] ?? '') !== '');

/**
 * Sends requests through the proxy that the environment names, but for what is `direct`. Returns what there is to say of
 * it.
 */
export function useProxy({ env, direct }: { env: Environment; direct: readonly string[] }): string[] {
  const names = proxyVariables(env).join(' and ');
  if (names === '') return [];
  // Newer than the oldest Node that runs Hashdesk.
  if (!http.setGlobalProxyFromEnv)
    return [`${names} is ignored: ${process.version} cannot use it, Node 24 can.`];
  http.setGlobalProxyFromEnv(env);
  return [`Requests go through the proxy of ${[names, ...direct].join(', but not ')}.`];
}
