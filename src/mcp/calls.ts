import {
  type CallToolResult,
  CLIENT_CAPABILITIES_META_KEY,
  type InputRequiredResult,
  ProtocolError,
  ProtocolErrorCode,
  type Server,
  type ServerContext,
} from '@modelcontextprotocol/server';
import { z } from 'zod';
import type { Bot, Incoming } from '../chat/adapter.ts';
import { optionsLine } from '../chat/read/parse.ts';
import type { Reply } from '../chat/reply.ts';
import type { Caller } from './caller.ts';
import type { Confirmer } from './confirm.ts';
import { refusal, toolResult } from './result.ts';
import { type CommandTool, toolsOf } from './tools.ts';

const MOST_CHARACTERS = 1_000_000;
const optionsSchema = z.record(
  z.string().max(100),
  z.union([z.string().max(MOST_CHARACTERS), z.number(), z.boolean()]),
);

interface Means {
  bot: Bot;
  caller: Caller;
  now: () => number;
}

/** Asks the bot as the caller, who only reads, unless they may change and their person has just said yes. */
export function ask(asked: Means & Pick<Incoming, 'ask' | 'id' | 'progress'> & { confirmed?: boolean }) {
  const { bot, caller, confirmed = false, now: _, ...incoming } = asked;
  const standing = confirmed && caller.scope === 'change' ? 'editor' : 'reader';
  return bot.handle({
    ...incoming,
    address: caller.address,
    person: { ...caller.person, standing, roles: [] },
  });
}

/**
 * Calls tools for `caller`. Each call is tried as a question; one that lacks nothing but the right to change is put to the
 * person, and made once they have said yes.
 */
export function toolCaller(means: Means & { server: Server; confirm: Confirmer }) {
  const { bot, caller, now, server, confirm } = means;
  const tools = toolsOf(bot.commands, caller.scope);
  return async (
    { name, arguments: given }: { name: string; arguments?: Record<string, unknown> | undefined },
    ctx: ServerContext,
  ): Promise<CallToolResult | InputRequiredResult> => {
    const tool = tools.get(name);
    if (!tool)
      throw new ProtocolError(ProtocolErrorCode.InvalidParams, `There is no tool ${JSON.stringify(name)}.`);
    const options = readOptions(tool, given);
    if (typeof options === 'string') return refusal(options);
    const command = tool.path;
    const question = { bot, caller, now, ...progressOf(ctx) };
    const line = optionsLine({ path: command, options });
    const said = confirm.answer({ line, ctx });
    if (said?.is === 'no') return refusal('Nothing was changed: the person said no.');
    if (said) {
      const sure = { command, options: { ...options, yes: 'yes' } };
      return shown(await ask({ ...question, ask: sure, id: said.id, confirmed: true }));
    }
    const tried = await ask({ ...question, ask: { command, options } });
    if (tried?.lacks !== 'change') return shown(tried);
    if (caller.scope === 'read') return refusal(`This token may only read. Type it in the chat: ${line}`);
    if (!canAsk({ server, ctx }))
      return refusal(
        `A change is made when a person has said yes, and this program cannot ask one. Type it in the chat: ${line}`,
      );
    return confirm.question(line);
  };

  function shown(reply: Reply | undefined): CallToolResult {
    if (!reply) return refusal('That was done before: an answer counts once.');
    return toolResult({ reply, now: now() });
  }
}

/** The inputs as a person would type them, or what is wrong with them. */
function readOptions({ name, spec }: CommandTool, given: unknown = {}): Record<string, string> | string {
  const known = Object.keys(spec.parameters);
  const read = optionsSchema.safeParse(given);
  if (!read.success) return `The inputs of ${name} are texts, numbers, or true and false.`;
  const unknown = Object.keys(read.data).find((input) => !known.includes(input));
  if (unknown !== undefined)
    return `${name} has no input ${JSON.stringify(unknown)}. It has: ${known.join(', ') || 'none'}.`;
  const asTyped = (value: string | number | boolean) =>
    typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
  return Object.fromEntries(Object.entries(read.data).map(([input, value]) => [input, asTyped(value)]));
}

const capabilitiesSchema = z.object({
  elicitation: z.object({ form: z.unknown(), url: z.unknown() }).partial().optional(),
});

/** Whether the program can show its person a form. */
function canAsk({ server, ctx }: { server: Server; ctx: ServerContext }): boolean {
  const envelope: Record<string, unknown> = ctx.mcpReq.envelope ?? {};
  const declared = envelope[CLIENT_CAPABILITIES_META_KEY] ?? server.getClientCapabilities();
  const { elicitation } = capabilitiesSchema.safeParse(declared).data ?? {};
  return elicitation !== undefined && (elicitation.form !== undefined || elicitation.url === undefined);
}

/** What is said while a long answer is worked on, where the program wants to hear of it. */
function progressOf({ mcpReq }: ServerContext): Pick<Incoming, 'progress'> {
  const progressToken = mcpReq._meta?.progressToken;
  if (progressToken === undefined) return {};
  let progress = 0;
  return {
    progress: ({ title }) => {
      const params = { progressToken, progress: ++progress, message: title };
      // Whoever asked may be gone.
      void mcpReq.notify({ method: 'notifications/progress', params }).catch(() => {});
    },
  };
}
