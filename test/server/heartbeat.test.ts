import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createLog } from '../../src/common/log.ts';
import { heartbeat } from '../../src/server/heartbeat.ts';

async function watcher(status: number) {
  const calls: string[] = [];
  const server = createServer((request, response) => {
    calls.push(`${request.method} ${request.url}`);
    response.writeHead(status).end('OK');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { calls, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/3f9a-secret` };
}

async function beat(url: string): Promise<string> {
  const lines: string[] = [];
  const log = createLog({ level: 'debug', write: (line) => lines.push(line) });
  await heartbeat({ url, fetch, log });
  return lines.join('');
}

describe('heartbeat()', () => {
  it('calls whoever watches', async () => {
    const { calls, url } = await watcher(200);
    expect(await beat(url)).toBe('');
    expect(calls).toEqual(['GET /3f9a-secret']);
  });

  it('logs that it was not taken, and not the address', async () => {
    const { url } = await watcher(404);
    expect(await beat(url)).toMatch(/"status":404.*did not take/);
    expect(await beat('http://127.0.0.1:1/3f9a-secret')).toContain('could not be reached');
    expect(await beat(url)).not.toContain('3f9a');
  });
});
