import { quote } from '../../chat/read/quote.ts';
import { type Reply, reply } from '../../chat/reply.ts';
import { showMoment } from '../../common/localTime.ts';
import { showUrl } from '../../net/http.ts';
import type { Webhook } from './table.ts';

/** Where the plans of a site go, and how the last request went. */
export function webhookCard(asked: {
  name: string;
  timeZone: string;
  hook: Omit<Webhook, 'secret'> | undefined;
}): Reply {
  const { name, timeZone, hook } = asked;
  if (hook === undefined)
    return reply({
      title: `The plans of ${name} are sent nowhere`,
      visibility: 'private',
      blocks: [
        { kind: 'text', parts: [`Send them: dispatch webhook ${quote(name)} https://example.com/plans.`] },
      ],
    });
  const { url, sentAt, error } = hook;
  const last =
    sentAt === undefined
      ? 'None has arrived yet.'
      : `The last arrived at ${showMoment({ time: sentAt, timeZone })} ${timeZone}.`;
  return reply({
    title: `The plans of ${name} go to ${showUrl(url)}`,
    tone: error === undefined ? 'neutral' : 'warning',
    visibility: 'private',
    blocks: [
      { kind: 'text', parts: [`${last} ${WHEN}`] },
      ...(error === undefined
        ? []
        : [
            {
              kind: 'note' as const,
              tone: 'warning' as const,
              parts: [`The last attempt failed: ${error}.`],
            },
          ]),
    ],
  });
}

/** The secret of a webhook that was just set up, which is shown no more. */
export function webhookSecret({ name, url, secret }: { name: string; url: string; secret: string }): Reply {
  return reply({
    title: `The plans of ${name} go to ${showUrl(url)}, signed with this secret, which is shown once`,
    tone: 'good',
    visibility: 'private',
    secret: true,
    blocks: [
      { kind: 'text', parts: [secret] },
      {
        kind: 'text',
        parts: [
          `Header Hashdesk-Signature is sha256= and the hex of HMAC-SHA-256 over the header Hashdesk-Timestamp, a dot and the body. ${WHEN}`,
        ],
      },
      {
        kind: 'note',
        tone: 'warning',
        parts: ['Hashdesk controls no machine: whoever receives a plan decides what comes of it.'],
      },
    ],
  });
}

const WHEN =
  'A plan is sent when it is posted, by dispatch post or a digest, and tried until its day is over.';
