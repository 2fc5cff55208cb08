import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What goes wrong between a desk and a platform, each as a share of all posts. */
const CHANCES = { tooMany: 0.05, lostAnswer: 0.02, serverError: 0.01 };
const HISTORY_EVERY_MS = 60_000;
const HISTORY_MESSAGES = 15;

/** What was done to a post, in the order of arrival. */
type Fate = 'answered' | keyof typeof CHANCES;

/** What a broken desk would do with a message: post it twice, not at all, or say what is not so. */
export type Break = 'doubled' | 'lost' | 'false';

export interface Weather {
  origin: string;
  /** How many posts met which fate. */
  fates: Record<Fate, number>;
  /** When each of them came, whatever it met: milliseconds on a clock that is never set. */
  postedAt: number[];
}

/**
 * Stands before the stand-in at `target`: posts of messages are refused with 429 or 500 before anything is done, or
 * done and not answered. Slack's history is given once a minute, 15 messages at a time. All else passes as it is.
 * `breaks` says of which channels the first message is broken, as if the desk had done it.
 */
export async function startWeather({
  target,
  random,
  breaks = new Map(),
}: {
  target: string;
  random: () => number;
  breaks?: Map<string, Break>;
}): Promise<Weather> {
  const fates: Weather['fates'] = { answered: 0, tooMany: 0, lostAnswer: 0, serverError: 0 };
  const postedAt: number[] = [];
  let historyFrom = 0;
  const server = createServer(async (request, response) => {
    const at = performance.now();
    const path = request.url ?? '/';
    const body = await read(request);
    if (/\/conversations\.(history|replies)$/.test(path)) {
      const waitMs = historyFrom - Date.now();
      if (waitMs > 0) return slower(response, Math.ceil(waitMs / 1000));
      historyFrom = Date.now() + HISTORY_EVERY_MS;
      return pass({ target, request, body: fewer(body), response });
    }
    if (!isPost(request)) return pass({ target, request, body, response });
    postedAt.push(at);
    const fate = fateBy(random());
    fates[fate] += 1;
    if (fate === 'tooMany') return slower(response, 1);
    if (fate === 'serverError')
      return void response.writeHead(500).end('{"message":"Upstream failed","code":0}');
    const [channel, broken] = [...breaks].find(([channel]) => body.includes(channel)) ?? [];
    if (channel !== undefined) breaks.delete(channel);
    if (broken === 'doubled') await pass({ target, request, body });
    const said = broken ? BREAKS[broken](body, channel!) : body;
    await pass({ target, request, body: said, response, lose: fate === 'lostAnswer' });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, fates, postedAt };
}

/** What becomes of a message; one that is lost goes where nobody looks. */
const BREAKS: Record<Break, (body: Buffer, channel: string) => Buffer> = {
  doubled: (body) => body,
  lost: (body, channel) => Buffer.from(String(body).replaceAll(channel, 'C0000000001')),
  false: (body) => Buffer.from(String(body).replaceAll('Firing', 'Resolved')),
};

function fateBy(chance: number): Fate {
  const { tooMany, lostAnswer, serverError } = CHANCES;
  if (chance < tooMany) return 'tooMany';
  if (chance < tooMany + lostAnswer) return 'lostAnswer';
  return chance < tooMany + lostAnswer + serverError ? 'serverError' : 'answered';
}

const isPost = ({ method, url = '' }: IncomingMessage) =>
  method === 'POST' && (/\/channels\/\d+\/messages$/.test(url) || url.endsWith('/chat.postMessage'));

/** As Slack says it, and as Discord does. */
function slower(response: ServerResponse, seconds: number): void {
  const body = {
    ok: false,
    error: 'ratelimited',
    message: 'You are being rate limited.',
    retry_after: seconds,
    global: false,
  };
  response.writeHead(429, {
    'content-type': 'application/json',
    'retry-after': String(seconds),
    'x-ratelimit-scope': 'shared',
  });
  response.end(JSON.stringify(body));
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The limit that Slack puts on history, whatever was asked for. */
function fewer(body: Buffer): Buffer {
  const form = new URLSearchParams(String(body));
  form.set('limit', String(Math.min(HISTORY_MESSAGES, Number(form.get('limit') ?? HISTORY_MESSAGES))));
  return Buffer.from(String(form));
}

async function pass(asked: {
  target: string;
  request: IncomingMessage;
  body: Buffer;
  response?: ServerResponse;
  lose?: boolean;
}): Promise<void> {
  const { target, request, body, response, lose = false } = asked;
  const { host, connection, 'content-length': _, ...headers } = request.headers;
  const answer = await fetch(target + request.url, {
    method: request.method ?? 'GET',
    headers: headers as Record<string, string>,
    ...(body.length > 0 && { body: new Uint8Array(body) }),
  });
  const content = Buffer.from(await answer.arrayBuffer());
  if (!response) return;
  if (lose) return void request.socket.destroy();
  const { 'content-encoding': __, 'transfer-encoding': ___, ...given } = Object.fromEntries(answer.headers);
  response.writeHead(answer.status, { ...given, 'content-length': content.length }).end(content);
}
