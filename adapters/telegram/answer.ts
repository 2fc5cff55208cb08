import {
  type Bot,
  DeliveryError,
  type Incoming,
  type Log,
  type Reply,
  reply,
  type Wait,
} from 'hashdesk/chat';
import type { GroupIds } from './chats.ts';
import { failureOf } from './errors.ts';
import { fileReader } from './files.ts';
import type { KeptThings, Origin } from './keptButtons.ts';
import { LIMITS } from './limits.ts';
import type { Asker, People } from './people.ts';
import { addPicture, postAll, type Shown } from './posting.ts';
import { brief, pictured, render } from './render.ts';
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
    const shown = { reply: said, now: at.now() };
    if (to.chat > 0)
      return await showAnswer(received, { said, ...render({ ...shown, origin: group, owner }) });
    if (said.tone === 'error') return void (await postAll(received, brief({ reply: said, owner })));
    if (owner !== undefined) return await showPrivately(received, said);
    await showAnswer(received, { said, ...render(shown) });
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
  if (Number.isNaN(chat)) return void (await postAll(received, brief({ reply: NOBODY })));
  const answer = { said, ...render({ reply: said, now: at.now(), origin: group, owner: asker.person.id }) };
  const directly = { ...received, to: { chat } };
  let shown: Shown | undefined;
  try {
    shown = await postAnswer(directly, answer);
  } catch (error) {
    if (!(error instanceof DeliveryError && error.closed)) throw error;
    const { posts } = brief({ reply: UNOPENED });
    const rows = [[{ text: 'Open a private chat', url: `https://t.me/${at.me.username}?start=hello` }]];
    await postAll({ at, to }, { posts: posts.map((post) => ({ ...post, rows })), keep: [] });
    return;
  }
  await postAll(received, brief({ reply: SENT }));
  await showPicture(directly, answer, shown);
}

async function showAnswer(received: Received, answer: Answer): Promise<void> {
  await showPicture(received, answer, await postAnswer(received, answer));
}

type Answer = ReturnType<typeof render> & { said: Reply };

/** Posts an answer, with its picture where that is painted already. Resolves with the message that still lacks it. */
async function postAnswer(received: Received, { said, posts, keep }: Answer): Promise<Shown | undefined> {
  const { at, asker } = received;
  const image = await at.bot.picture?.({ reply: said, tenant: asker.address.tenant, withinMs: 0 });
  const shown = await postAll(received, { posts: image ? pictured(posts, image) : posts, keep });
  return image ? undefined : shown;
}

/** The picture of an answer that was posted without it. */
async function showPicture(
  { at, to, asker }: Received,
  { said }: Answer,
  shown: Shown | undefined,
): Promise<void> {
  const image = shown && (await at.bot.picture?.({ reply: said, tenant: asker.address.tenant }));
  if (image) await addPicture({ at, to, shown, image });
}
