import { faultAnswer, nextFault } from './faults.ts';
import { receiveUpload } from './files.ts';
import { respond } from './hooks.ts';
import { callMethod } from './methods.ts';
import { Refusal } from './refusal.ts';
import type { Json, World } from './world.ts';

async function argumentsOf(request: Request): Promise<Json> {
  const text = await request.text();
  if (request.headers.get('content-type')?.startsWith('application/json')) return JSON.parse(text);
  const read = (value: string) => (/^[[{]/.test(value) ? JSON.parse(value) : value);
  return Object.fromEntries([...new URLSearchParams(text)].map(([name, value]) => [name, read(value)]));
}

const tokenOf = ({ headers }: Request) => headers.get('authorization')?.replace('Bearer ', '');

/** What `answer` returns, or the refusal that it throws. */
async function answered(answer: () => Response | Promise<Response>, statusOf: (code: string) => number) {
  try {
    return await answer();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const response_metadata = { messages: [`[ERROR] ${error.message}`] };
    return Response.json(
      { ok: false, error: error.code, response_metadata },
      { status: statusOf(error.code) },
    );
  }
}

/** The HTTP side of the stand-in: the Web API, `response_url`, uploads and downloads. */
export function createFront(world: World) {
  const record = (method: string, args: Json, request: Request) =>
    world.calls.push({ method, args, authorization: request.headers.get('authorization') });

  async function api(method: string, request: Request): Promise<Response> {
    const args = await argumentsOf(request);
    record(method, args, request);
    const fault = nextFault(world, method, args.channel);
    if (fault && !fault.committed) return faultAnswer(fault);
    const { origin } = new URL(request.url);
    return answered(
      () => {
        const { result, scopes } = callMethod(method, { world, args, origin, token: tokenOf(request) });
        if (fault) return faultAnswer(fault);
        return Response.json({ ok: true, ...result }, { headers: { 'x-oauth-scopes': scopes.join(',') } });
      },
      () => 200,
    );
  }

  async function hook(id: string, request: Request): Promise<Response> {
    const body = await argumentsOf(request);
    record('response_url', body, request);
    const fault = nextFault(world, 'response_url', world.hooks.get(id)?.channel);
    if (fault) return faultAnswer(fault);
    return answered(
      () => {
        respond(world, id, body);
        return new Response('ok');
      },
      (code) => (code.endsWith('_url') ? 404 : 400),
    );
  }

  async function upload(id: string, request: Request): Promise<Response> {
    record('upload', id, request);
    return answered(
      async () => {
        await receiveUpload(world, id, request);
        return new Response('OK');
      },
      () => 400,
    );
  }

  function download(path: string, request: Request): Response {
    const file = world.downloads.get(path);
    if (!file) return new Response('', { status: 404 });
    if (!world.tokens.get(tokenOf(request) ?? '')?.scopes.includes('files:read')) {
      return new Response('<html>Sign in</html>', { headers: { 'content-type': 'text/html' } });
    }
    return new Response(new Uint8Array(Buffer.from(file.content)), {
      headers: { 'content-type': file.type },
    });
  }

  return async (request: Request): Promise<Response> => {
    const [, area, ...rest] = new URL(request.url).pathname.split('/');
    const path = rest.join('/');
    if (area === 'api') return api(path, request);
    if (area === 'hooks') return hook(path, request);
    if (area === 'files') return download(path, request);
    if (area === 'upload') return upload(path.replace('v1/', ''), request);
    return new Response('', { status: 404 });
  };
}
