import { LIMITS } from '../limits.ts';
import type { Post } from '../render.ts';

type Rows = Post['components'];

/** Before what a button does stands, in one button of a delivery, the delivery's id between tildes. */
const TAG = /^~[\w-]+~/;

const tagOf = (deliveryId: string) => `~${deliveryId}~`;

/** The buttons with `deliveryId` in the first that has room for it. */
export function tagged(rows: Rows, deliveryId: string): Rows {
  const tag = tagOf(deliveryId);
  const buttons = rows.flatMap(({ components }) => components);
  const roomy = buttons.find(
    (button) => 'custom_id' in button && tag.length + button.custom_id.length <= LIMITS.customId,
  );
  return rows.map((row) => ({
    ...row,
    components: row.components.map((button) =>
      button === roomy && 'custom_id' in button ? { ...button, custom_id: tag + button.custom_id } : button,
    ),
  }));
}

export function isTagged(
  rows: readonly { components: readonly { custom_id?: string | undefined; url?: string }[] }[],
  deliveryId: string,
): boolean {
  const tag = tagOf(deliveryId);
  return rows.some(({ components }) => components.some(({ custom_id }) => custom_id?.startsWith(tag)));
}

export const untagged = (customId: string): string => customId.replace(TAG, '');
