import { DeliveryError, reply, UserError } from 'hashdesk/chat';
import { ask, type Desk, type Received, show } from './answer.ts';
import { failureOf } from './errors.ts';
import { fileReader } from './files.ts';
import { answerField, askField, openForm, submitForm } from './forms.ts';
import type { Dialog, Kept, Prompt } from './keptButtons.ts';
import { asksUs, isCommand, isWritten, lineOf, repliesToUs } from './lines.ts';
import { type Press, readPress } from './message/buttons.ts';
import { type Asker, groupOf } from './people.ts';
import { postAll } from './posting.ts';
import { brief } from './render.ts';
import type { Place } from './transport/api.ts';
import { idOf, type Message, type PressSent, readUpdate, type Update } from './updates.ts';

/** Takes one update; resolves when it is handled, however that ended. */
export async function receive(at: Desk, data: unknown): Promise<void> {
  const read = readUpdate(data);
  if ('fault' in read) {
    return at.log.warn(
      { update: idOf(data), fault: read.fault },
      'An update from Telegram could not be read',
    );
  }
  const id = String(read.update.update_id);
  const log = at.log.child({ request: id });
  await handled({ ...at, log }, read.update, id).catch((error) =>
    log.error({ failure: failureOf(error) }, 'An update from Telegram could not be handled'),
  );
}

async function handled(at: Desk, update: Update, id: string): Promise<void> {
  const { message, callback_query: press, my_chat_member: membership } = update;
  if (message) return receiveMessage({ at, id, message });
  if (press) return receivePress({ at, id, press });
  if (membership) {
    const { status } = membership.new_chat_member;
    // Nothing is kept of it: whatever is posted there from now on is refused by Telegram, which closes it.
    at.log.info({ chat: membership.chat.id, status }, 'Hashdesk’s place in a Telegram chat changed');
  }
}

async function receiveMessage({
  at,
  id,
  message,
}: {
  at: Desk;
  id: string;
  message: Message;
}): Promise<void> {
  const { chat, migrate_to_chat_id: to, migrate_from_chat_id: from } = message;
  if (to !== undefined) return at.ids.moved({ from: chat.id, to });
  if (from !== undefined) return at.ids.moved({ from, to: chat.id });
  if (chat.type === 'channel' || !isWritten(message)) return;
  const reading = { message, bot: at.me, commands: at.bot.commands };
  const prompt = isCommand(reading) ? undefined : await promptOf(at, message);
  const inReply = !prompt && !asksUs(reading) && repliesToUs(reading);
  if (!prompt && !inReply && !asksUs(reading)) return;
  const group = prompt?.dialog.origin ?? groupOf(message);
  const received = await withAsker({ at, id, message, group }, () => askerOf(at, message, group));
  if (!received) return;
  const file = message.document;
  if (prompt && prompt.person === received.asker.person.id) {
    const refusal = await refusalOf(received, prompt.dialog);
    if (refusal) return show(received, refusal);
    const answer = { ...received, message, prompt };
    return answerField(answer, fileReader({ file, api: at.api, fetch: at.fetch })).catch(refused(received));
  }
  if (!inReply && !asksUs(reading)) return;
  const idOf = async (username: string) => group && at.people.idOf(username, group.chat);
  const text = await lineOf({ ...reading, idOf });
  return ask({ ...received, text, file, ...(inReply && { inReply }) });
}

/** The question of a form that a message replies to. */
async function promptOf(at: Desk, { chat, reply_to_message: replied }: Message): Promise<Prompt | undefined> {
  return replied && at.kept.prompt({ chat: chat.id, message: replied.message_id });
}

function askerOf(at: Desk, { from, sender_chat }: Message, group: Received['group']): Promise<Asker> | Asker {
  if (group && sender_chat) return at.people.asGroup(group);
  return group ? at.people.inGroup(from!, group) : at.people.inPrivate(from!);
}

/** What a person sent cannot be used: they are told why. */
const refused = (received: Received) => (error: unknown) => {
  if (!(error instanceof UserError)) throw error;
  return show(received, reply({ title: error.message, tone: 'error', visibility: 'private' }));
};

interface Unknown extends Pick<Received, 'at' | 'id' | 'group'> {
  message: NonNullable<PressSent['message']>;
}

