import { createHmac } from 'node:crypto';

export interface SignedRequest {
  body: string;
  headers: Record<string, string>;
}

/** Signs a body as Slack signs its requests; `timestamp` in Unix seconds. */
export function sign({
  body,
  secret,
  timestamp,
  contentType,
}: {
  body: string;
  secret: string;
  timestamp: number;
  contentType: string;
}): SignedRequest {
  const signature = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  return {
    body,
    headers: {
      'content-type': contentType,
      'x-slack-request-timestamp': String(timestamp),
      'x-slack-signature': `v0=${signature}`,
    },
  };
}
