import { createHash, timingSafeEqual } from 'node:crypto';
import type { Log, WebhookHead } from 'hashdesk/chat';

const WEBHOOK_PATH = '/telegram';

/** Where Telegram reaches a process whose origin is `publicUrl`. */
export const webhookUrl = ({ publicUrl }: { publicUrl: string }): string =>
  `${publicUrl.replace(/(?<!\/)\/+$/, '')}${WEBHOOK_PATH}`;

const SECRET_HEADER = 'x-telegram-bot-api-secret-token';
/** An update is a few thousand bytes. */
const MOST_BYTES = 1_000_000;

const empty = (status: number) => new Response(null, { status });

/** Refuses a request by its head: another path, another method, or a secret that is not Telegram's. */
export function refuseWebhook({ head, secret }: { head: WebhookHead; secret: string }): Response | undefined {
  if (head.path !== WEBHOOK_PATH) return empty(404);
  if (head.method !== 'POST') return new Response(null, { status: 405, headers: { allow: 'POST' } });
  return isSame(head.headers.get(SECRET_HEADER) ?? '', secret) ? undefined : empty(401);
}

/** Answers a request to the webhook: 200 when its update is handled; anything else makes Telegram send it again. */
export async function answerWebhook(asked: {
  request: Request;
  secret: string;
  /** Undefined while Hashdesk is not connected. */
  take: ((update: unknown) => Promise<void>) | undefined;
  log: Log;
}): Promise<Response> {
  const { request, secret, take, log } = asked;
  const { method, url, headers } = request;
  const refusal = refuseWebhook({ head: { method, path: new URL(url).pathname, headers }, secret });
  if (refusal) return refusal;
  if (!take) return empty(503);
  const body = await request.arrayBuffer();
  if (body.byteLength > MOST_BYTES) return empty(413);
  const update = parsed(new TextDecoder().decode(body));
  // Sent again it would be no better.
  if (update === undefined) log.warn({}, 'A request to the Telegram webhook is no JSON');
  else await take(update);
  return empty(200);
}

/** Compares in a time that says nothing about where the two differ. */
function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
