import { SlackFailure, unreachable } from '../errors.ts';

/** Slack takes five answers to one `response_url`, for half an hour. */
const USES = 5;
const LIFETIME_MS = 30 * 60_000;
const TIMEOUT_MS = 10_000;

/** Where one command or click is answered. */
export interface ResponseUrl {
  usable(): boolean;
  /** Rejects with SlackFailure. */
  post(body: object): Promise<void>;
  /** Tells Slack, unless it knows, that what was asked has arrived; a click is acknowledged as it comes. */
  acknowledge(): Promise<void>;
}

const INVALID_BLOCKS = 'invalid_blocks';

function refusal({ status, headers }: Response, said: string): SlackFailure {
  if (said.includes(INVALID_BLOCKS)) return new SlackFailure(INVALID_BLOCKS);
  const seconds = Number(headers.get('retry-after'));
  if (status === 429) return new SlackFailure('ratelimited', { retryAfterMs: (seconds || 1) * 1000 });
  return new SlackFailure(`http_${status}`, { retryable: status >= 500 });
}

/** Posts JSON and reads the whole answer, so that the connection can be used again. */
async function postJson({ url, body, fetch }: { url: string; body: object; fetch: typeof globalThis.fetch }) {
  // A signal of AbortSignal.timeout would keep everything it belongs to until it fires.
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), TIMEOUT_MS);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: controller.signal,
    });
    return { response, said: await response.text() };
  } catch {
    return unreachable();
  } finally {
    clearTimeout(timer);
  }
}

export interface ResponseUrlOptions {
  url: string;
  fetch: typeof globalThis.fetch;
  now: () => number;
}

/** Follows one `response_url` from the moment it came; its address is a secret and is never shown. */
export function openResponseUrl({ url, fetch, now }: ResponseUrlOptions): ResponseUrl {
  const until = now() + LIFETIME_MS;
  let uses = 0;
  return {
    usable: () => uses < USES && now() < until,
    acknowledge: async () => {},
    async post(body) {
      const { response, said } = await postJson({ url, body, fetch });
      if (!response.ok) throw refusal(response, said);
      uses += 1;
    },
  };
}
