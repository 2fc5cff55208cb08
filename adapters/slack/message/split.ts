import type { types } from '@slack/bolt';
import { LIMITS } from '../limits.ts';

type KnownBlock = types.KnownBlock;

/** Characters of all text in a block: what stands under `text`, at any depth. */
function textLength(value: object): number {
  let sum = 0;
  // Half of all rendering went by here with `for … in`, which looks each name up again.
  if (!Array.isArray(value) && 'text' in value && typeof value.text === 'string') sum += value.text.length;
  for (const inner of Object.values(value)) {
    if (typeof inner === 'object' && inner !== null) sum += textLength(inner);
  }
  return sum;
}

/** Whether blocks can be one message. */
export function fitsMessage(blocks: readonly KnownBlock[]): boolean {
  return blocks.length <= LIMITS.messageBlocks && textLength(blocks) <= LIMITS.messageText;
}

/** Blocks in order, in as few messages as they fit. */
export function splitBlocks(blocks: readonly KnownBlock[]): KnownBlock[][] {
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
