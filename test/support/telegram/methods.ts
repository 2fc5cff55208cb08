import { z } from 'zod';
import { badRequest, limits, refusals } from './limits.ts';
import type { createUpdates } from './updates.ts';
import { type MessageBody, menuSchema, read, validFile, validMedia, validMessage } from './validate.ts';
import type { Posted, World } from './world.ts';

/** A file of a multipart form. */
export interface UploadedFile {
  name: string;
  bytes: Uint8Array;
}

interface Sent {
  body: Record<string, unknown>;
  /** By the names of their fields. */
  files: ReadonlyMap<string, UploadedFile>;
  signal: AbortSignal;
}

type Method = (sent: Sent) => unknown;

const pollSchema = z.strictObject({
  offset: z.int(),
  timeout: z.int().max(50),
  limit: z.int().min(1).max(limits.updates),
  allowed_updates: z.array(z.string()),
});
const webhookSchema = z.strictObject({
  // Telegram wants https; over loopback there is none.
  url: z.url(),
  secret_token: z.string().regex(/^[\w-]{1,256}$/),
  allowed_updates: z.array(z.string()),
});
const pressSchema = z.strictObject({
  callback_query_id: z.string(),
  text: z.string().max(limits.alert).optional(),
  show_alert: z.boolean().optional(),
});

/** The methods of the Bot API that a bot as this one uses. */
export function createMethods({
  world,
  updates,
}: {
  world: World;
  updates: ReturnType<typeof createUpdates>;
}) {
  /** The bot may post in a chat; throws Telegram's refusal where it may not. */
  function mayPost(chat: number, thread?: number): void {
    if (chat > 0) {
      if (!world.users.has(chat)) throw refusals.chatNotFound();
      if (!world.opened.has(chat)) throw refusals.notOpened();
      return;
    }
    const group = world.groups.get(chat);
    if (!group) throw refusals.chatNotFound();
    if (group.movedTo !== undefined) throw refusals.upgraded(group.movedTo);
    if (group.left) throw refusals.kicked();
    if (thread !== undefined && !group.topics.has(thread)) throw refusals.threadNotFound();
  }

  function keep(posted: Omit<Posted, 'message_id'>) {
    const message = { message_id: world.newId(), ...posted };
    world.posted.push(message);
    return { message_id: message.message_id, date: 0, chat: { id: posted.chat } };
  }

  function keptMessage({ chat_id, message_thread_id, text, entities = [], ...rest }: MessageBody) {
    return keep({
      chat: chat_id,
      text,
      entities,
      ...(message_thread_id !== undefined && { thread: message_thread_id }),
      ...(rest.reply_parameters && { replyTo: rest.reply_parameters.message_id }),
      ...(rest.reply_markup && { markup: rest.reply_markup }),
    });
  }

  /** A document, or a photo. */
  const keptFile =
    (field: string): Method =>
    ({ body, files }) => {
      const {
        chat_id,
        message_thread_id: thread,
        caption = '',
        caption_entities = [],
        ...rest
      } = validFile(body);
      const file = files.get(field);
      if (!file || file.bytes.length === 0) throw badRequest('file must be non-empty');
      mayPost(chat_id, thread);
      return keep({
        chat: chat_id,
        text: caption,
        entities: caption_entities,
        file,
        ...(thread !== undefined && { thread }),
        ...(rest.reply_parameters && { replyTo: rest.reply_parameters.message_id }),
        ...(rest.reply_markup && { markup: rest.reply_markup }),
      });
    };

  /** The message shows the new media, with the caption and the buttons that come with it, and no others. */
  const edited: Method = ({ body, files }) => {
    const { chat_id, message_id, media, reply_markup } = validMedia(body);
    const file = files.get(media.media.replace(/^attach:\/\//, ''));
    if (!media.media.startsWith('attach://') || !file) throw refusals.mediaNotFound();
    mayPost(chat_id);
    const message = world.posted.find((it) => it.chat === chat_id && it.message_id === message_id);
    if (!message) throw refusals.editNotFound();
    if (message.markup && !('inline_keyboard' in message.markup)) throw refusals.cannotEdit();
    delete message.markup;
    const { caption = '', caption_entities = [] } = media;
    Object.assign(message, {
      ...{ text: caption, entities: caption_entities, file },
      ...(reply_markup && { markup: reply_markup }),
    });
    return { message_id, date: 0, chat: { id: chat_id } };
  };

  const methods: Record<string, Method> = {
    getMe: () => world.bot,
    setMyCommands({ body }) {
      const { scope, commands } = read(menuSchema, body);
      world.menus.set(scope.type, commands);
      return true;
    },
    getUpdates: ({ body, signal }) => updates.poll({ ...read(pollSchema, body), signal }),
    async setWebhook({ body }) {
      const { url, secret_token: secret, allowed_updates: kinds } = read(webhookSchema, body);
      updates.setWebhook({ url, secret, kinds });
      return true;
    },
    getWebhookInfo: () => ({
      url: updates.webhook()?.url ?? '',
      has_custom_certificate: false,
      pending_update_count: updates.pending().length,
    }),
    deleteWebhook() {
      updates.setWebhook(undefined);
      return true;
    },
    sendMessage({ body }) {
      const sent = validMessage(body);
      mayPost(sent.chat_id, sent.message_thread_id);
      return keptMessage(sent);
    },
    sendDocument: keptFile('document'),
    sendPhoto: keptFile('photo'),
    editMessageMedia: edited,
    sendChatAction({ body }) {
      const { chat_id, message_thread_id: thread } = read(
        z.strictObject({
          chat_id: z.int(),
          message_thread_id: z.int().optional(),
          action: z.literal('typing'),
        }),
        body,
      );
      mayPost(chat_id, thread);
      world.typing.push(chat_id);
      return true;
    },
    answerCallbackQuery({ body }) {
      const { callback_query_id: id, text } = read(pressSchema, body);
      if (world.pressed.has(id)) throw badRequest('query is too old and response timeout expired');
      world.pressed.set(id, text === undefined ? {} : { text });
      return true;
    },
    getChatMember({ body }) {
      const { chat_id, user_id } = read(z.strictObject({ chat_id: z.int(), user_id: z.int() }), body);
      const user = world.users.get(user_id);
      if (!user) throw badRequest('user not found');
      if (chat_id > 0) return { status: 'member', user: { ...user, is_bot: false } };
      const group = world.groups.get(chat_id);
      if (!group) throw refusals.chatNotFound();
      if (group.hidesMembers) throw badRequest('CHAT_ADMIN_REQUIRED');
      return { ...(group.members.get(user_id) ?? { status: 'left' }), user: { ...user, is_bot: false } };
    },
    getFile({ body }) {
      const { file_id } = read(z.strictObject({ file_id: z.string() }), body);
      if (!world.uploads.has(file_id)) throw badRequest('invalid file_id');
      return { file_id, file_path: `documents/${file_id}` };
    },
  };
  return methods;
}
