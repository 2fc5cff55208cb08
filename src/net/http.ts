import { setImmediate as breathe } from 'node:timers/promises';
import type { z } from 'zod';
import { NOT_REACHABLE } from './publicFetch.ts';

/** A source could not be read. The message names where; `reason` is the short form for a list of sources. */
export class SourceError extends Error {
  override name = 'SourceError';
  readonly reason: string;
  /** Whether the same request may succeed a moment later. */
  readonly retryable: boolean;
  /** How long the source asked us to wait, in milliseconds. */
  readonly retryAfterMs?: number;

  constructor(
    reason: string,
    { at, retryable = false, retryAfterMs }: { at?: string; retryable?: boolean; retryAfterMs?: number } = {},
  ) {
    super(at === undefined ? reason : `${at}: ${reason}`);
    this.reason = reason;
    this.retryable = retryable;
    if (retryAfterMs !== undefined) this.retryAfterMs = retryAfterMs;
  }
}

/** Origin and path of a URL as people may see it: no user info, no query, no path segment that looks like a key. */
export function showUrl(url: string | URL): string {
  if (!URL.canParse(String(url))) return '(not a URL)';
  const { origin, pathname } = new URL(url);
  return origin + pathname.replace(/(?<![\w-])(?=[\w-]*\d)[\w-]{16,}/g, '…').replace(/\/$/, '');
}

export interface TextRequest {
  fetch: typeof globalThis.fetch;
  url: string | URL;
  /** The current time in Unix milliseconds, for a Retry-After that is a date. */
  now: () => number;
  headers?: Record<string, string>;
  /** Sent as JSON by POST; without it the request is a GET. */
  body?: unknown;
  signal?: AbortSignal;
  /** From the first byte sent to the last byte read. */
  timeoutMs?: number;
  maxBytes?: number;
  /** Reads a JSON body under this status too: Bitcoin Core explains itself under 500. */
  readStatus?: number;
}

export interface JsonRequest<T> extends TextRequest {
  schema: z.ZodType<T>;
}

/** The text of an answer. Rejects with SourceError. */
export async function fetchText(request: TextRequest): Promise<string> {
  const { timeoutMs = 5_000, maxBytes = 2_000_000 } = request;
  const deadline = AbortSignal.timeout(timeoutMs);
  const signal = request.signal ? AbortSignal.any([request.signal, deadline]) : deadline;
  try {
    const response = await follow(request, signal);
    if (!response.ok && !explainsItself(request, response)) {
      void response.body?.cancel().catch(() => undefined);
      throw statusError(request, response);
    }
    return await readCapped(response, maxBytes);
  } catch (error) {
    if (error instanceof SourceError) throw fail(request, error);
    if (request.signal?.aborted) throw fail(request, new SourceError('no answer in time'));
    if (deadline.aborted) throw fail(request, new SourceError(`no answer within ${timeoutMs / 1000} s`));
    const code = networkCode(error);
    throw fail(request, new SourceError(networkReason(code), { retryable: code !== NOBODY_LISTENS }));
  }
}

/** In UTF-16 units: to read and to check more takes milliseconds. */
const LONG_TEXT = 100_000;

/** A JSON answer of the given shape. Rejects with SourceError. */
export async function fetchJson<T>({ schema, ...request }: JsonRequest<T>): Promise<T> {
  const text = await fetchText(request);
  const read = parseJson(text, request);
  // A history is a megabyte: between reading and checking it, others are heard.
  if (text.length > LONG_TEXT) await breathe();
  const parsed = schema.safeParse(read);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue?.path.length ? ` at ${issue.path.join('.')}` : '';
  throw fail(request, new SourceError(`unreadable answer${where}: ${issue?.message ?? 'unknown shape'}`));
}

function parseJson(text: string, request: TextRequest): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw fail(request, new SourceError('the answer is not JSON'));
  }
}

const explainsItself = ({ readStatus }: TextRequest, { status, headers }: Response) =>
  status === readStatus && headers.get('content-type')?.includes('json') === true;

/** The same failure with the place in its message. */
function fail({ url }: TextRequest, { reason, retryable, retryAfterMs }: SourceError): SourceError {
  return new SourceError(reason, {
    at: showUrl(url),
    retryable,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
}

/** Follows redirects within one host only: elsewhere the credentials would go to strangers. */
async function follow({ fetch, url, headers, body }: TextRequest, signal: AbortSignal): Promise<Response> {
  const init: RequestInit =
    body === undefined
      ? { headers }
      : {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          body: JSON.stringify(body),
        };
  let next = new URL(url);
  for (let hops = 0; hops <= 3; hops++) {
    const response = await fetch(next, { ...init, signal, redirect: 'manual' });
    const location = response.headers.get('location');
    if (response.status < 300 || response.status > 399 || location === null) return response;
    void response.body?.cancel().catch(() => undefined);
    next = redirected(location, next);
  }
  throw new SourceError('more than 3 redirects');
}

function redirected(location: string, from: URL): URL {
  if (!URL.canParse(location, from.href)) throw new SourceError('redirects to something that is no URL');
  const to = new URL(location, from);
  if (to.host !== from.host || (from.protocol === 'https:' && to.protocol !== 'https:')) {
    throw new SourceError(`redirects to another host (${to.host}), which is not followed`);
  }
  to.username = '';
  to.password = '';
  return to;
}

async function readCapped(response: Response, maxBytes: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  // Leaving the loop by an error cancels the stream, so that nothing more is downloaded.
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw new SourceError(`the answer is larger than ${maxBytes / 1e6} MB`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function statusError({ now }: TextRequest, { status, headers }: Response): SourceError {
  const askedMs = readRetryAfter(headers.get('retry-after'), now());
  if (askedMs === undefined) return new SourceError(`HTTP ${status}`, { retryable: status >= 500 });
  const retryAfterMs = Math.min(askedMs, MAX_WAIT_MS);
  const seconds = Math.ceil(retryAfterMs / 1000);
  const asks = askedMs > MAX_WAIT_MS ? 'asks to wait for longer, is asked again after' : 'asks to wait';
  return new SourceError(`HTTP ${status}, ${asks} ${seconds} s`, { retryAfterMs });
}

/** No answer makes us leave a source alone for longer. */
const MAX_WAIT_MS = 3_600_000;

/** Retry-After is a number of seconds, with decimals from some servers, or an HTTP date, which begins with a weekday. */
function readRetryAfter(header: string | null, now: number): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const ms = /^[A-Z][a-z]+, /.test(text) ? Date.parse(text) - now : Number.NaN;
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

const networkReasons: Record<string, string> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection reset',
  ENOTFOUND: 'host not found',
  EAI_AGAIN: 'host name cannot be looked up',
  EHOSTUNREACH: 'host unreachable',
  ENETUNREACH: 'network unreachable',
  ETIMEDOUT: 'connection timed out',
  UND_ERR_CONNECT_TIMEOUT: 'connection timed out',
  UND_ERR_SOCKET: 'connection closed',
  [NOT_REACHABLE]: 'cannot be reached from here',
};

/** Whoever restarts takes longer than a retry waits: it would only keep whoever asks waiting. */
const NOBODY_LISTENS = 'ECONNREFUSED';

function networkCode(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return cause instanceof Object && 'code' in cause ? String(cause.code) : '';
}

/** Only known codes are shown: the text of a network error may hold the URL with its credentials. */
const networkReason = (code: string): string =>
  networkReasons[code] ?? (/^[A-Z_]+$/.test(code) ? `connection failed (${code})` : 'connection failed');
