import type { types } from '@slack/bolt';
import { clip, type Picture, visible } from 'hashdesk/chat';
import { LIMITS } from '../limits.ts';
import type { SlackMessage } from '../render.ts';
import { inertMrkdwn } from '../text.ts';

/** A picture inside a message, by the file that its workspace has of it. */
export const pictureBlock = ({ alt }: Picture, id: string): types.ImageBlock => ({
  type: 'image',
  alt_text: clip(visible(alt).trim() || 'Chart', LIMITS.altText),
  slack_file: { id },
});

/** The message with the picture under its text and above its buttons; undefined where it holds no more blocks. */
export function withPictureBlock(message: SlackMessage, picture: types.ImageBlock): SlackMessage | undefined {
  const { blocks } = message;
  if (blocks.length >= LIMITS.messageBlocks) return undefined;
  const buttons = blocks.findIndex(({ type }) => type === 'actions');
  return { ...message, blocks: blocks.toSpliced(buttons < 0 ? blocks.length : buttons, 0, picture) };
}

/** The picture as a message of its own. */
export const pictureAlone = (picture: types.ImageBlock): SlackMessage => ({
  text: clip(inertMrkdwn(picture.alt_text), LIMITS.fallbackText),
  blocks: [picture],
});

export const hasPicture = ({ blocks }: SlackMessage): boolean => blocks.some(({ type }) => type === 'image');

export const withoutPicture = (message: SlackMessage): SlackMessage => ({
  ...message,
  blocks: message.blocks.filter(({ type }) => type !== 'image'),
});
