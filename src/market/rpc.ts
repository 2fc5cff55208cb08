import { z } from 'zod';
import { SourceError } from '../net/http.ts';
import type { SourceOptions } from './source.ts';
import { openUpstream } from './upstream.ts';

export interface Call {
  method: string;
  params: unknown[];
}

/** Sends calls as one batch; the results in the order of the calls, each of the given shape. */
export type Rpc = <T>(calls: Call[], result: z.ZodType<T>, signal?: AbortSignal) => Promise<T[]>;

const answer = z.object({
  id: z.number(),
  result: z.unknown(),
  error: z.object({ code: z.number(), message: z.string() }).nullish(),
});
const answers = z.union([z.array(answer), answer.transform((single) => [single])]);

/** Opens a Bitcoin Core node by its URL; user name and password are those of the URL. */
export function openNode(options: SourceOptions): { rpc: Rpc; shownUrl: string } {
  const upstream = openUpstream(options);
  const rpc: Rpc = async (calls, result, signal) => {
    const body = calls.map((call, id) => ({ jsonrpc: '1.0', id, ...call }));
    // Core sends errors of a call under status 500, with the explanation in the body.
    const all = await upstream.json({ path: '', body, schema: answers, signal, readStatus: 500 });
    const byId = new Map(all.map((one) => [one.id, one]));
    return calls.map((call, id) => readResult({ call, answer: byId.get(id), result }));
  };
  return { rpc, shownUrl: upstream.shownUrl };
}

function readResult<T>(read: { call: Call; answer?: z.infer<typeof answer>; result: z.ZodType<T> }): T {
  const { method } = read.call;
  if (!read.answer) throw new SourceError(`left ${method} unanswered`);
  const { error } = read.answer;
  if (error) throw new SourceError(`${method} failed: ${error.message.slice(0, 100)} (code ${error.code})`);
  const parsed = read.result.safeParse(read.answer.result);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new SourceError(`unreadable answer to ${method} at ${issue?.path.join('.')}: ${issue?.message}`);
}
