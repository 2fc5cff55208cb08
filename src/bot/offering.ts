import type { Action, Reply } from '../chat/reply.ts';
import { withActions, withMore } from '../chat/show/short.ts';
import { sheetFragment } from '../sheet/link.ts';

/**
 * An answer offers what stands behind it, its sheet, its explanation and the same question again, after what it offers
 * itself; what tells of an answer has no line to be asked again.
 */
export function offering(asked: { said: Reply; line?: string; sheetAt: string | undefined }): Reply {
  const { said, line, sheetAt } = asked;
  const plain = (label: string, command: string): Action => ({ label, command, style: 'plain' });
  return withActions(withMore(said), [
    ...(said.question === undefined ? [] : [sheetAction({ id: said.id!, question: said.question, sheetAt })]),
    ...(said.explanation.length > 0 && line !== undefined
      ? [plain('Explain', `explain ${said.id}`), plain('Refresh', line)]
      : []),
  ]);
}

/** A page for each question, so that its link says which one it is; `undefined` where nobody can open one. */
export const sheetAddress = ({ at, topic }: { at: string | undefined; topic: string }): string | undefined =>
  at && `${at}${topic}`;

/** The sheet at its address; without one, the command that sends it as a file. */
function sheetAction(asked: { id: string; question: string; sheetAt: string | undefined }): Action {
  const { id, question, sheetAt } = asked;
  const action: Action = { label: 'Sheet', command: `sheet ${id}`, style: 'plain' };
  return sheetAt === undefined ? action : { ...action, url: `${sheetAt}#${sheetFragment(question)}` };
}
