import { createMcpHandler, isLegacyRequest, type McpServer, type Server } from '@modelcontextprotocol/server';
import type { Caller } from './caller.ts';
import { createSessions } from './sessions.ts';

/** Answers requests of callers who are known already. */
export interface McpHandler {
  fetch(asked: { request: Request; caller: Caller }): Promise<Response>;
  /** Ends what is still open. */
  close(): Promise<void>;
}

/**
 * Both revisions from one factory: 2026-07-28 holds nothing between requests. 2025-11-25 asks back within a session, which who
 * may only read has no use for: any process serves each request of theirs. `onFault` is told of what no answer tells.
 */
export function mcpHandler(means: {
  serverFor: (caller: Caller) => McpServer | Server;
  now: () => number;
  newSessionId: () => string;
  onFault: (error: Error) => void;
}): McpHandler {
  const { serverFor, onFault } = means;
  const alone = createMcpHandler(({ authInfo }) => serverFor(authInfo!.extra!.caller as Caller), {
    legacy: 'stateless',
    onerror: onFault,
    maxSubscriptions: 32,
  });
  const sessions = createSessions(means);
  return {
    async fetch({ request, caller }) {
      if (caller.scope === 'change' && (await isLegacyRequest(request)))
        return sessions.fetch({ request, owner: caller.key, serve: () => serverFor(caller) });
      const { person, scope } = caller;
      return alone.fetch(request, {
        authInfo: { token: '', clientId: person.id, scopes: [scope], extra: { caller } },
      });
    },
    close: async () => void (await Promise.all([alone.close(), sessions.close()])),
  };
}
