import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

/** What a stand-in for a language model was asked. */
interface AskedOfModel {
  path: string | undefined;
  authorization: string | undefined;
  body: string;
}

/** A server that speaks as an OpenAI-compatible one and says what a test lets it say: a text, or anything else. */
export async function startModelServer(key: string) {
  const asked: AskedOfModel[] = [];
  let says: string | ((response: ServerResponse) => void) = 'none';
  const server = createServer(async (request, response) => {
    const { url: path, headers } = request;
    asked.push({ path, authorization: headers.authorization, body: await text(request) });
    if (typeof says !== 'string') return says(response);
    response.end(JSON.stringify({ choices: [{ message: { role: 'assistant', content: says } }] }));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  return {
    asked,
    url,
    variables: { LLM_URL: url, LLM_MODEL: 'liar-1', LLM_KEY: key },
    say: (next: typeof says) => {
      says = next;
    },
  };
}
