import type { TokenList } from '../access/tokens.ts';
import type { WebhookHead } from '../chat/adapter.ts';
import type { Log } from '../common/log.ts';
import { type Caller, callerOf } from './caller.ts';
import type { McpHandler } from './handler.ts';

const PATH = '/mcp';
const HERE = ['localhost', '127.0.0.1', '[::1]'];

/** What answers `/mcp` on a web server. */
interface Endpoint {
  refuse(head: WebhookHead): Response | undefined;
  fetch(request: Request): Promise<Response>;
  stop(): Promise<void>;
}

/**
 * `/mcp` for whoever has a token, as if it were not there until one was made. A page in a browser cannot use it:
 * requests are for this machine by name, or for the host of `publicUrl`, and come from no other origin. `load` makes what
 * answers, at the first request with a token, so that its library costs nobody else.
 */
export function mcpEndpoint(means: {
  tokens: Pick<TokenList, 'find' | 'exist' | 'seen'>;
  publicUrl: string | undefined;
  load: () => Promise<McpHandler>;
  log: Log;
}): Endpoint {
  const { tokens, publicUrl, load, log } = means;
  const hosts = [...HERE, ...(publicUrl === undefined ? [] : [new URL(publicUrl).hostname])];
  const look = () =>
    tokens.exist().catch((err) => log.error({ err }, 'Whether there are tokens could not be read'));
  const handler = once(load);
  void look();

  async function caller(request: Request): Promise<Caller | undefined> {
    const text = bearer(request.headers) ?? '';
    const token = await tokens.find(text);
    return token && callerOf({ token, text });
  }
  const unknown = () => {
    const isOn = tokens.seen();
    // Another process may have made the first token.
    if (!isOn) void look();
    return isOn
      ? said(401, 'A token is needed: token add read NAME, in the chat.', { 'www-authenticate': 'Bearer' })
      : new Response(null, { status: 404 });
  };

  return {
    refuse({ method, path, headers }) {
      if (path !== PATH) return new Response(null, { status: 404 });
      if (bearer(headers) === undefined) return unknown();
      if (!hosts.includes(hostOf(`http://${headers.get('host')}`)))
        return said(403, 'The host of this request is not ours: the operator sets PUBLIC_URL.');
      const origin = headers.get('origin');
      if (origin !== null && !hosts.includes(hostOf(origin)))
        return said(403, 'The origin of this request is not ours.');
      // Nothing is told that was not asked for, so there is nothing to listen to.
      if (method !== 'POST' && method !== 'DELETE')
        return said(405, 'Requests are posted.', { allow: 'POST, DELETE' });
      return undefined;
    },
    async fetch(request) {
      const known = await caller(request);
      return known ? (await handler()).fetch({ request, caller: known }) : unknown();
    },
    stop: async () => handler.made()?.then(({ close }) => close()),
  };
}

function bearer(headers: Pick<Headers, 'get'>): string | undefined {
  return /^Bearer +(\S+) *$/i.exec(headers.get('authorization') ?? '')?.[1];
}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).hostname : '');

const said = (status: number, words: string, headers: Record<string, string> = {}): Response =>
  new Response(`${words}\n`, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', ...headers },
  });

/** Made at the first use, and once; `made()`: undefined where nobody has used it. */
function once<T>(make: () => Promise<T>): (() => Promise<T>) & { made(): Promise<T> | undefined } {
  let made: Promise<T> | undefined;
  return Object.assign(
    () => {
      made ??= make();
      return made;
    },
    { made: () => made },
  );
}
