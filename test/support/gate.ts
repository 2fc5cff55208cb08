import { createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/**
 * Stands before `target` and passes on what is asked, but for paths that match `holds`: those are accepted and never
 * answered. Without a target all are. It goes when the test ends.
 */
export async function startGate({ target, holds = /./ }: { target?: string; holds?: RegExp } = {}) {
  let held = 0;
  const server = createServer((request, response) => {
    if (target === undefined || holds.test(request.url!)) held += 1;
    else pass({ target, request, response });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, held: () => held };
}

function pass(asked: { target: string; request: IncomingMessage; response: ServerResponse }): void {
  const { target, request, response } = asked;
  const { method, headers, url } = request;
  const { host, ...kept } = headers;
  const onwards = send(target + url, { method, headers: kept }, (answer) => {
    response.writeHead(answer.statusCode!, answer.headers);
    answer.pipe(response);
  });
  onwards.on('error', () => response.destroy());
  response.on('close', () => onwards.destroy());
  request.pipe(onwards);
}
