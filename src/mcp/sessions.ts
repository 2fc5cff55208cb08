import { type Server, WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/server';

/** Revisions up to 2025-11-25 begin with a handshake, after which the server may ask back: this is who shook hands. */
interface Session {
  transport: WebStandardStreamableHTTPServerTransport;
  /** Whoever comes with the id of somebody else's session finds none. */
  owner: string;
  usedAt: number;
}

const MOST_SESSIONS = 200;
const MOST_OF_OWNER = 8;
const IDLE_MS = 30 * 60_000;

/** A request of such a revision: whose it is, and what would serve a new session of theirs. */
interface Asked {
  request: Request;
  owner: string;
  serve: () => Pick<Server, 'connect'>;
}

/**
 * The sessions of this process, at most 8 of an owner and 200 in all: the one that was idle for longest makes room, and
 * after 30 minutes any may go. `newSessionId`: unguessable.
 */
export function createSessions({ now, newSessionId }: { now: () => number; newSessionId: () => string }) {
  const sessions = new Map<string, Session>();

  async function drop(id: string): Promise<void> {
    const session = sessions.get(id);
    sessions.delete(id);
    await session?.transport.close();
  }
  async function makeRoom(owner: string): Promise<void> {
    const byAge = [...sessions].sort(([, one], [, other]) => one.usedAt - other.usedAt);
    const own = byAge.filter(([, session]) => session.owner === owner);
    const crowd = own.length >= MOST_OF_OWNER ? own : byAge.length >= MOST_SESSIONS ? byAge : [];
    const idle = byAge.filter(([, { usedAt }]) => now() - usedAt > IDLE_MS);
    await Promise.all([...crowd.slice(0, 1), ...idle].map(([id]) => drop(id)));
  }
  async function begin({ owner, serve }: Asked): Promise<WebStandardStreamableHTTPServerTransport> {
    await makeRoom(owner);
    const transport: WebStandardStreamableHTTPServerTransport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: newSessionId,
      onsessioninitialized: (id) => void sessions.set(id, { transport, owner, usedAt: now() }),
      onsessionclosed: (id) => void sessions.delete(id),
    });
    await serve().connect(transport);
    return transport;
  }

  return {
    /** Answers a request; one that names no session can only begin one. */
    async fetch(asked: Asked): Promise<Response> {
      const id = asked.request.headers.get('mcp-session-id');
      const session = id === null ? undefined : sessions.get(id);
      if (id !== null && session?.owner !== asked.owner) return notFound();
      if (session) session.usedAt = now();
      return (session?.transport ?? (await begin(asked))).handleRequest(asked.request);
    },
    close: async () => void (await Promise.all([...sessions.keys()].map(drop))),
  };
}

const notFound = () =>
  Response.json(
    { jsonrpc: '2.0', error: { code: -32001, message: 'Session not found' }, id: null },
    { status: 404 },
  );
