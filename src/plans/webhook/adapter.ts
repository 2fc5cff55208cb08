import { createHmac } from 'node:crypto';
import type { ChatAdapter } from '../../chat/adapter.ts';
import type { Reply } from '../../chat/reply.ts';
import { DeliveryError } from '../../common/errors.ts';
import { WEBHOOK } from '../../delivery/table.ts';
import { fetchText, SourceError, showUrl } from '../../net/http.ts';
import type { FeedParts } from '../../power/index.ts';
import type { Database } from '../../storage/database.ts';
import { noteSent, webhookOf } from './table.ts';

const TIMEOUT_MS = 10_000;
const MAX_ANSWER_BYTES = 100_000;

/** The hex of HMAC-SHA-256 over `timestamp.body`: Unix seconds, and the body as it is sent. */
function signatureOf(asked: { secret: string; timestamp: number; body: string }): string {
  const { secret, timestamp, body } = asked;
  return createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
}

/**
 * Sends plans to webhooks, as an adapter sends messages to a chat: what fails is tried again, less and less often. A
 * request that may have arrived is sent again under the same id, which the other side knows it by.
 */
export function webhookAdapter(parts: FeedParts & { database: Database }): ChatAdapter {
  const { database, fetchFor, now } = parts;
  return {
    name: WEBHOOK,
    async start() {},
    async stop() {},
    reconcile: async () => 'absent',
    async send({ tenant, channel: site }, reply, { deliveryId, ensureOurs }) {
      const hook = await webhookOf(database, { tenant, site });
      if (hook === undefined) throw new DeliveryError('The webhook was taken away.', { retryable: false });
      const { url, secret } = hook;
      const body = bodyOf(reply);
      const timestamp = Math.floor(now() / 1000);
      const signature = signatureOf({ secret, timestamp, body: JSON.stringify(body) });
      const headers = {
        'hashdesk-delivery': deliveryId,
        'hashdesk-timestamp': String(timestamp),
        'hashdesk-signature': `sha256=${signature}`,
      };
      const limits = { timeoutMs: TIMEOUT_MS, maxBytes: MAX_ANSWER_BYTES };
      ensureOurs?.();
      try {
        await fetchText({ fetch: fetchFor(tenant), url, now, headers, body, ...limits });
      } catch (error) {
        if (!(error instanceof SourceError)) throw error;
        const message = `${showUrl(url)}: ${error.reason}`;
        await noteSent(database, { tenant, site, url, error: message });
        const { retryAfterMs } = error;
        throw new DeliveryError(message, { retryable: true, ...(retryAfterMs && { retryAfterMs }) });
      }
      await noteSent(database, { tenant, site, url, sentAt: now() });
      return { receipt: deliveryId };
    },
  };
}

/** The JSON of the file that a delivery holds. */
function bodyOf({ blocks }: Reply): unknown {
  const file = blocks.find((block) => block.kind === 'file');
  if (file === undefined) throw new DeliveryError('There is no plan in the message.', { retryable: false });
  return JSON.parse(file.content);
}
