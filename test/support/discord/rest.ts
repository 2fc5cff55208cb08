import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { CATEGORY, channelData, type Gateway } from './gateway.ts';
import { createInteractions } from './interactions.ts';
import { ApiError, limits, refusals } from './limits.ts';
import { createMessages, type Sent } from './messages.ts';
import { createRateLimits } from './rateLimits.ts';
import { type UploadedFile, validCommands } from './validate.ts';
import type { Guild, World } from './world.ts';

/** What a request asked, for tests that look at the wire. */
interface Asked {
  method: string;
  path: string;
  authorization: string | undefined;
  status: number;
}

interface Route {
  method: string;
  path: RegExp;
  /** Interactions and webhooks authenticate by the token in their path: the bot's must not travel there. */
  auth: boolean;
  run(ids: string[], sent: Sent): Answer;
}

type Answer = { status?: number; body?: unknown; headers?: Record<string, string> };

/** Discord's REST API, as far as a bot that answers commands uses it. */
export function createRest({ world, gateway }: { world: World; gateway: () => Gateway }) {
  const rates = createRateLimits({ now: world.now });
  const messages = createMessages({ world });
  const interactions = createInteractions({ world });
  const asked: Asked[] = [];
  const uploads = new Map<string, string | Uint8Array>();
  /** Answers that replace the next ones; `after` lets the request take effect first, as when an answer is lost. */
  const failures: { path: RegExp; status: number; after?: boolean }[] = [];
  let created = 0;

  const routes: Route[] = [
    { method: 'GET', path: /^\/gateway\/bot$/, auth: true, run: () => ({ body: gatewayInfo() }) },
    {
      method: 'GET',
      path: /^\/applications\/@me$/,
      auth: true,
      run: () => ({ body: { id: world.applicationId, bot: { id: world.botId }, ...world.application } }),
    },
    {
      method: 'GET',
      path: /^\/guilds\/(\d+)$/,
      auth: true,
      run: ([id]) => ({ body: described(world.guilds.get(id!)) }),
    },
    {
      method: 'GET',
      path: /^\/channels\/(\d+)$/,
      auth: true,
      run: ([id]) => {
        if (id === CATEGORY) return { body: { id, type: 4 } };
        const channel = world.channels.get(id!);
        if (!channel) throw refusals.unknownChannel();
        return { body: channelData(channel) };
      },
    },
    {
      method: 'PUT',
      path: /^\/applications\/(\d+)(?:\/guilds\/(\d+))?\/commands$/,
      auth: true,
      run: ([, guild], { json }) => ({ body: register(guild, json) }),
    },
    {
      method: 'POST',
      path: /^\/interactions\/(\d+)\/([^/]+)\/callback$/,
      auth: false,
      run: ([id, token], sent) => {
        interactions.answer(id!, token!, sent);
        return { status: 204 };
      },
    },
    webhook('GET', '/messages/@original', (token) => ({ body: interactions.get(token) })),
    webhook('PATCH', '/messages/@original', (token, sent) => ({ body: interactions.edit(token, sent) })),
    webhook('DELETE', '/messages/@original', (token) => {
      interactions.delete(token);
      return { status: 204 };
    }),
    webhook('POST', '', (token, sent) => ({ body: interactions.followUp(token, sent) })),
    {
      method: 'POST',
      path: /^\/channels\/(\d+)\/messages$/,
      auth: true,
      run: ([channel], sent) => {
        const headers = rates.takeBucket(channel!);
        return { body: messages.post(channel!, sent), headers };
      },
    },
    {
      method: 'PATCH',
      path: /^\/channels\/(\d+)\/messages\/(\d+)$/,
      auth: true,
      run: ([channel, message], sent) => ({ body: messages.edit(channel!, message!, sent) }),
    },
    {
      method: 'GET',
      path: /^\/channels\/(\d+)\/messages$/,
      auth: true,
      run: ([id]) => ({ body: messages.list(id!) }),
    },
    { method: 'POST', path: /^\/channels\/\d+\/typing$/, auth: true, run: () => ({ status: 204 }) },
    {
      method: 'POST',
      path: /^\/users\/@me\/channels$/,
      auth: true,
      run: (_, { json }) => ({ body: messages.openDirect((json as { recipient_id: string }).recipient_id) }),
    },
  ];

  function described(guild: Guild | undefined) {
    if (!guild) throw refusals.missingAccess();
    const roles = guild.roles.map(({ id, permissions }) => ({ id, permissions: String(permissions) }));
    return { id: guild.id, owner_id: guild.ownerId, roles };
  }

  function gatewayInfo() {
    const used = gateway().state.identifies;
    const remaining = Math.max(0, limits.identifiesPerDay - used);
    const session_start_limit = {
      total: limits.identifiesPerDay,
      remaining,
      reset_after: 1_000,
      max_concurrency: 1,
    };
    return { url: gateway().url(), shards: 1, session_start_limit };
  }

  function register(guild: string | undefined, json: unknown) {
    if (guild !== undefined && !world.guilds.has(guild)) throw refusals.missingAccess();
    const commands = validCommands(json);
    const scope = guild ?? 'global';
    const before = new Set(
      (world.commands.get(scope) as { name: string }[] | undefined)?.map(({ name }) => name),
    );
    created += commands.filter(({ name }) => !before.has(name)).length;
    if (created > limits.commandCreationsPerDay) throw refusals.tooManyCommands();
    world.commands.set(scope, commands);
    world.changed();
    return commands;
  }

  async function answer(request: IncomingMessage, path: string): Promise<Answer> {
    const { method = 'GET' } = request;
    const route = routes.find((it) => it.method === method && it.path.test(path));
    if (!route) throw refusals.notFound();
    const { authorization } = request.headers;
    if (route.auth ? authorization !== `Bot ${world.token}` : authorization !== undefined)
      throw refusals.unauthorized();
    const sent = await read(request);
    rates.takeGlobal(path);
    const failure = failures.findIndex((it) => it.path.test(path));
    const [lost] = failure < 0 ? [] : failures.splice(failure, 1);
    if (lost && !lost.after) throw new ApiError(lost.status, { message: 'Upstream failed', code: 0 });
    const answered = route.run(route.path.exec(path)!.slice(1), sent);
    if (lost) throw new ApiError(lost.status, { message: 'Upstream failed', code: 0 });
    return answered;
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (rates.banned) return void response.writeHead(429, { 'content-type': 'text/html' }).end('banned');
    const upload = uploads.get(pathname);
    if (upload !== undefined) return void response.end(upload);
    const path = decodeURIComponent(pathname).replace(/^\/api\/v10/, '');
    const { status = 200, body, headers } = await answer(request, path).catch(refused);
    rates.countInvalid(status);
    const { authorization } = request.headers;
    asked.push({ method: request.method ?? 'GET', path, authorization, status });
    const type = body === undefined ? undefined : { 'content-type': 'application/json' };
    response.writeHead(status, { ...type, ...headers });
    response.end(body === undefined ? undefined : JSON.stringify(body));
    world.changed();
  }

  const listener: RequestListener = (request, response) => void handle(request, response);
  return { listener, rates, asked, failures, uploads };
}

