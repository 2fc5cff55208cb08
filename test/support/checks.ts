import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { adapters } from '../../adapters/index.ts';
import { readConfig } from '../../src/config.ts';
import { expectNoSecret } from './secrets.ts';

/** What the check of a platform says under an environment, a line for each finding or for what it rejects with. */
export async function checked({
  name,
  env,
  timeoutMs = 8_000,
}: {
  name: string;
  env: Record<string, string>;
  timeoutMs?: number;
}): Promise<string[]> {
  const { chats } = readConfig(env, adapters);
  const { check, secrets = [] } = chats.find((it) => it.name === name)!;
  const lines = await check!({ fetch, timeoutMs }).then(
    (found) => found.map(({ state, words }) => `${state}: ${words}`),
    (error: Error) => [`${error.name}: ${error.message}`],
  );
  expectNoSecret(lines.join('\n'), Object.fromEntries(secrets.entries()));
  return lines;
}

/** An origin where nobody listens. */
export async function nowhere(): Promise<string> {
  const { origin, close } = await listening();
  await close();
  return origin;
}

/** An origin that takes every request and answers none. */
export async function mute(): Promise<string> {
  const { origin, close } = await listening();
  onTestFinished(close);
  return origin;
}

async function listening() {
  const server = createServer(() => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}
