import { Client, StreamableHTTPClientTransport, type Transport } from '@modelcontextprotocol/client';
import { onTestFinished } from 'vitest';
import { waitOnTimer } from '../../../src/common/wait.ts';
import { mcpEndpoint } from '../../../src/mcp/endpoint.ts';
import { deskHandler } from '../../../src/mcp/server.ts';
import { startWebServer } from '../../../src/server/webServer.ts';
import { marketPages } from '../../../src/web/marketPages.ts';
import type { TestDesk } from '../desk.ts';
import { silentLog } from '../testMarket.ts';

export const REVISIONS = { '2026-07-28': 'auto', '2025-11-25': 'legacy' } as const;
export type Revision = keyof typeof REVISIONS;

/** What the person behind an assistant says to a question; undefined: the program cannot ask them. */
export type Says = (message: string) => boolean;

/** A real client of the SDK, connected. */
export async function assistant(asked: {
  transport: Transport;
  revision: Revision;
  says?: Says | undefined;
}): Promise<Client> {
  const { transport, revision, says } = asked;
  const client = new Client(
    { name: 'assistant', version: '1.0.0' },
    {
      capabilities: says ? { elicitation: { form: {} } } : {},
      versionNegotiation: { mode: REVISIONS[revision] },
    },
  );
  if (says)
    client.setRequestHandler('elicitation/create', ({ params }) =>
      says(params.message) ? { action: 'accept', content: { confirm: true } } : { action: 'decline' },
    );
  await client.connect(transport);
  onTestFinished(() => client.close());
  return client;
}

/** `/mcp` of a test desk on our web server. */
export async function startAssistants(desk: TestDesk) {
  let secrets = 0;
  const now = desk.clock.now;
  const pages = marketPages({ snapshot: desk.market.snapshot, now });
  const endpoint = mcpEndpoint({
    tokens: desk.tokens,
    publicUrl: 'https://desk.example.com',
    load: async () =>
      deskHandler({
        ...{ bot: desk.bot, version: '0.0.0', now, log: silentLog },
        newId: () => `c${++secrets}`,
        newSecret: () => `secret-${++secrets}`,
        history: (query) => pages.fetch(new Request(`http://localhost/api/history.csv?${query}`)),
      }),
    log: silentLog,
  });
  const web = await startWebServer({
    ...{ port: 0, host: '127.0.0.1', adapters: [endpoint], wait: waitOnTimer, log: silentLog },
  });
  onTestFinished(async () => {
    await endpoint.stop();
    await web.stop();
  });
  const url = new URL(`http://127.0.0.1:${web.port}/mcp`);
  return {
    url,
    endpoint,
    connect: (asked: { token: string; revision?: Revision; says?: Says }) =>
      assistant({
        transport: new StreamableHTTPClientTransport(url, {
          authProvider: { token: async () => asked.token },
        }),
        revision: asked.revision ?? '2026-07-28',
        says: asked.says,
      }),
  };
}

/** What a tool has answered, as the person behind an assistant would read it. */
export async function called(client: Client, name: string, given: Record<string, unknown> = {}) {
  const { content, structuredContent, isError } = await client.callTool({ name, arguments: given });
  const text = content.map((block) => (block.type === 'text' ? block.text : '')).join('\n');
  return { text, data: structuredContent, isError: isError === true };
}

/** A request of revision 2026-07-28 by hand. */
export function request(asked: {
  url: URL;
  token?: string;
  method: string;
  params: Record<string, unknown>;
  headers?: Record<string, string>;
}): Request {
  const { url, token, method, params, headers = {} } = asked;
  const named = params.name ?? params.uri;
  return new Request(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': '2026-07-28',
      'mcp-method': method,
      ...(named !== undefined && { 'mcp-name': String(named) }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method,
      params: {
        ...params,
        _meta: {
          'io.modelcontextprotocol/protocolVersion': '2026-07-28',
          'io.modelcontextprotocol/clientInfo': { name: 'by hand', version: '1' },
          'io.modelcontextprotocol/clientCapabilities': { elicitation: {} },
        },
      },
    }),
  });
}
