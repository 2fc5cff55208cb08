import { type Block, type Reply, reply } from '../chat/reply.ts';
import { StorageError, UserError } from '../common/errors.ts';
import type { Log } from '../common/log.ts';
import { OutOfRangeError } from '../economics/range.ts';

/** What is said of a question besides its answer: the line that it was read as, and why there is no answer. */

/** In the first paragraph, where there is one: a line more would leave less room for the answer. */
export function sayingWhatWasRead(line: string, blocks: readonly Block[]): Block[] {
  const [first, ...rest] = blocks;
  return first?.kind === 'text'
    ? [{ kind: 'text', parts: [`I read: ${line}. `, ...first.parts] }, ...rest]
    : [iRead(line), ...blocks];
}

/** Own words are answered with the line that they were read as: a wrong reading is seen at once. */
const iRead = (line: string): Block => ({ kind: 'note', tone: 'info', parts: [`I read: ${line}`] });

export const isOfThePerson = (error: unknown): error is UserError | OutOfRangeError =>
  error instanceof UserError || error instanceof OutOfRangeError;

/** People see what they can act on; what is ours goes to the log, under the id they are told. */
export function failure(asked: {
  error: unknown;
  log: Log;
  request: string;
  readAs?: string | undefined;
}): Reply {
  const { error, log, request, readAs } = asked;
  const read = readAs === undefined ? {} : { readAs };
  const shown = readAs === undefined ? [] : [iRead(readAs)];
  if (isOfThePerson(error)) {
    const { suggestions = [], choices = [], parameter } = error instanceof UserError ? error : {};
    const actions = choices.map((line) => ({ label: line, command: line, style: 'plain' as const }));
    return reply({
      title: error.message,
      tone: 'error',
      visibility: 'private',
      ...read,
      ...(parameter !== undefined && { parameter }),
      blocks: [
        ...shown,
        ...textOf(suggestions.length > 0 ? `Try: ${suggestions.join(' · ')}` : undefined),
        ...(actions.length > 0 ? [{ kind: 'actions' as const, actions }] : []),
      ],
    });
  }
  log.error({ err: error }, 'A command failed');
  return reply({
    title:
      error instanceof StorageError
        ? error.message
        : 'Hashdesk could not answer because of a fault of its own.',
    tone: 'error',
    visibility: 'private',
    ...read,
    blocks: [...shown, ...textOf(`It is in the log as request ${request}.`)],
  });
}

const textOf = (text: string | undefined): Block[] =>
  text === undefined ? [] : [{ kind: 'text', parts: [text] }];
