import { DeliveryError } from 'hashdesk/chat';
import { z } from 'zod';

const happening = z.object({
  id: z.string(),
  from: z.string(),
  channel: z.string(),
  text: z.string().optional(),
  press: z.string().optional(),
  form: z.object({ key: z.string(), values: z.record(z.string(), z.string()) }).optional(),
  file: z.object({ name: z.string(), text: z.string().max(1_000_000) }).optional(),
});
export type Happening = z.infer<typeof happening>;

/** The calls of the platform's API that the adapter makes. */
export function toyClient({
  url,
  token,
  fetch,
}: {
  url: string;
  token: string;
  fetch: typeof globalThis.fetch;
}) {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return {
    /** Rejects with DeliveryError. */
    async post(message: object): Promise<void> {
      const answer = await fetch(`${url}/messages`, {
        method: 'POST',
        headers,
        body: JSON.stringify(message),
      }).catch(() => {
        throw new DeliveryError('Toy did not answer.', { retryable: true });
      });
      await answer.arrayBuffer();
      if (!answer.ok) throw refusal(answer);
    },
    /** Hands over what happens until `signal`, and what is being answered then. */
    async listen(receive: (event: Happening) => Promise<void>, signal: AbortSignal): Promise<void> {
      const answering: Promise<void>[] = [];
      let after = 0;
      while (!signal.aborted) {
        const events = await fetch(`${url}/events?after=${after}`, { headers, signal }).then(
          async (answer) => z.array(happening).parse(await answer.json()),
          () => [],
        );
        after += events.length;
        answering.push(...events.map(receive));
      }
      await Promise.all(answering);
    },
  };
}
export type Client = ReturnType<typeof toyClient>;

function refusal({ status, headers }: Response): DeliveryError {
  const message = `Toy answered with status ${status}.`;
  if (status === 429)
    return new DeliveryError(message, {
      retryable: true,
      retryAfterMs: Number(headers.get('retry-after') ?? 1) * 1000,
    });
  if (status === 403)
    return new DeliveryError('The conversation is closed: choose another one.', {
      retryable: false,
      closed: true,
    });
  return new DeliveryError(message, { retryable: status >= 500 });
}
