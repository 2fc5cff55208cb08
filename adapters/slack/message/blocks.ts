import type { types } from '@slack/bolt';
import { type Action, clip, type Figure, pieces, type SourceLine, showSources, visible } from 'hashdesk/chat';
import { LIMITS } from '../limits.ts';

/**
 * Block Kit, built of plain text alone: whatever a person typed can be no mention, no link and no markup.
 * Every list may be longer than one block holds, so each function returns as many blocks as it takes.
 */

type KnownBlock = types.KnownBlock;

const plain = (text: string): types.PlainTextElement => ({ type: 'plain_text', text, emoji: false });

/** Elements in groups that one block can hold: not too many, and not too much text. */
function groups<T extends { text: string | types.PlainTextElement }>(
  elements: readonly T[],
  size: number,
): T[][] {
  const found: T[][] = [];
  let characters = 0;
  for (const element of elements) {
    const { length } = typeof element.text === 'string' ? element.text : element.text.text;
    if (found.length === 0 || found.at(-1)!.length === size || characters + length > LIMITS.blockText) {
      found.push([]);
      characters = 0;
    }
    found.at(-1)!.push(element);
    characters += length;
  }
  return found;
}

export function sections(text: string): KnownBlock[] {
  return pieces({ text: visible(text), limit: LIMITS.sectionText }).map((piece) => ({
    type: 'section',
    text: plain(piece),
  }));
}

/** The title: a header, or a section where it is too long for one. */
export function headers(title: string): KnownBlock[] {
  const text = visible(title).trim();
  if (text.length > LIMITS.headerText) return sections(text);
  return text ? [{ type: 'header', text: plain(text) }] : [];
}

export function contexts(texts: string[]): KnownBlock[] {
  const elements = texts
    .flatMap((text) => pieces({ text: visible(text), limit: LIMITS.contextText }))
    .map(plain);
  return groups(elements, LIMITS.contextElements).map((group) => ({ type: 'context', elements: group }));
}

/** Figures as fields, side by side; one too long for a field stands alone. */
export function figureFields(figures: readonly Figure[]): KnownBlock[] {
  const texts = figures.map(({ label, text }) => `${visible(label)}\n${visible(text)}`);
  const short = texts.filter((text) => text.length <= LIMITS.fieldText && text.trim() !== '');
  const long = texts.filter((text) => text.length > LIMITS.fieldText);
  return [
    ...groups(short.map(plain), LIMITS.sectionFields).map(
      (fields): KnownBlock => ({ type: 'section', fields }),
    ),
    ...long.flatMap(sections),
  ];
}

export function preformatted(text: string): KnownBlock {
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text }] }],
  };
}

/** One context line: what was read, from where, how old it is. */
export function sourceContext(sources: readonly SourceLine[], now: number): KnownBlock[] {
  return sources.length === 0 ? [] : contexts([showSources({ sources, now })]);
}

/** A button before it has its place: `kind` says what a press does, `value` with what; `open` opens that address. */
export interface Press {
  kind: 'run' | 'form' | 'share' | 'open';
  label: string;
  value: string;
  style?: Action['style'];
}

function confirmation({ label, value }: Press): types.ConfirmationDialog {
  return {
    title: plain('Are you sure?'),
    text: plain(clip(`This runs: ${visible(value)}`, LIMITS.confirmText)),
    confirm: plain(clip(visible(label) || 'Yes', 30)),
    deny: plain('Cancel'),
    style: 'danger',
  };
}

/** Whether a press fits in a button; the command of one that does not is shown instead. */
export const fitsButton = ({ kind, value }: Press): boolean =>
  value !== '' &&
  value.length <= (kind === 'open' ? LIMITS.buttonUrl : LIMITS.buttonValue) &&
  value.isWellFormed();

function button(press: Press, index: number): types.Button {
  const { kind, label, value, style = 'plain' } = press;
  return {
    type: 'button',
    action_id: `${kind}:${index}`,
    text: plain(clip(visible(label).trim() || kind, LIMITS.buttonText)),
    ...(kind === 'open' ? { url: value, value: kind } : { value }),
    ...(style !== 'plain' && { style }),
    ...(style === 'danger' && { confirm: confirmation(press) }),
  };
}

/** Buttons; their `action_id` differ within one answer, as Slack wants it. */
export function buttons(presses: readonly Press[]): KnownBlock[] {
  return groups(presses.map(button), LIMITS.actionsElements).map((elements) => ({
    type: 'actions',
    elements,
  }));
}
