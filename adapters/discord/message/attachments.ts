import { clip, visible } from 'hashdesk/chat';
import { LIMITS } from '../limits.ts';

/** A file that goes with a message. */
export interface Attachment {
  name: string;
  type: string;
  bytes: Uint8Array;
  description?: string;
}

/** A file under a name that every platform can save. */
export function fileFrom({ name, description, ...file }: Attachment): Attachment {
  const safe = visible(name)
    .replace(/[^\p{L}\p{N}._-]+/gu, '_')
    .slice(-100);
  const about = description && clip(visible(description), LIMITS.fileDescription);
  return { ...file, name: safe || 'file', ...(about ? { description: about } : {}) };
}

/** Says that Discord does not take the file; undefined when it does. */
export function tooLarge({ name, bytes }: Attachment): string | undefined {
  if (bytes.length <= LIMITS.fileBytes) return undefined;
  const size = (bytes.length / 1024 ** 2).toFixed(1);
  return `${name} is ${size} MB; Discord takes at most ${LIMITS.fileBytes / 1024 ** 2} MB.`;
}

/** Files in the groups that one message can hold. */
export function packFiles(files: Attachment[]): Attachment[][] {
  const groups: Attachment[][] = [];
  for (const file of files) {
    const last = groups.at(-1);
    const total = [...(last ?? []), file].reduce((sum, { bytes }) => sum + bytes.length, 0);
    if (last && last.length < LIMITS.files && total <= LIMITS.requestBytes) last.push(file);
    else groups.push([file]);
  }
  return groups;
}
