import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A message as people see it; `onlyFor`: one of them alone. */
export interface ChatMessage {
  id: string;
  channel: string;
  onlyFor?: string;
  text: string;
  calls?: string[];
  buttons?: { label: string; value: string }[];
  forms?: { title: string; key: string; fields: string[] }[];
  file?: { name: string; text: string };
}

/** What somebody did: wrote a line, pressed a button, sent a form. */
export interface ChatEvent {
  id: string;
  from: string;
  channel: string;
  text?: string;
  press?: string;
  form?: { key: string; values: Record<string, string> };
  file?: { name: string; text: string };
}

const MOST_CHARACTERS = 2_000;
const MOST_BUTTONS = 5;

/**
 * A chat platform over real HTTP with the least that one has: `GET /events?after=2` waits for what people do,
 * `POST /messages` shows a message, the same id once. Copy it to stand in for another platform, with its own rules.
 */
export async function httpChat() {
  const token = 'toy-0123456789abcdef0123456789abcdef';
  const messages: ChatMessage[] = [];
  const events: ChatEvent[] = [];
  const refused: number[] = [];
  const waiting = new Set<() => void>();
  let fault: 'limited' | 'closed' | 'lost' | undefined;

  async function eventsAfter(after: number, gone: AbortSignal): Promise<ChatEvent[]> {
    if (events.length <= after)
      await new Promise<void>((resolve) => {
        waiting.add(resolve);
        gone.addEventListener('abort', () => resolve());
      });
    return events.slice(after);
  }

  function take(message: ChatMessage): number {
    const { text, buttons = [] } = message;
    if (fault === 'limited') return 429;
    if (fault === 'closed') return 403;
    if (text.length > MOST_CHARACTERS || buttons.length > MOST_BUTTONS) return 413;
    if (!messages.some(({ id }) => id === message.id)) messages.push(message);
    return fault === 'lost' ? 502 : 200;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://toy');
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const end = (status: number, body: unknown = {}) => {
      if (status >= 400) refused.push(status);
      const wait = status === 429 && { 'retry-after': '7' };
      response.writeHead(status, { 'content-type': 'application/json', ...wait }).end(JSON.stringify(body));
    };
    if (request.headers.authorization !== `Bearer ${token}`) return end(401);
    if (pathname === '/events')
      return end(200, await eventsAfter(Number(searchParams.get('after')), gone.signal));
    if (pathname === '/messages')
      return end(take(JSON.parse(String(Buffer.concat(await request.toArray())))));
    end(404);
  }

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    token,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    messages,
    events,
    refused,
    /** Somebody does something. The same id again is the same event. */
    happen(event: ChatEvent): void {
      events.push(event);
      for (const resolve of waiting) resolve();
      waiting.clear();
    },
    fail(how: typeof fault): void {
      fault = how;
    },
    /** The messages that a person can see. */
    seenBy: (person: string) => messages.filter(({ onlyFor = person }) => onlyFor === person),
    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
