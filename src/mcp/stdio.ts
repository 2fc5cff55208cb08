import type { Readable, Writable } from 'node:stream';
import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio';
import type { Incoming } from '../chat/adapter.ts';
import type { Caller } from './caller.ts';
import { faultTeller, type McpMeans, mcpServer } from './server.ts';

/**
 * Serves the program that the operator started this process from, over its input and output, until the input ends, or
 * `until` does.
 */
export async function serveProgram(
  means: McpMeans & {
    operator: Pick<Incoming, 'person' | 'address'>;
    input: Readable;
    output: Writable;
    until: Promise<void>;
  },
): Promise<void> {
  const { operator, input, output, until, ...ours } = means;
  const { person, address } = operator;
  const caller: Caller = {
    person: { id: person.id, name: `${person.name} (assistant)` },
    ...{ address, scope: 'change', key: ours.newSecret() },
  };
  const ended = new Promise<void>((resolve) => input.once('end', resolve).once('close', resolve));
  const transport = new StdioServerTransport(input, output);
  const serving = serveStdio(() => mcpServer({ ...ours, caller }), {
    transport,
    onerror: faultTeller(ours.log),
  });
  await Promise.race([ended, until]);
  await serving.close();
}
