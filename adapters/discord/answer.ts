import type { Picture, Reply } from 'hashdesk/chat';
import { deliveryError } from './errors.ts';
import { LIMITS } from './limits.ts';
import { type Desk, postInstead, rendered } from './posting.ts';
import type { Asker } from './receive.ts';
import { type Post, pictured, picturePost, render } from './render.ts';
import type { Handle } from './transport/api.ts';

/** An interaction to be answered. `hidden`: by what is known before the answer, only the asker shall see it. */
interface Question {
  handle: Handle;
  asker: Asker;
  hidden: boolean;
}

interface Asked {
  desk: Desk;
  question: Question;
}

/**
 * Answers an interaction: at once when `ask` is quick, otherwise deferred first, so that it is acknowledged
 * within three seconds however long the answer takes. `ask` gets a way to show what comes before the answer.
 */
export async function answerInteraction(
  { desk, question }: Asked,
  ask: (progress: (interim: Reply) => void) => Promise<Reply | undefined>,
): Promise<void> {
  const deferral = deferralOf({ desk, question });
  const progress = (interim: Reply) =>
    void showInterim({ desk, question, interim, deferred: deferral.defer() });
  const said = await inTime({ desk, answer: ask(progress), late: deferral.defer });
  const deferred = await deferral.made();
  if (said) return deliver({ desk, question, said, deferred });
  if (deferred) await desk.api.remove(question.handle);
}

/** The acknowledgement that an answer will come, given at most once. */
function deferralOf({ desk, question }: Asked) {
  let deferred: Promise<boolean> | undefined;
  const give = async () => {
    try {
      return await desk.api.defer(question.handle, question.hidden);
    } catch (error) {
      desk.log.warn({ failure: deliveryError(error).message }, 'An interaction could not be deferred');
      return false;
    }
  };
  return {
    defer: (): Promise<boolean> => {
      deferred ??= give();
      return deferred;
    },
    /** Undefined: not tried. False: it failed, and the interaction cannot be answered any more. */
    made: () => deferred,
  };
}

async function showInterim(asked: Asked & { interim: Reply; deferred: Promise<boolean> }): Promise<void> {
  const { desk, question, interim, deferred } = asked;
  const [post] = render({ reply: interim, now: desk.now() }).posts;
  if (!(await deferred)) return;
  await desk.api
    .edit(question.handle, post!)
    .catch((error) =>
      desk.log.warn({ failure: deliveryError(error).message }, 'Progress could not be shown'),
    );
}

/** The answer; `late` is called when it takes longer than an interaction may wait. */
export async function inTime<T>(asked: {
  desk: Desk;
  answer: Promise<T>;
  late: () => Promise<unknown>;
}): Promise<T> {
  let late: typeof asked.late | undefined = asked.late;
  // The timer runs out by itself: calling it off costs more than most answers.
  void asked.desk.wait(LIMITS.deferAfterMs).then(() => late?.());
  try {
    return await asked.answer;
  } finally {
    late = undefined;
  }
}

interface Delivery extends Asked {
  said: Reply;
  deferred: boolean | undefined;
}

async function deliver({ desk, question, said, deferred }: Delivery): Promise<void> {
  const { asker, handle } = question;
  const hidden = question.hidden || said.visibility === 'private';
  const posts = await rendered({ desk, asker, said: hidden ? { ...said, visibility: 'private' } : said });
  const image = await painted({ desk, question, said });
  let shown = 0;
  try {
    if (deferred === false) throw new Error('The interaction was not acknowledged');
    for (const post of posts) {
      if (shown > 0) await desk.api.followUp(handle, post, hidden);
      else {
        const first = { desk, question, hidden, deferred: deferred === true };
        if (!(await showPictured({ ...first, post, image }))) return;
      }
      shown += 1;
    }
  } catch (error) {
    desk.log.warn({ failure: deliveryError(error).message }, 'An interaction could not be answered');
    await postInstead({ desk, asker, posts: posts.slice(shown), hidden, once: handle.id });
    return;
  }
  if (image) return;
  const isOriginal = deferred !== true || hidden === question.hidden;
  await addPicture({ desk, question, said, hidden, ...(isOriginal && { first: posts[0]! }) });
}

/** The answer's picture where nobody waits for it: it costs no request of its own. */
const painted = ({
  desk,
  question,
  said,
}: Asked & { said: Reply }): Promise<Picture | undefined> | undefined =>
  desk.bot.picture?.({ reply: said, tenant: question.asker.address.tenant, withinMs: 0 });

/** The first message with its picture; where Discord refuses that, without. */
async function showPictured({ image, ...first }: First & { image: Picture | undefined }): Promise<boolean> {
  if (image === undefined) return showFirst(first);
  try {
    return await showFirst({ ...first, post: pictured(first.post, image) });
  } catch (error) {
    const failure = deliveryError(error);
    if (failure.retryable) throw failure;
    first.desk.log.warn({ failure: failure.message }, 'A picture could not be shown');
    return showFirst(first);
  }
}

/** The picture becomes part of the first message, if that is the interaction's own: it has been read by then. */
async function addPicture(asked: Asked & { said: Reply; hidden: boolean; first?: Post }): Promise<void> {
  const { desk, question, said, hidden, first } = asked;
  const image = await desk.bot.picture?.({ reply: said, tenant: question.asker.address.tenant });
  if (image === undefined) return;
  const { api } = desk;
  const shown = first
    ? api.edit(question.handle, pictured(first, image))
    : api.followUp(question.handle, picturePost(image), hidden);
  await shown.catch((error) =>
    desk.log.warn({ failure: deliveryError(error).message }, 'A picture could not be shown'),
  );
}

type First = Asked & { post: Post; hidden: boolean; deferred: boolean };

/**
 * Who may see a deferred answer is fixed: when it turns out to be for others, it is replaced. False where the
 * interaction was answered when it came before.
 */
async function showFirst(asked: First): Promise<boolean> {
  const { desk, question, post, hidden, deferred } = asked;
  const { api } = desk;
  if (!deferred) return api.show(question.handle, post, hidden);
  if (hidden === question.hidden) await api.edit(question.handle, post);
  else {
    await api.remove(question.handle);
    await api.followUp(question.handle, post, hidden);
  }
  return true;
}
