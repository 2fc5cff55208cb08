import { type BlockOf, DeliveryError, type Repeat } from 'hashdesk/chat';
import type { Desk } from './answer.ts';
import { failureOf } from './errors.ts';
import type { Kept } from './keptButtons.ts';
import { type Attachment, captionOf, isPicture } from './message/attachments.ts';
import type { Styled } from './message/layout.ts';
import { type Post, pictureOf } from './render.ts';
import type { Place, Under } from './transport/api.ts';

type Means = Pick<Desk, 'api' | 'log'>;

/** A message of text as it was posted. */
export interface Shown {
  message: number;
  post: Post;
}

/** Posts every message, with what their buttons stand for kept before they can be pressed. Resolves with the last. */
export async function postAll(
  { at, to }: { at: Means & Pick<Desk, 'kept'>; to: Place },
  { posts, keep }: { posts: readonly Post[]; keep: readonly Kept[] },
): Promise<Shown | undefined> {
  // An answer is worth showing even when its buttons cannot be remembered.
  await at.kept
    .keep(to.chat, keep)
    .catch((error) => at.log.error({ failure: String(error) }, 'Buttons could not be kept'));
  let shown: Shown | undefined;
  for (const post of posts) {
    const [text, ...files] = stepsOf(post);
    shown = { message: await text({ at, to, repeat: 'unsent' }), post };
    for (const file of files) await file({ at, to, repeat: 'unsent' });
  }
  return shown;
}

/** One message; resolves with its id. */
type PostStep<Id = number> = (asked: { at: Means; to: Place; repeat: Repeat }) => Promise<Id>;

/**
 * The messages that show a post: its text, as the caption of its picture where that has room, then its other files. A
 * picture that a chat does not take costs nothing else.
 */
export function stepsOf(post: Post): [PostStep, ...PostStep<number | undefined>[]] {
  const under = { rows: post.rows };
  const asText: PostStep = ({ at, ...asked }) => at.api.post({ ...asked, text: post, under });
  const asFile = (file: Attachment, parts: { caption?: Styled; under?: Under } = {}): PostStep => {
    return ({ at, ...asked }) => at.api.postFile({ ...asked, file, ...parts });
  };
  const [picture] = post.files.filter(isPicture);
  const documents = post.files.filter((file) => file !== picture).map((file) => asFile(file));
  if (!picture) return [asText, ...documents];
  const caption = captionOf(post, picture);
  return caption
    ? [orElse(asFile(picture, { caption, under }), asText), ...documents]
    : [asText, ...documents, orElse(asFile(picture), async () => undefined)];
}

/** What is done where Telegram refuses a picture. */
function orElse<Id>(step: PostStep, otherwise: PostStep<Id>): PostStep<number | Id> {
  return (asked) =>
    step(asked).catch((error) => {
      if (!isRefused(error)) throw error;
      warn(asked.at, error);
      return otherwise(asked);
    });
}

/**
 * The picture becomes part of a message that is there, or follows it: where a caption has no room for the text, and
 * where Telegram refuses, as a Bot API before 7.11 does. Where it cannot be shown, nobody is told.
 */
export async function addPicture(asked: {
  at: Means;
  to: Place;
  shown: Shown;
  image: BlockOf<'image'>;
}): Promise<void> {
  const { at, to, shown, image } = asked;
  const { message, post } = shown;
  const { chat, thread } = to;
  const place = { chat, ...(thread !== undefined && { thread }) };
  for (const file of pictureOf(image)) {
    const follow = () => at.api.postFile({ to: place, file, repeat: 'unsent' });
    const caption = captionOf(post, file);
    const added = caption
      ? at.api
          .addPicture({ chat, message, file, caption, under: { rows: post.rows } })
          .catch((error) => (isRefused(error) ? follow() : Promise.reject(error)))
      : follow();
    await added.catch((error) => warn(at, error));
  }
}

const isRefused = (error: unknown): boolean => error instanceof DeliveryError && !error.retryable;

const warn = ({ log }: Means, error: unknown): void =>
  log.warn({ failure: failureOf(error) }, 'A picture could not be shown');