/** With who asks; where Telegram does not tell, says so and is undefined. */
async function withAsker(
  { at, id, message, group }: Unknown,
  lookUp: () => Promise<Asker> | Asker,
): Promise<Received | undefined> {
  const to = placeOf(message);
  try {
    return { at, id, asker: await lookUp(), to, group };
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    at.log.warn({ failure: error.message }, 'Telegram did not say who asks');
    const said = reply({ title: error.retryable ? UNTOLD : HIDDEN, tone: 'error', visibility: 'private' });
    await postAll({ at, to }, brief({ reply: said }));
    return undefined;
  }
}

const UNTOLD = 'Telegram did not say who you are in the group. Please ask again.';
const HIDDEN =
  'Telegram does not tell me who you are in the group: make me an admin of it. I need no rights there.';

/** Where a message is answered: in a group, as a reply to it. */
function placeOf(message: NonNullable<PressSent['message']>): Place {
  const { chat, message_id, message_thread_id: thread, is_topic_message: inTopic } = message;
  const topic = inTopic && thread !== undefined ? { thread } : {};
  return { chat: chat.id, ...topic, ...(chat.id < 0 && { replyTo: message_id }) };
}

const EXPIRED = 'This button is too old, or was made for somebody else. Please ask again.';

/** What is to be done at a press: ask a line, or what was kept for the button. */
type Wanted = { run: string } | { kept: Kept; press: Press };

async function receivePress({ at, id, press }: { at: Desk; id: string; press: PressSent }): Promise<void> {
  const { message, from } = press;
  const wanted = await wantedBy(at, press);
  // The button waits for a word; what else comes of the press does not depend on it.
  void at.api
    .answerPress(press.id, wanted ? undefined : EXPIRED)
    .catch((error) => at.log.warn({ failure: failureOf(error) }, 'A press could not be acknowledged'));
  if (!message || !wanted || from.is_bot) return;
  const origin = 'kept' in wanted ? wanted.kept.origin : undefined;
  const group = origin ?? groupOf(message);
  const lookUp = () => (group ? at.people.inGroup(from, group) : at.people.inPrivate(from));
  const received = await withAsker({ at, id, message, group }, lookUp);
  if (received) await pressed(received, wanted);
}

async function wantedBy(at: Desk, { message, data = '' }: PressSent): Promise<Wanted | undefined> {
  const press = readPress(data);
  if (!message || !press) return undefined;
  if ('run' in press) return press;
  const kept = await at.kept.get(message.chat.id, press.key);
  return kept && { kept, press };
}

/** The permissions of whoever presses count: the line is asked in their name. */
async function pressed(received: Received, wanted: Wanted): Promise<void> {
  if ('run' in wanted) return ask({ ...received, text: wanted.run });
  const { kept, press } = wanted;
  if (kept.kind === 'command') return ask({ ...received, text: kept.command });
  const refusal = await refusalOf(received, kept);
  if (refusal) return show(received, refusal);
  switch (kept.kind) {
    case 'share':
      return share(received, kept);
    case 'dialog':
      if ('submit' in press) return submitForm(received, kept);
      return 'field' in press
        ? askField(received, { dialog: kept, field: press.field! })
        : openForm(received, kept);
  }
}

const NOT_YOURS = reply({
  title: 'This button was made for somebody else. Ask yourself to get one of your own.',
  tone: 'error',
  visibility: 'private',
});

/** What was kept is its owner's, and theirs only while they may read it. */
async function refusalOf({ at, asker }: Received, kept: Pick<Dialog, 'owner' | 'readsSites'>) {
  if (kept.owner !== undefined && kept.owner !== asker.person.id) return NOT_YOURS;
  return at.bot.refuse({ ...asker, kept });
}

/** Shows to a group what was answered to one of its members alone. */
async function share(
  received: Received,
  { origin, reply: shared }: Extract<Kept, { kind: 'share' }>,
): Promise<void> {
  const { at, asker } = received;
  if (asker.person.standing === 'outsider')
    return show(received, reply({ title: 'You are no longer in the group.', tone: 'error' }));
  const { thread } = origin;
  const chat = await at.ids.last(await at.ids.first(origin.chat));
  return show({ ...received, to: { chat, ...(thread !== undefined && { thread }) } }, shared);
}
