import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

async function toRequest(message: IncomingMessage, origin: string): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  const headers = new Headers(Object.entries(message.headers).map(([name, value]) => [name, String(value)]));
  const body = chunks.length > 0 ? { body: Buffer.concat(chunks) } : {};
  return new Request(new URL(message.url ?? '/', origin), {
    method: message.method ?? 'GET',
    headers,
    ...body,
  });
}

/** A real HTTP server on a free port of the loopback, answering by a fetch handler. */
export async function host(handle: (request: Request) => Promise<Response>): Promise<{
  origin: string;
  server: Server;
  close(): Promise<void>;
}> {
  const server = createServer(async (message, answer) => {
    // Whoever was killed in the middle of a request has asked nothing.
    const request = await toRequest(message, origin).catch((error) => {
      if (!message.destroyed) throw error;
    });
    if (request === undefined) return;
    const response = await handle(request);
    answer.writeHead(response.status, [...response.headers].flat());
    answer.end(Buffer.from(await response.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    server,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
