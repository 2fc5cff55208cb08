import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { ApiError, refusals } from './limits.ts';
import { createMethods, type UploadedFile } from './methods.ts';
import { createPeople } from './people.ts';
import { createUpdates } from './updates.ts';
import { createWorld } from './world.ts';

/** The form of a bot token; it belongs to no one. */
const BOT_TOKEN = `${7_000_000_001}:${'AAF-no-one'.padEnd(35, 'x')}`;

/**
 * An answer that replaces the next one, or one after `skip` others; `after` lets the request take effect first, as
 * when an answer is lost.
 */
interface Failure {
  method: RegExp;
  skip?: number;
  chat?: number;
  error: ApiError | 'no json' | 'cut off';
  after?: boolean;
}

/** A stand-in for the Bot API over real HTTP, and the people who type. */
export async function telegramServer({ token = BOT_TOKEN } = {}) {
  const { world, ...place } = createWorld({ token });
  const updates = createUpdates({ world });
  const methods = createMethods({ world, updates });
  const failures: Failure[] = [];

  function failureOf(method: string, body: Record<string, unknown>): Failure | undefined {
    const at = failures.findIndex(
      (it) => it.method.test(method) && (it.chat === undefined || it.chat === Number(body.chat_id)),
    );
    const found = failures[at];
    if (!found) return undefined;
    found.skip = (found.skip ?? 0) - 1;
    return found.skip < 0 ? failures.splice(at, 1)[0] : undefined;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, asFile, sentToken = '', rest = ''] =
      /^\/(file\/)?bot([^/]*)\/(.*)$/.exec(new URL(request.url!, 'http://stand-in').pathname) ?? [];
    if (asFile) return answerFile(response, sentToken === token ? rest : '');
    const { body, files } = await sentWith(request);
    const closed = new AbortController();
    response.once('close', () => closed.abort());
    const call: (typeof world.calls)[number] = { method: rest, body };
    world.calls.push(call);
    try {
      if (!/^\d+:[\w-]{35}$/.test(sentToken)) throw refusals.notFound();
      if (sentToken !== token) throw refusals.unauthorized();
      const run = methods[rest];
      if (request.method !== 'POST' || !run) throw refusals.notFound();
      const failure = failureOf(rest, body);
      if (failure && !failure.after) return fail(response, failure);
      const result = await run({ body, files, signal: closed.signal });
      if (failure) return fail(response, failure);
      reply(response, 200, { ok: true, result });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      call.refused = error;
      refuse(response, error);
    } finally {
      world.changed();
    }
  }

  function answerFile(response: ServerResponse, path: string): void {
    const content = world.uploads.get(decodeURIComponent(path.replace(/^documents\//, '')));
    response.writeHead(content === undefined ? 404 : 200).end(content);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error) =>
      reply(response, 500, { ok: false, error_code: 500, description: String(error) }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    ...place,
    world,
    updates,
    failures,
    token,
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    people: createPeople({ world, updates }),
    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function fail(response: ServerResponse, { error }: Failure): void {
  if (error === 'cut off') response.destroy();
  else if (error === 'no json') response.writeHead(502).end('<html>Bad Gateway</html>');
  else refuse(response, error);
}

function refuse(response: ServerResponse, { code, message, parameters }: ApiError): void {
  reply(response, code, { ok: false, error_code: code, description: message, parameters });
}

function reply(response: ServerResponse, status: number, body: object): void {
  if (response.destroyed) return;
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** Parameters as JSON or as a form, and the files of a form by their fields. */
async function sentWith(
  request: IncomingMessage,
): Promise<{ body: Record<string, unknown>; files: Map<string, UploadedFile> }> {
  const type = request.headers['content-type'] ?? '';
  const bytes = await buffer(request);
  const files = new Map<string, UploadedFile>();
  if (!type.startsWith('multipart/')) return { body: JSON.parse(bytes.toString() || '{}'), files };
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
  const body: Record<string, unknown> = {};
  for (const [field, value] of form) {
    if (typeof value === 'string') body[field] = value;
    else files.set(field, { name: value.name, bytes: new Uint8Array(await value.arrayBuffer()) });
  }
  return { body, files };
}
