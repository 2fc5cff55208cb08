import type { Action, Reply } from '../chat/reply.ts';
import { withActions, withMore } from '../chat/show/short.ts';
import { sheetFragment } from '../sheet/link.ts';
import type { SheetPage } from './sheetPage.ts';

/** A page, and where it is opened. */
interface Opened extends SheetPage {
  /** `https://desk.example.com/sheet/`; undefined where nobody can open one. */
  at: string | undefined;
}

/**
 * An answer offers what stands behind it, its sheet, its explanation and the same question again, after what it offers
 * itself; what tells of an answer has no line to be asked again.
 */
export function offering({ said, line, page }: { said: Reply; line?: string; page?: Opened }): Reply {
  const plain = (label: string, command: string): Action => ({ label, command, style: 'plain' });
  return withActions(withMore(said), [
    ...(page ? [sheetAction({ id: said.id!, ...page })] : []),
    ...(said.explanation.length > 0 && line !== undefined
      ? [plain('Explain', `explain ${said.id}`), plain('Refresh', line)]
      : []),
  ]);
}

/**
 * The sheet at its address, where each question has a page so that its link says which one it is; without an address the
 * command that sends it as a file. Another question's page is named: its numbers are not those of the answer.
 */
function sheetAction({ id, topic, label, question, at }: Opened & { id: string }): Action {
  const action: Action = { label, command: `sheet ${id}`, style: 'plain' };
  return at === undefined ? action : { ...action, url: `${at}${topic}#${sheetFragment(question)}` };
}
