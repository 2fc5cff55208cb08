import type { JsonRequest, TextRequest } from '../net/http.ts';
import { fetchJson, fetchText, showUrl } from '../net/http.ts';
import type { SourceOptions } from './source.ts';

/** What differs from one request to the next. */
type Call = Pick<TextRequest, 'body' | 'signal' | 'maxBytes' | 'readStatus'> & {
  path: string;
  query?: Record<string, string>;
};

/** One configured origin, asked one request at a time. */
export interface Upstream {
  /** For people: no user info, no query. */
  shownUrl: string;
  host: string;
  text(call: Call): Promise<string>;
  json<T>(call: Call & Pick<JsonRequest<T>, 'schema'>): Promise<T>;
}

/** Opens an upstream; a trailing `/api` and slashes of the origin are dropped. */
export function openUpstream({ url: configured, fetch, now, timeoutMs }: SourceOptions): Upstream {
  const { base, headers } = readOrigin(configured);
  const inTurn = oneAtATime();
  const request = ({ path, query = {}, ...call }: Call): TextRequest => ({
    ...call,
    fetch,
    now,
    headers,
    url: apiUrl({ base, path, query }),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });
  return {
    shownUrl: showUrl(base),
    host: base.host,
    text: (call) => inTurn(() => fetchText(request(call))),
    json: ({ schema, ...call }) => inTurn(() => fetchJson({ ...request(call), schema })),
  };
}

/** User info must leave the URL: fetch refuses it, and URLs end up in messages. */
function readOrigin(configured: string): { base: URL; headers: Record<string, string> } {
  const base = new URL(configured);
  const { username, password } = base;
  base.username = '';
  base.password = '';
  base.pathname = base.pathname.replace(/(?<!\/)\/+$/, '').replace(/\/api$/, '');
  if (username === '' && password === '') return { base, headers: {} };
  const userInfo = `${decode(username)}:${decode(password)}`;
  return { base, headers: { authorization: `Basic ${Buffer.from(userInfo).toString('base64')}` } };
}

/** A lone `%` in a password is meant as it stands. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function apiUrl({ base, path, query }: { base: URL; path: string; query: Record<string, string> }): URL {
  const url = new URL(base);
  url.pathname = base.pathname.replace(/\/$/, '') + path;
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url;
}

/** Runs jobs one after the other; a failed job does not hold up the next. */
function oneAtATime(): <T>(job: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (job) => {
    const result = last.then(job, job);
    last = result.catch(() => undefined);
    return result;
  };
}
