import { parse } from 'node:querystring';
import type { App, Receiver } from '@slack/bolt';
import type { WebhookHead } from 'hashdesk/chat';
import { readEnvelope } from '../payloads.ts';
import { requestVerifier } from './verify.ts';

const MAX_BODY_LENGTH = 1_000_000;

const empty = (status: number) => new Response(null, { status });

/** The payload in a body: JSON, a form, or JSON in a form. Throws when it is neither, or nothing that Slack sends. */
function payloadOf({ body, contentType }: { body: string; contentType: string }): Record<string, unknown> {
  if (contentType.startsWith('application/json')) return readEnvelope(JSON.parse(body));
  const form = parse(body);
  return readEnvelope(typeof form.payload === 'string' ? JSON.parse(form.payload) : form);
}

function answerOf(ack: unknown): Response {
  if (ack === undefined || ack === '') return empty(200);
  if (typeof ack === 'string') return new Response(ack);
  return new Response(JSON.stringify(ack), { headers: { 'content-type': 'application/json' } });
}

/** Bolt's receiver for signed requests: checks them, hands them on, and answers as soon as they are acknowledged. */
export function httpReceiver({
  signingSecret,
  now,
  refused,
}: {
  signingSecret: string;
  now: () => number;
  /** Told why a request was refused. */
  refused: (reason: string) => void;
}) {
  const verify = requestVerifier({ signingSecret, now });
  let app: App | undefined;

  function dispatch(body: Record<string, unknown>, headers: Headers): Promise<Response> {
    const retry = headers.get('x-slack-retry-num');
    const { promise, resolve } = Promise.withResolvers<Response>();
    const event = {
      body,
      ack: async (ack?: unknown) => resolve(answerOf(ack)),
      ...(retry !== null && { retryNum: Number(retry) }),
    };
    app?.processEvent(event).then(
      // Nothing that Slack sends: Bolt finds no kind in it, and nobody acknowledged it.
      () => resolve(empty(400)),
      // What its listeners throw goes to the app's own handler: here it could not read what it was sent.
      () => resolve(empty(400)),
    );
    return promise;
  }

  /** By its head alone; undefined where the body decides. */
  function refuse({ method, headers }: WebhookHead): Response | undefined {
    if (method !== 'POST') return new Response(null, { status: 405, headers: { allow: 'POST' } });
    if (!app) return empty(503);
    const reason = verify.head(headers);
    if (reason === undefined) return undefined;
    refused(reason);
    return empty(401);
  }

  async function handle(request: Request): Promise<Response> {
    const body = await request.text();
    if (!app) return empty(503);
    if (body.length > MAX_BODY_LENGTH) return empty(413);
    const reason = verify.whole({ headers: request.headers, body });
    if (reason !== undefined) {
      refused(reason);
      return empty(401);
    }
    try {
      const payload = payloadOf({ body, contentType: request.headers.get('content-type') ?? '' });
      if (payload.type === 'url_verification') return Response.json({ challenge: payload.challenge });
      if (payload.ssl_check !== undefined) return empty(200);
      return await dispatch(payload, request.headers);
    } catch {
      return empty(400);
    }
  }

  const receiver: Receiver = {
    init: (initialized) => {
      app = initialized;
    },
    start: async () => {},
    stop: async () => {
      app = undefined;
    },
  };
  return { receiver, refuse, handle };
}
