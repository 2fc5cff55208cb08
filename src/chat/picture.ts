import type { Bot } from './adapter.ts';
import type { Picture, Reply } from './reply.ts';

/** What a delivery may wait for its picture: less than anybody notices, and enough for a thread that paints already. */
const WITHIN_MS = 1_000;

interface Asked {
  bot: Pick<Bot, 'picture'>;
  reply: Reply;
  tenant: string;
}

/** The picture of a message for which nobody waits; undefined where there is none, or none in time. */
export const pictureInTime = async ({ bot, ...asked }: Asked): Promise<Picture | undefined> =>
  bot.picture?.({ ...asked, withinMs: WITHIN_MS });

/**
 * A message for which nobody waits, with its picture in the place of its chart; as it is where there is none, or none
 * in time. An answer that somebody waits for goes out first, and what `Bot.picture` gives is added to it.
 */
export async function withPicture(asked: Asked): Promise<Reply> {
  const { reply } = asked;
  const image = await pictureInTime(asked);
  if (image === undefined) return reply;
  return { ...reply, blocks: reply.blocks.map((block) => (block.kind === 'chart' ? image : block)) };
}
