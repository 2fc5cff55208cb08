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
 * Both revisions from one factory: 2026-07-28 holds nothing between requests, 2025-11-25 a session, without which it
 * could not ask back. `onFault` is told of what no answer tells.
 */
export function mcpHandler(means: {
  serverFor: (caller: Caller) => McpServer | Server;
  now: () => number;
  newSessionId: () => string;
  onFault: (error: Error) => void;
}): McpHandler {
  const { serverFor, onFault } = means;
  const callers = new WeakMap<Request, Caller>();
  const modern = createMcpHandler(({ requestInfo }) => serverFor(callers.get(requestInfo!)!), {
    legacy: 'reject',
    onerror: onFault,
    maxSubscriptions: 32,
  });
  const sessions = createSessions(means);
  return {
    async fetch({ request, caller }) {
      if (await isLegacyRequest(request))
        return sessions.fetch({ request, owner: caller.key, serve: () => serverFor(caller) });
      callers.set(request, caller);
      return modern.fetch(request);
    },
    close: async () => void (await Promise.all([modern.close(), sessions.close()])),
  };
}
