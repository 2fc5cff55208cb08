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

/** `yes` holds the id of the question: the same answer twice has one effect. */
type Confirmation =
  | { state: 'yes'; id: string }
  | { state: 'no' }
  | { state: 'ask'; result: InputRequiredResult };

/** Asks the person behind a program before anything is changed. A question and its answer are about one call. */
export function confirmer({ caller, newId }: { caller: Caller; newId: () => string }) {
  const codec = createRequestStateCodec({ key: caller.key, ttlSeconds: ANSWER_SECONDS });
  return {
    verify: codec.verify,
    /** `line`: what is to be run, as a person would type it. */
    async confirm({ line, ctx }: { line: string; ctx: ServerContext }): Promise<Confirmation> {
      const call = createHash('sha256').update(line).digest('base64url');
      const { inputResponses } = ctx.mcpReq;
      const asked = askedSchema.safeParse(ctx.mcpReq.requestState());
      const response = inputResponse(inputResponses, QUESTION);
      if (asked.success && asked.data.call === call && response.kind === 'elicit') {
        const yes = acceptedContent(inputResponses, QUESTION, answerSchema)?.confirm === true;
        return yes ? { state: 'yes', id: asked.data.id } : { state: 'no' };
      }
      const requestState = await codec.mint({ id: newId(), call });
      const message = `An assistant asks Hashdesk to change something: ${shown(line)}`;
      const confirm = inputRequired.elicit({ message, requestedSchema: answerSchema });
      return {
        state: 'ask',
        result: inputRequired({ inputRequests: { [QUESTION]: confirm }, requestState }),
      };
    },
  };
}

/** In one line, whatever a value holds; what does not fit is counted. */
function shown(line: string): string {
  const rest = line.length - LONGEST_LINE;
  return `${safeLine(clip(line, LONGEST_LINE))}${rest > 0 ? ` (and ${rest} more characters)` : ''}`;
}
