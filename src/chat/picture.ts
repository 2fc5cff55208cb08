import type { Bot } from './adapter.ts';
import type { Reply } from './reply.ts';

/** What a delivery may wait for its picture: less than anybody notices, and enough for a thread that paints already. */
const WITHIN_MS = 1_000;

/**
 * A message for which nobody waits, with its picture in the place of its chart; as it is where there is none, or none
 * in time. An answer that somebody waits for goes out first, and what `Bot.picture` gives follows it.
 */
export async function withPicture({
  bot,
  reply,
  tenant,
}: {
  bot: Pick<Bot, 'picture'>;
  reply: Reply;
  tenant: string;
}): Promise<Reply> {
  const image = await bot.picture?.({ reply, tenant, withinMs: WITHIN_MS });
  if (image === undefined) return reply;
  return { ...reply, blocks: reply.blocks.map((block) => (block.kind === 'chart' ? image : block)) };
}
