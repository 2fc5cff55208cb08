import type { types } from '@slack/bolt';
import { LIMITS } from './limits.ts';

type KnownBlock = types.KnownBlock;

/** Characters of all text in a block: what stands under `text`, at any depth. */
function textLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, inner) => sum + textLength(inner), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [key, inner]) =>
      sum + (key === 'text' && typeof inner === 'string' ? inner.length : textLength(inner)),
    0,
  );
}

/** Whether blocks can be one message. */
export function fitsMessage(blocks: readonly KnownBlock[]): boolean {
  return blocks.length <= LIMITS.messageBlocks && textLength(blocks) <= LIMITS.messageText;
}

/** Blocks in order, in as few messages as they fit. */
export function pack(blocks: readonly KnownBlock[]): KnownBlock[][] {
  const messages: KnownBlock[][] = [];
  let count = 0;
  let characters = 0;
  for (const block of blocks) {
    const length = textLength(block);
    if (messages.length === 0 || count === LIMITS.messageBlocks || characters + length > LIMITS.messageText) {
      messages.push([]);
      count = 0;
      characters = 0;
    }
    messages.at(-1)!.push(block);
    count += 1;
    characters += length;
  }
  return messages;
}
