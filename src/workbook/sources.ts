import type { Reply } from '../chat/reply.ts';
import { type Cell, text, type Worksheet } from './cells.ts';

/** Where the numbers of an answer come from, and its arithmetic in words. */
export function sourcesSheet({ notice, sources, explanation }: Reply): Worksheet {
  const heads = (...labels: string[]): Cell[] => labels.map((label) => text(label, 'head'));
  return {
    name: 'Sources',
    widths: [44, 70, 26, 16],
    rows: [
      ...(notice === undefined ? [] : [[text(notice, 'note')], []]),
      heads('What', 'Source', 'Last confirmed', 'State'),
      ...sources.map(({ what, source, asOf, state }) => [what, source, asOf, state].map((it) => text(it))),
      [],
      heads('Result', 'Formula in words', 'With the numbers put in'),
      ...explanation.map(({ result, formula, arithmetic }) =>
        [result.label, formula, arithmetic].map((it) => text(it)),
      ),
    ],
  };
}
