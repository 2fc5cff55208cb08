import { type Reply, reply } from 'hashdesk/chat';
import { inTime } from './answer.ts';
import { deliveryError } from './errors.ts';
import { type Desk, formOffer, isShared, postAll, postDirectly, rendered, tellLost } from './posting.ts';
import type { Asker } from './receive.ts';
import { brief, type Post, pictured, picturePost, render } from './render.ts';

interface Written {
  desk: Desk;
  asker: Asker;
  /** The message's id. */
  id: string;
}

/**
 * Answers a message. Nothing in a channel can be shown to one person alone: an error becomes one short line, a
 * private answer a direct message.
 */
export async function answerMessage(written: Written, ask: () => Promise<Reply | undefined>): Promise<void> {
  const { desk, asker, id } = written;
  const { channel } = asker.address;
  const typing = () => desk.api.typing(channel).catch(() => {});
  const said = await inTime({ desk, answer: ask(), late: typing });
  if (!said) return;
  try {
    const posts = await postsFor(written, said);
    const [message] = await postAll({ desk, channel, posts, once: id });
    await showPicture(written, { said, first: { message: message!, post: posts[0]! } });
  } catch (error) {
    desk.log.warn({ failure: deliveryError(error).message }, 'A message could not be answered');
    await tellLost({ desk, asker, once: id, where: 'direct' });
  }
}

/** The picture becomes part of the answer's message, or follows it to whoever got that directly; where it cannot, nobody is told. */
async function showPicture(
  { desk, asker, id }: Written,
  { said, first }: { said: Reply; first: { message: string; post: Post } },
): Promise<void> {
  if (said.tone === 'error') return;
  const { tenant, channel } = asker.address;
  const image = await desk.bot.picture?.({ reply: said, tenant });
  if (image === undefined) return;
  const isDirect = isShared(asker) && said.visibility === 'private';
  const shown = isDirect
    ? postDirectly({ desk, asker, posts: [picturePost(image)], once: `${id} picture` })
    : desk.api.editPost({ channel, message: first.message, post: pictured(first.post, image) });
  await shown.catch((error) =>
    desk.log.warn({ failure: deliveryError(error).message }, 'A picture could not be shown'),
  );
}

/** What the channel gets to see. */
async function postsFor(written: Written, said: Reply): Promise<Post[]> {
  const { desk, asker } = written;
  if (isShared(asker) && said.tone === 'error') return [brief(said)];
  if (!isShared(asker) || said.visibility === 'public') return rendered({ desk, asker, said });
  // From a direct message a form would be about the person's own sites.
  if (said.blocks.some(({ kind }) => kind === 'form')) return formOffer({ desk, asker, said });
  return [brief(await sentDirectly(written, said))];
}

const SENT = reply({ title: 'I have sent you the answer directly.' });
const NOT_SENT = reply({
  title: 'The answer is for you alone, and you do not accept direct messages from me: use the slash command.',
});

function sentDirectly({ desk, asker, id }: Written, said: Reply): Promise<Reply> {
  const { posts } = render({ reply: said, now: desk.now() });
  return postDirectly({ desk, asker, posts, once: id }).then(
    () => SENT,
    () => NOT_SENT,
  );
}
