import type { ReadAttachment } from '../adapter.ts';

/** Whether a text is what stands in a file, and not the name of one. */
export const isPasted = (text: string): boolean => /[\n{[]/u.test(text);

/** What was pasted, or what stands in the file that was named or attached; undefined when there is neither. */
export function givenFile(asked: { typed: string | undefined; attachment: ReadAttachment }) {
  const { typed, attachment } = asked;
  return typed !== undefined && isPasted(typed)
    ? { name: 'The pasted text', text: typed }
    : attachment(typed?.trim());
}
