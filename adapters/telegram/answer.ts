import {
  type Bot,
  DeliveryError,
  type Incoming,
  type Log,
  type Repeat,
  type Reply,
  reply,
  type Wait,
} from 'hashdesk/chat';
import type { GroupIds } from './chats.ts';
import { failureOf } from './errors.ts';
import { fileReader } from './files.ts';
import type { Kept, KeptThings, Origin } from './keptButtons.ts';
import { LIMITS } from './limits.ts';
import { blockParts } from './message/blocks.ts';
import type { Asker, People } from './people.ts';
import { brief, type Post, render } from './render.ts';
import type { Api, BotUser, Place } from './transport/api.ts';
import type { FileSent } from './updates.ts';

/** What receiving and answering need. */
export interface Desk {
  bot: Bot;
  me: BotUser;
  api: Api;
  ids: GroupIds;
  kept: KeptThings;
  people: People;
  fetch: typeof fetch;
  wait: Wait;
  now: () => number;
  log: Log;
}

/** Something that one person asked for: what it is about, and where it is answered. */
export interface Received {
  at: Desk;
  /** The update's: the same id twice is one question. */
  id: string;
  asker: Asker;
  to: Place;
  /** The group that it is about, also where it is answered in a private chat. */
  group?: Origin | undefined;
}

type Question = Received & { text: string; file?: FileSent | undefined; inReply?: true };

/** Asks the bot, and shows what `then` makes of its reply. */
export async function ask(question: Question, then = (said: Reply) => said): Promise<void> {
  const { at, id, asker, text, file, inReply } = question;
  const progress: Incoming['progress'] = () => typing(question);
  const attachment = fileReader({ file, api: at.api, fetch: at.fetch });
  const answer = at.bot.handle({
    ...{ id, ...asker, ask: { text }, attachment, progress },
    ...(inReply && { inReply }),
  });
  const said = await announced(question, answer);
  if (said) await show(question, then(said));
}

function typing({ at, to }: Received): void {
  void at.api.typing(to).catch(() => {});
}

/** Says "typing…" where the answer takes its time. */
async function announced<T>(received: Received, answer: Promise<T>): Promise<T> {
  const done = new AbortController();
  void received.at
    .wait(LIMITS.typingAfterMs, done.signal)
    .then(() => done.signal.aborted || typing(received));
  return answer.finally(() => done.abort());
}

/**
 * Shows a reply. Nothing in a group can be shown to one person alone: an error becomes one short line, a private
 * answer goes to the private chat of whoever asked.
 */
export async function show(received: Received, said: Reply): Promise<void> {
  const { at, to, group, asker } = received;
  const owner = said.visibility === 'private' ? asker.person.id : undefined;
  try {
    if (to.chat > 0) {
      await postAll(received, render({ reply: said, now: at.now(), origin: group, owner }));
      return await followWithPicture(received, said);
    }
    if (said.tone === 'error') return await postAll(received, brief({ reply: said, owner }));
    if (said.visibility === 'private') return await showPrivately(received, said);
    await postAll(received, render({ reply: said, now: at.now() }));
    await followWithPicture(received, said);
  } catch (error) {
    at.log.warn({ failure: failureOf(error) }, 'A question could not be answered');
  }
}

const SENT = reply({ title: 'I have sent you the answer directly.' });
const NOBODY = reply({
  title:
    'The answer is for you alone, and you write as the group: ask under your own name, or in a private chat.',
});
const UNOPENED = reply({
  title: 'The answer is for you alone: open a private chat with me, press Start there, and ask again.',
});

async function showPrivately(received: Received, said: Reply): Promise<void> {
  const { at, asker, group, to } = received;
  const chat = Number(asker.person.id);
  if (Number.isNaN(chat)) return postAll(received, brief({ reply: NOBODY }));
  const sent = render({ reply: said, now: at.now(), origin: group, owner: asker.person.id });
  try {
    await postAll({ at, to: { chat } }, sent);
  } catch (error) {
    if (!(error instanceof DeliveryError && error.closed)) throw error;
    const { posts } = brief({ reply: UNOPENED });
    const rows = [[{ text: 'Open a private chat', url: `https://t.me/${at.me.username}?start=hello` }]];
    return postAll({ at, to }, { posts: posts.map((post) => ({ ...post, rows })), keep: [] });
  }
  await postAll(received, brief({ reply: SENT }));
  await followWithPicture({ ...received, to: { chat } }, said);
}

/** The picture goes where the text is, and nobody is told where it cannot. */
async function followWithPicture({ at, asker, to }: Received, said: Reply): Promise<void> {
  const image = await at.bot.picture?.({ reply: said, tenant: asker.address.tenant });
  if (image === undefined) return;
  const { chat, thread } = to;
  const place = { chat, ...(thread !== undefined && { thread }) };
  for (const file of blockParts({ block: image, now: at.now() }).files)
    await at.api
      .postFile({ to: place, file, repeat: 'unsent' })
      .catch((error) => at.log.warn({ failure: failureOf(error) }, 'A picture could not be shown'));
}

/** Posts every message, with what their buttons stand for kept before they can be pressed. */
export async function postAll(
  { at, to }: Pick<Received, 'to'> & { at: Pick<Desk, 'api' | 'kept' | 'log'> },
  { posts, keep }: { posts: readonly Post[]; keep: readonly Kept[] },
): Promise<void> {
  // An answer is worth showing even when its buttons cannot be remembered.
  await at.kept
    .keep(to.chat, keep)
    .catch((error) => at.log.error({ failure: String(error) }, 'Buttons could not be kept'));
  for (const step of posts.flatMap(stepsOf)) await step(at.api, to, 'unsent');
}

/** One request to Telegram; resolves with the id of the message that it made. */
export type PostStep = (api: Api, to: Place, repeat: Repeat) => Promise<number>;

/** The requests that show a post: its text, then each of its files. */
export function stepsOf({ files, rows, ...text }: Post): PostStep[] {
  return [
    (api, to, repeat) => api.post({ to, text, under: { rows }, repeat }),
    ...files.map(
      (file): PostStep =>
        (api, to, repeat) =>
          api.postFile({ to, file, repeat }),
    ),
  ];
}
