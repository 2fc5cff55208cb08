import { createHash } from 'node:crypto';
import {
  acceptedContent,
  createRequestStateCodec,
  type InputRequiredResult,
  inputRequired,
  inputResponse,
  type ServerContext,
} from '@modelcontextprotocol/server';
import { z } from 'zod';
import { clip } from '../chat/platform/text.ts';
import { safeLine } from '../chat/show/width.ts';
import type { Caller } from './caller.ts';

/** How long somebody may take to answer. */
const ANSWER_SECONDS = 600;
const LONGEST_LINE = 1_000;
const QUESTION = 'confirm';
const answerSchema = z.object({
  confirm: z.boolean().default(false).describe('Whether it is to be done'),
});

/** What was asked: sealed, and carried by the program until the answer is there. */
const askedSchema = z.object({ id: z.string(), call: z.string() });

/** What was said to a question: `yes` holds its id, so that the same answer twice has one effect. */
type Said = { is: 'yes'; id: string } | { is: 'no' };

/** Asks the person behind a program before anything is changed. `line`: what would be run, as a person types it. */
export function confirmer({ caller, newId }: { caller: Caller; newId: () => string }) {
  const codec = createRequestStateCodec({ key: caller.key, ttlSeconds: ANSWER_SECONDS });
  const callOf = (line: string) => createHash('sha256').update(line).digest('base64url');
  return {
    verify: codec.verify,
    async question(line: string): Promise<InputRequiredResult> {
      const requestState = await codec.mint({ id: newId(), call: callOf(line) });
      const message = `An assistant asks Hashdesk to change something: ${shown(line)}`;
      const confirm = inputRequired.elicit({ message, requestedSchema: answerSchema });
      return inputRequired({ inputRequests: { [QUESTION]: confirm }, requestState });
    },
    /** Undefined where nobody was asked about that line, or has answered. */
    answer({ line, ctx: { mcpReq } }: { line: string; ctx: ServerContext }): Said | undefined {
      const asked = askedSchema.safeParse(mcpReq.requestState());
      if (asked.data?.call !== callOf(line)) return undefined;
      if (inputResponse(mcpReq.inputResponses, QUESTION).kind !== 'elicit') return undefined;
      const content = acceptedContent(mcpReq.inputResponses, QUESTION, answerSchema);
      return content?.confirm === true ? { is: 'yes', id: asked.data.id } : { is: 'no' };
    },
  };
}
export type Confirmer = ReturnType<typeof confirmer>;

/** In one line, whatever a value holds; what does not fit is counted. */
function shown(line: string): string {
  const rest = line.length - LONGEST_LINE;
  return `${safeLine(clip(line, LONGEST_LINE))}${rest > 0 ? ` (and ${rest} more characters)` : ''}`;
}
