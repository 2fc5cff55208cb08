import type { ReadAttachment } from '../adapter.ts';

/** What was pasted, or what stands in the file that was named or attached; undefined when there is neither. */
export function givenFile(asked: { typed: string | undefined; attachment: ReadAttachment }) {
  const { typed, attachment } = asked;
  const isPasted = typed !== undefined && /[\n{[]/u.test(typed);
  return isPasted ? { name: 'The pasted text', text: typed } : attachment(typed?.trim());
}
