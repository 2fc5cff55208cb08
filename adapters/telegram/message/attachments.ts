import { clip, visible } from 'hashdesk/chat';
import { LIMITS } from '../limits.ts';
import { inert } from '../text.ts';
import { joined, type Styled } from './layout.ts';

/** A file that goes with an answer. */
export interface Attachment {
  name: string;
  type: string;
  bytes: Uint8Array;
  caption?: string;
}

/** A file under a name that every platform can save. */
export function fileFrom({ name, caption, ...file }: Attachment): Attachment {
  const safe = visible(name)
    .replace(/[^\p{L}\p{N}._-]+/gu, '_')
    .slice(-100)
    .toWellFormed();
  const about = caption && inert(caption).trim();
  return { ...file, name: safe || 'file', ...(about ? { caption: clip(about, LIMITS.caption) } : {}) };
}

export const isPicture = ({ type }: Attachment): boolean => type === 'image/png';

/**
 * What stands with a picture that is part of a message: the text of the message, then what the picture shows, since
 * Telegram has no other place for that. Undefined: it is no picture, or there is no room.
 */
export function captionOf({ text, entities }: Styled, file: Attachment): Styled | undefined {
  if (!isPicture(file)) return undefined;
  const shown = file.caption ?? '';
  const said = { text, entities };
  const caption = shown === '' ? said : joined(said, { text: shown, entities: [] });
  return caption.text.length <= LIMITS.caption ? caption : undefined;
}

/** Says that Telegram does not take the file; undefined when it does. */
export function refusalOf({ name, bytes }: Attachment): string | undefined {
  if (bytes.length === 0) return `${name} is empty, and Telegram takes no empty file.`;
  if (bytes.length <= LIMITS.fileBytes) return undefined;
  const size = (bytes.length / 1024 ** 2).toFixed(1);
  return `${name} is ${size} MB; Telegram takes at most ${LIMITS.fileBytes / 1024 ** 2} MB.`;
}
