import { pieces, visible } from 'hashdesk/chat';
import { LIMITS } from '../limits.ts';
import { inert, isBlank } from '../text.ts';

/** A stretch of text in one style. `mention` is the id of the person that it calls by name. */
export interface Run {
  text: string;
  style?: 'bold' | 'italic' | 'pre';
  mention?: number;
}

/** What Telegram shows of a stretch of a text; offset and length in UTF-16 units. */
type Entity = { offset: number; length: number } & (
  | { type: 'bold' | 'italic' | 'pre' }
  | { type: 'text_mention'; user: { id: number } }
);

/** A text as it is sent: plain, with its styles beside it, so that nothing in it can become markup. */
export interface Styled {
  text: string;
  entities: Entity[];
}

const GAP = '\n\n';

/** The paragraphs in order, in as few texts as hold them. One that fits into a text is not broken. */
export function textsOf(paragraphs: readonly Run[][]): Styled[] {
  const texts: Styled[] = [];
  for (const piece of paragraphs.flatMap(piecesOf)) {
    const last = texts.at(-1);
    const grown = last && joined(last, piece);
    if (grown && fits(grown)) texts[texts.length - 1] = grown;
    else texts.push(piece);
  }
  return texts;
}

const fits = ({ text, entities }: Styled) => text.length <= LIMITS.text && entities.length <= LIMITS.entities;

/** Two texts as two paragraphs of one. */
export function joined(before: Styled, after: Styled): Styled {
  const shift = before.text.length + GAP.length;
  const moved = after.entities.map((entity) => ({ ...entity, offset: entity.offset + shift }));
  return { text: before.text + GAP + after.text, entities: [...before.entities, ...moved] };
}

/** A paragraph as one text, or as several where it is too long. What is blank is left out. */
function piecesOf(runs: readonly Run[]): Styled[] {
  const shown = runs.map((run) => ({
    ...run,
    text: run.style === 'pre' ? visible(run.text) : inert(run.text),
  }));
  const groups: Run[][] = [[]];
  for (const run of shown.flatMap(cut)) {
    const grown = [...groups.at(-1)!, run];
    if (fits(styled(grown))) groups[groups.length - 1] = grown;
    else groups.push([run]);
  }
  return groups.map((group) => styled(trimmed(group))).filter(({ text }) => !isBlank(text));
}

const cut = (run: Run): Run[] =>
  pieces({ text: run.text, limit: LIMITS.text }).map((text) => ({ ...run, text }));

/** Without blanks at either end, which Telegram would take away, and the places of the styles with them. */
function trimmed(runs: readonly Run[]): Run[] {
  const filled = (run: Run) => !isBlank(run.text);
  const [first, last] = [runs.findIndex(filled), runs.findLastIndex(filled)];
  if (first < 0) return [];
  return runs.slice(first, last + 1).map((run, at, { length }) => {
    const begun = at === 0 ? run.text.trimStart() : run.text;
    return { ...run, text: at === length - 1 ? begun.trimEnd() : begun };
  });
}

function styled(runs: readonly Run[]): Styled {
  let text = '';
  const entities: Entity[] = [];
  for (const run of runs) {
    const place = { offset: text.length, length: run.text.length };
    if (run.mention !== undefined)
      entities.push({ ...place, type: 'text_mention', user: { id: run.mention } });
    else if (run.style && place.length > 0) entities.push({ ...place, type: run.style });
    text += run.text;
  }
  return { text, entities };
}
