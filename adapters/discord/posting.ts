import { type Bot, isShareable, type Log, type Reply, reply, type Wait } from 'hashdesk/chat';
import { deliveryError } from './errors.ts';
import type { Kept, KeptThings } from './keptButtons.ts';
import type { Asker } from './receive.ts';
import { brief, type Post, render } from './render.ts';
import type { Api } from './transport/api.ts';

/** What answering needs. */
export interface Desk {
  bot: Pick<Bot, 'picture'>;
  api: Api;
  kept: KeptThings;
  wait: Wait;
  now: () => number;
  log: Log;
}

/** Whether others can read where the question was asked. */
export const isShared = ({ address }: Pick<Asker, 'address'>) => address.tenant.startsWith('discord:G');

/** Renders, and keeps what the buttons need. In a channel, what only the asker sees can be shared. */
export async function rendered(asked: {
  desk: Desk;
  /** Without a person it is posted for all. */
  asker: Pick<Asker, 'address'> & Partial<Asker>;
  said: Reply;
}): Promise<Post[]> {
  const { desk, asker, said } = asked;
  const shareable = isShareable(said) && isShared(asker);
  const { posts, keep } = render({ reply: said, now: desk.now(), shareable, owner: asker.person?.id });
  await remember({ desk, asker, keep });
  return posts;
}

/** An answer is worth showing even when its buttons cannot be remembered. */
async function remember(asked: { desk: Desk; asker: Pick<Asker, 'address'>; keep: Kept[] }): Promise<void> {
  const { desk, asker, keep } = asked;
  await desk.kept
    .keep(asker.address.tenant, keep)
    .catch((error) => desk.log.error({ failure: String(error) }, 'Buttons could not be kept'));
}

/** What may be seen of a form in a channel: a button that opens it for whoever asked, and for nobody else. */
export async function formOffer(asked: { desk: Desk; asker: Asker; said: Reply }): Promise<Post[]> {
  const { desk, asker, said } = asked;
  const forms = { ...said, blocks: said.blocks.filter(({ kind }) => kind === 'form') };
  const { posts, keep } = render({ reply: forms, now: desk.now(), owner: asker.person.id });
  await remember({ desk, asker, keep });
  const components = posts.flatMap((post) => post.components);
  return [{ ...brief(OFFER), components }];
}

const OFFER = reply({ title: 'There is a form to fill in: the button opens it, for whoever asked.' });

/** Posts in a channel, each message once however often this is tried with the same `once`. Resolves with their ids. */
export async function postAll(asked: {
  desk: Desk;
  channel: string;
  posts: Post[];
  once: string;
}): Promise<string[]> {
  const { desk, channel, posts, once } = asked;
  const ids: string[] = [];
  for (const [at, post] of posts.entries())
    ids.push(await desk.api.post({ channel, post, once: `${once} ${at}`, repeat: 'always' }));
  return ids;
}

interface Direct {
  desk: Desk;
  asker: Asker;
  posts: Post[];
  once: string;
}

/** Posts as direct messages. A button there would ask about the person's own sites, so there are none. */
export async function postDirectly({ desk, asker, posts, once }: Direct): Promise<void> {
  const channel = await desk.api.openDirect(asker.person.id);
  await postAll({ desk, channel, posts: posts.map((post) => ({ ...post, components: [] })), once });
}

/**
 * For an interaction out of time: messages in the channel, or direct ones where others must not read them. When
 * that fails too, the asker learns at least that there was an answer.
 */
export async function postInstead({ hidden, ...asked }: Direct & { hidden: boolean }): Promise<void> {
  const { desk, asker } = asked;
  const { channel } = asker.address;
  try {
    if (hidden && isShared(asker)) await postDirectly(asked);
    else await postAll({ ...asked, channel });
  } catch (error) {
    desk.log.warn({ failure: deliveryError(error).message }, 'An answer could not be posted instead');
    await tellLost({ ...asked, where: hidden ? 'channel' : 'direct' });
  }
}

const LOST = reply({ title: 'An answer could not be shown. Please ask again.', tone: 'error' });

/** The last thing to try: without figures, so that anyone may read it. */
export async function tellLost(
  asked: Omit<Direct, 'posts'> & { where: 'channel' | 'direct' },
): Promise<void> {
  const { desk, asker, once, where } = asked;
  const words = { desk, asker, posts: [brief(LOST)], once: `${once} lost` };
  const told =
    where === 'channel' ? postAll({ ...words, channel: asker.address.channel }) : postDirectly(words);
  await told.catch((error) =>
    desk.log.error({ failure: deliveryError(error).message }, 'An answer was lost'),
  );
}
