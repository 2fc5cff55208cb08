import type { Address, Incoming, Person } from 'hashdesk/chat';
import { readAttachment } from './attachment.ts';

/** Whoever sits at the terminal runs the process, and may do everything. */
export const operator: Person = { id: 'operator', name: 'operator', standing: 'admin', roles: [] };
export const address: Address = { adapter: 'console', tenant: 'console:local', channel: 'terminal' };

/** A typed line as a question. */
export function consoleIncoming({
  text,
  readFile = readAttachment,
  progress,
}: {
  text: string;
  /** Reads a file that the line names. */
  readFile?: Incoming['attachment'];
  progress?: Incoming['progress'];
}): Incoming {
  return {
    address,
    person: operator,
    ask: { text },
    ...(readFile && { attachment: readFile }),
    ...(progress && { progress }),
  };
}
