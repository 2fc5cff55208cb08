import type { MultipartForm } from 'hashdesk/chat';
import { z } from 'zod';
import { refusalOf, unanswered } from '../errors.ts';

/** One call of the Bot API; rejects with DeliveryError. */
export interface Client {
  call<T>(method: string, asked: Call<T>): Promise<T>;
  /** Where a file lies, by the path that Telegram gives it. The address holds the token: it is for `fetch` alone. */
  fileAddress(path: string): string;
}

interface Call<T> {
  /** Parameters as JSON. */
  body?: object;
  /** Parameters and a file, in place of those. */
  form?: MultipartForm;
  result: z.ZodType<T>;
  timeoutMs?: number;
  signal?: AbortSignal;
}

const TIMEOUT_MS = 10_000;
const DEFAULT_API = 'https://api.telegram.org';

/** The Bot API over HTTP. The token is in every address, so no address ever leaves this file. */
export function createClient(parts: {
  token: string;
  apiUrl?: string | undefined;
  fetch: typeof fetch;
}): Client {
  const { token, fetch } = parts;
  const origin = (parts.apiUrl ?? DEFAULT_API).replace(/(?<!\/)\/+$/, '');
  return {
    async call(method, { body = {}, form, result, timeoutMs = TIMEOUT_MS, signal }) {
      const timeout = AbortSignal.timeout(timeoutMs);
      const response = await fetch(`${origin}/bot${token}/${method}`, {
        method: 'POST',
        body: form?.body ?? JSON.stringify(body),
        headers: { 'content-type': form?.type ?? 'application/json' },
        redirect: 'error',
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      }).catch((error) => Promise.reject(unanswered(error)));
      const text = await response.text().catch((error) => Promise.reject(unanswered(error)));
      const answered = z.object({ ok: z.literal(true), result }).safeParse(parsed(text));
      if (answered.success) return answered.data.result;
      throw refusalOf({ status: response.status, body: parsed(text) });
    },
    fileAddress: (path) => `${origin}/file/bot${token}/${path.split('/').map(encodeURIComponent).join('/')}`,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
