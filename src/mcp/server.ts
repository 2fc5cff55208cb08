import { type CompleteRequest, Server } from '@modelcontextprotocol/server';
import type { Bot } from '../chat/adapter.ts';
import type { Log } from '../common/log.ts';
import type { Caller } from './caller.ts';
import { toolCaller } from './calls.ts';
import { confirmer } from './confirm.ts';
import { type McpHandler, mcpHandler } from './handler.ts';
import { promptOf, prompts } from './prompts.ts';
import { resourceReader, resources, resourceTemplates } from './resources.ts';
import { toolsOf } from './tools.ts';

/** What the tools, resources and prompts are made of. */
export interface McpMeans {
  bot: Bot;
  version: string;
  /** The current time in Unix milliseconds. */
  now: () => number;
  newId: () => string;
  /** 256 unguessable bits each time. */
  newSecret: () => string;
  /** The days of a metric as CSV, for a query of `/api/history.csv`. */
  history: (query: string) => Promise<Response>;
  log: Log;
}

const INSTRUCTIONS =
  'Hashdesk computes what Bitcoin mining sites earn, and whether to mine or to lease. Every number comes as a figure with unit, source and age: quote it with them, and compute none yourself. Whatever changes something is put to the person first.';

const HOUR_MS = 3_600_000;
const lists = ['tools/list', 'prompts/list', 'resources/list', 'resources/templates/list'] as const;

/** What answers a desk's assistants over HTTP. */
export function deskHandler(means: McpMeans): McpHandler {
  const { now, newSecret, log } = means;
  return mcpHandler({
    serverFor: (caller) => mcpServer({ ...means, caller }),
    now,
    newSessionId: newSecret,
    onFault: faultTeller(log),
  });
}

/** What no answer tells: mostly of programs that do not keep to the protocol. */
export const faultTeller = (log: Log) => (err: Error) => log.info({ err }, 'A program was not served');

/** A server of the protocol for one caller; the same for either revision, over any transport. */
export function mcpServer(means: McpMeans & { caller: Caller }): Server {
  const { bot, caller, version, newId, now, history } = means;
  const confirm = confirmer({ caller, newId });
  const server = new Server(
    { name: 'hashdesk', title: 'Hashdesk', version },
    {
      capabilities: { tools: {}, resources: {}, prompts: {}, completions: {} },
      instructions: INSTRUCTIONS,
      requestState: { verify: confirm.verify },
      cacheHints: Object.fromEntries(lists.map((list) => [list, { ttlMs: HOUR_MS }])),
    },
  );
  const tools = [...toolsOf(bot.commands, caller.scope).values()].map(({ description }) => description);
  const call = toolCaller({ bot, caller, now, server, confirm });
  const read = resourceReader({ bot, caller, now, history });
  server.setRequestHandler('tools/list', () => ({ tools }));
  server.setRequestHandler('tools/call', ({ params }, ctx) => call(params, ctx));
  server.setRequestHandler('resources/list', () => ({ resources }));
  server.setRequestHandler('resources/templates/list', () => ({ resourceTemplates }));
  server.setRequestHandler('resources/read', ({ params }) => read(params.uri));
  server.setRequestHandler('prompts/list', () => ({ prompts }));
  server.setRequestHandler('prompts/get', ({ params }) => promptOf(params));
  server.setRequestHandler('completion/complete', async ({ params }) => ({
    completion: { values: await completed({ bot, caller, ...params }) },
  }));
  return server;
}

/** Names of sites, wherever one is asked for. */
async function completed(asked: {
  bot: Bot;
  caller: Caller;
  argument: CompleteRequest['params']['argument'];
}): Promise<string[]> {
  const { bot, caller, argument } = asked;
  if (argument.name !== 'site') return [];
  const { person, address } = caller;
  const line = 'site show ';
  const found = await bot.complete({
    address,
    person: { ...person, standing: 'reader', roles: [] },
    text: `${line}${argument.value}`,
  });
  return found.filter((one) => one.startsWith(line)).map((one) => one.slice(line.length));
}
