import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { waitOnTimer } from '../../src/common/wait.ts';
import { mcpEndpoint } from '../../src/mcp/endpoint.ts';
import { mcpHandler } from '../../src/mcp/handler.ts';
import { startWebServer } from '../../src/server/webServer.ts';
import { conformanceFixture } from '../support/mcp/fixture.ts';
import { tempDirectory } from '../support/tempDirectory.ts';
import { silentLog } from '../support/testMarket.ts';

const runner = fileURLToPath(import.meta.resolve('@modelcontextprotocol/conformance/dist/index.js'));
const TOKEN = `hashdesk_${'x'.repeat(43)}`;

/** Our endpoint on our web server, with the package's tools behind it. The package has no token: here it gets one. */
async function startFixture(): Promise<string> {
  let sessions = 0;
  const token = {
    ...{ name: 'fixture', scope: 'change' as const, madeBy: { id: '', name: '' }, madeAt: 0 },
    address: { adapter: 'toy', tenant: 'toy:A', channel: 'C' },
  };
  const handler = mcpHandler({
    serverFor: conformanceFixture,
    now: Date.now,
    newSessionId: () => `session-${++sessions}`,
    onFault: () => {},
  });
  const endpoint = mcpEndpoint({
    tokens: { find: async () => token, exist: async () => true, seen: () => true },
    publicUrl: undefined,
    load: async () => handler,
    log: silentLog,
  });
  const get = (headers: Pick<Headers, 'get'>) => (name: string) =>
    name === 'authorization' ? `Bearer ${TOKEN}` : headers.get(name);
  const server = await startWebServer({
    port: 0,
    host: '127.0.0.1',
    adapters: [
      {
        refuse: (head) => endpoint.refuse({ ...head, headers: { get: get(head.headers) } }),
        fetch: (request) => {
          request.headers.set('authorization', `Bearer ${TOKEN}`);
          return endpoint.fetch(request);
        },
      },
    ],
    wait: waitOnTimer,
    log: silentLog,
  });
  onTestFinished(async () => {
    await endpoint.stop();
    await server.stop();
  });
  return `http://localhost:${server.port}/mcp`;
}

it.each([
  ['2026-07-28', 37],
  ['2025-11-25', 30],
])('meets what revision %s requires of a server, in all %i scenarios', async (revision, scenarios) => {
  const url = await startFixture();
  const asked = [runner, 'server', '--url', url, '--requirements', revision];
  const run = promisify(execFile)(process.execPath, asked, { cwd: tempDirectory() });
  const { stdout } = await run.catch(({ stdout, stderr }) => {
    throw new Error(`${stdout}\n${stderr}`);
  });
  const [, summary = ''] = stdout.split('=== SUMMARY ===');
  expect(summary.match(/^✓ .+: \d+ passed, 0 failed$/gm)?.length).toBeGreaterThanOrEqual(scenarios);
});
