import { MOST_SITES, topicCalled, topics } from './question.ts';

/** Of an answer: its title, the line that it was read as, and its steps. */
interface Said {
  title: string;
  readAs?: string;
  explanation: readonly unknown[];
}

/** Why an answer leads to no sheet, and what to ask instead. */
export function whyNoSheet({ title, readAs = '', explanation }: Said): string {
  const [name = ''] = readAs.split(' ', 1);
  // An answer of these that can be explained has a sheet, unless it is about too much.
  return explanation.length > 0 && topicCalled(name)
    ? `“${title}” has no sheet: one holds ${MOST_SITES} sites at most. Ask about one of them.`
    : `“${title || readAs}” has no sheet, and no CSV of one: ${topics.join(', ')} have one.`;
}
