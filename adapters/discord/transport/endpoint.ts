import { InteractionResponseType as Answer, InteractionType } from 'discord.js';
import type { ChatAdapter, Log } from 'hashdesk/chat';
import { z } from 'zod';
import { requestVerifier } from './verify.ts';

/** Where Discord sends interactions, once this is the application's Interactions Endpoint URL. */
export const ENDPOINT_PATH = '/discord/interactions';

const kind = z.object({ type: z.int() });
const empty = (status: number) => new Response(null, { status });

/**
 * Takes interactions that Discord sends as signed HTTP requests, on any process of the desk. `take` hands one on, and
 * says whether it could be read; undefined while nothing can be answered. The answer goes by REST, as to an interaction
 * of the gateway: Discord then wants 202 without a body here. Its PING alone is answered in place.
 */
export function interactionsEndpoint(asked: {
  publicKey: string;
  now: () => number;
  take: () => ((interaction: unknown) => boolean) | undefined;
  log: Log;
}): Required<Pick<ChatAdapter, 'refuse' | 'fetch'>> {
  const verify = requestVerifier(asked);
  const refused = (reason: string) => {
    asked.log.warn({ reason }, 'Refused a request that was not Discord’s');
    return empty(401);
  };
  return {
    refuse({ method, path, headers }) {
      if (path !== ENDPOINT_PATH) return empty(404);
      if (method !== 'POST') return new Response(null, { status: 405, headers: { allow: 'POST' } });
      const reason = verify.head(headers);
      return reason === undefined ? undefined : refused(reason);
    },
    async fetch(request) {
      if (new URL(request.url).pathname !== ENDPOINT_PATH) return empty(404);
      const body = Buffer.from(await request.arrayBuffer());
      const reason = verify.whole({ headers: request.headers, body });
      if (reason !== undefined) return refused(reason);
      const interaction = parsed(body);
      const { data } = kind.safeParse(interaction);
      if (data?.type === InteractionType.Ping) return Response.json({ type: Answer.Pong });
      const take = asked.take();
      if (!take) return empty(503);
      return empty(take(interaction) ? 202 : 400);
    },
  };
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(String(body));
  } catch {
    return undefined;
  }
}
