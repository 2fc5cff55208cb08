import { respondAtOnce } from './hooks.ts';
import { type SignedRequest, sign } from './sign.ts';
import type { Json, World } from './world.ts';

export type Kind = 'slash_commands' | 'events_api' | 'interactive';

/** Something handed to the app, and how it acknowledged. */
export interface Delivery {
  kind: Kind;
  payload: Json;
  envelopeId: string;
  sentAt: number;
  /** By the clock of the stand-in; undefined while it waits. */
  ackedAt?: number;
  /** How often it was handed over again because of no ack. */
  retries: number;
  /** Resolves with what the acknowledgement carried, or with the status of an HTTP answer that was no 200. */
  ack: Promise<Json>;
  settle(ack: Json): void;
  /** The request as it was signed, over HTTP. */
  request?: SignedRequest;
}

export const EVENT_RETRIES = 3;
const FORM = 'application/x-www-form-urlencoded';

/** The body that Slack posts for a payload. */
function bodyOf({ kind, payload }: Pick<Delivery, 'kind' | 'payload'>): {
  body: string;
  contentType: string;
} {
  if (kind === 'events_api') return { body: JSON.stringify(payload), contentType: 'application/json' };
  const form = kind === 'slash_commands' ? payload : { payload: JSON.stringify(payload) };
  return { body: new URLSearchParams(form).toString(), contentType: FORM };
}

/** Hands payloads to the app over its sockets, or over HTTP once `httpTarget` is set, and records each ack. */
export function createDeliveries(world: World) {
  const { sockets } = world;
  const all: Delivery[] = [];
  let httpTarget: string | undefined;

  function overSocket(delivery: Delivery, retry?: { attempt: number; reason: string }): void {
    const [socket] = [...sockets].reverse();
    if (!socket) throw new Error('No socket is open.');
    const { envelopeId, kind, payload } = delivery;
    const again = retry && { retry_attempt: retry.attempt, retry_reason: retry.reason };
    socket.send(
      JSON.stringify({
        envelope_id: envelopeId,
        type: kind,
        payload,
        accepts_response_payload: true,
        ...again,
      }),
    );
  }

  async function overHttp(delivery: Delivery, retry?: { attempt: number; reason: string }): Promise<void> {
    const timestamp = Math.floor(world.now() / 1000);
    delivery.request = sign({ ...bodyOf(delivery), secret: world.secrets.signingSecret, timestamp });
    const again = retry && {
      'x-slack-retry-num': String(retry.attempt),
      'x-slack-retry-reason': retry.reason,
    };
    const headers = { ...delivery.request.headers, ...again };
    const response = await fetch(httpTarget!, { method: 'POST', headers, body: delivery.request.body });
    const text = await response.text();
    delivery.settle(
      response.status === 200 ? (text ? JSON.parse(text) : undefined) : { status: response.status },
    );
  }

  const hand = (delivery: Delivery, retry?: { attempt: number; reason: string }) =>
    httpTarget ? void overHttp(delivery, retry) : overSocket(delivery, retry);

  return {
    all,
    /** Signed requests go to this address from now on. */
    useHttp(target: string): void {
      httpTarget = target;
    },
    deliver(kind: Kind, payload: Json): Delivery {
      const { promise, resolve } = Promise.withResolvers<Json>();
      const delivery: Delivery = {
        kind,
        payload,
        envelopeId: world.next('envelope'),
        sentAt: world.now(),
        retries: 0,
        ack: promise,
        settle(ack) {
          const first = delivery.ackedAt === undefined;
          delivery.ackedAt ??= world.now();
          if (first && kind === 'slash_commands' && ack?.blocks)
            respondAtOnce(world, { channel: payload.channel_id, user: payload.user_id }, ack);
          resolve(ack);
        },
      };
      all.push(delivery);
      hand(delivery);
      return delivery;
    },
    /** Hands the same payload over once more, as Slack does when it saw no answer. */
    redeliver(delivery: Delivery, reason = 'http_timeout'): void {
      hand(delivery, { attempt: 1, reason });
    },
    /** Events that were not acknowledged within 3 seconds are handed over again, three times at most. */
    retryUnacknowledged(): Delivery[] {
      const isLate = ({ kind, ackedAt, sentAt, retries }: Delivery) =>
        kind === 'events_api' &&
        ackedAt === undefined &&
        retries < EVENT_RETRIES &&
        world.now() - sentAt >= 3_000;
      const late = all.filter(isLate);
      for (const delivery of late) {
        delivery.retries += 1;
        hand(delivery, { attempt: delivery.retries, reason: 'timeout' });
      }
      return late;
    },
    acknowledge({ envelope_id, payload }: Json): void {
      all.find(({ envelopeId }) => envelopeId === envelope_id)?.settle(payload);
    },
  };
}
export type Deliveries = ReturnType<typeof createDeliveries>;
