import type { Readable, Writable } from 'node:stream';
import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio';
import type { Caller } from './caller.ts';
import { faultTeller, type McpMeans, mcpServer } from './server.ts';

/** Serves one program that started this process, over its input and output, until the input ends. */
export async function serveProgram(
  means: McpMeans & { caller: Caller; input: Readable; output: Writable },
): Promise<void> {
  const { input, output, ...ours } = means;
  const ended = new Promise<void>((resolve) => input.once('end', resolve).once('close', resolve));
  const transport = new StdioServerTransport(input, output);
  const serving = serveStdio(() => mcpServer(ours), { transport, onerror: faultTeller(ours.log) });
  await ended;
  await serving.close();
}
