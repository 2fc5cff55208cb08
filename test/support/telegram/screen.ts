import { fileText } from '../replies/fileText.ts';
import type { Entity } from './validate.ts';
import type { Posted, User, World } from './world.ts';

/** The labels of the buttons under a message. */
export function labelsOf({ markup }: Posted): string[] {
  return markup && 'inline_keyboard' in markup ? markup.inline_keyboard.flat().map(({ text }) => text) : [];
}

/** Everything that can be read in the messages, in order, without what takes no room. */
export function read(posted: readonly Posted[]): string {
  return posted
    .flatMap((message) => [
      message.text.replaceAll('\u200b', ''),
      ...(message.file ? [message.file.name, fileText(message.file.bytes)] : []),
      ...labelsOf(message).map((label) => `[${label}]`),
    ])
    .filter((text) => text !== '')
    .join('\n');
}

/** The messages that someone sees: in their private chat, and in the groups that they are in. */
export const seenBy = ({ posted, groups }: World, { id }: User): Posted[] =>
  posted.filter(({ chat }) => chat === id || (groups.get(chat)?.members.has(id) ?? false));

/** What Telegram makes of plain text by itself, wherever it stands outside of a monospaced block. */
const linked: [name: string, pattern: RegExp][] = [
  ['mention', /(?<![\p{L}\p{N}_])@[A-Za-z0-9_]/u],
  ['address', /[\p{L}\p{N}_.+-]@[\p{L}\p{N}]/u],
  ['command', /(?<![\p{L}\p{N}_/<>])\/[A-Za-z0-9_]/u],
  ['hashtag', /#[\p{L}\p{N}_]/u],
  ['cashtag', /\$[A-Z]{1,8}(?![A-Za-z])/],
  ['link', /[a-z][a-z0-9+.-]*:\/\/[\p{L}\p{N}]/iu],
  ['host', /[\p{L}\p{N}_-]\.\p{L}{2,}/u],
  ['numbered host', /\d{1,3}(?:\.\d{1,3}){3}/],
];

/** Control and bidirectional characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const deceptive = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

function outside(text: string, entities: readonly Entity[]): string {
  return entities
    .filter(({ type }) => type === 'pre')
    .reduce(
      (rest, { offset, length }) => rest.slice(0, offset) + ' '.repeat(length) + rest.slice(offset + length),
      text,
    );
}

/** What Telegram would act on in the messages. */
export function live(posted: readonly Posted[]): string[] {
  return posted.flatMap(({ text, entities, file, ...message }) => {
    const texts = [outside(text, entities)];
    return [
      ...texts.flatMap((it) => linked.filter(([, pattern]) => pattern.test(it)).map(([name]) => name)),
      ...[text, file?.name ?? '', ...labelsOf({ text, entities, ...message })].flatMap((it) =>
        deceptive.test(it) ? ['deceptive character'] : [],
      ),
      ...entities.filter(({ type }) => type === 'text_mention').map(({ type }) => type),
    ];
  });
}