function webhook(method: string, tail: string, run: (token: string, sent: Sent) => Answer): Route {
  const path = new RegExp(`^/webhooks/\\d+/([^/]+)${tail}$`);
  return { method, path, auth: false, run: ([token], sent) => run(token!, sent) };
}

function refused(error: unknown): Answer {
  if (error instanceof ApiError) return { status: error.status, body: error.body, headers: error.headers };
  return { status: 500, body: { message: String(error), code: 0 } };
}

/** JSON, or a multipart form with `payload_json` and `files[n]`. */
async function read(request: IncomingMessage): Promise<Sent> {
  const bytes = await collect(request);
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/'))
    return { json: bytes.length > 0 ? parse(String(bytes)) : undefined, files: [] };
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
  const json = parse(String(form.get('payload_json')));
  const uploads = [...form.entries()].filter((entry): entry is [string, File] => entry[1] instanceof File);
  const files = uploads.map(async ([, file]): Promise<UploadedFile> => {
    return { name: file.name, type: file.type, bytes: new Uint8Array(await file.arrayBuffer()) };
  });
  return { json, files: await Promise.all(files) };
}

async function collect(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= limits.requestBytes) chunks.push(chunk);
  }
  if (size > limits.requestBytes) throw refusals.tooLarge();
  return Buffer.concat(chunks);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError(400, { message: 'The request body contains invalid JSON.', code: 50109 });
  }
}
