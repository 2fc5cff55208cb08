import { type Lines, type MultipartForm, multipart, type Repeat } from 'hashdesk/chat';
import { z } from 'zod';
import { LIMITS } from '../limits.ts';
import { type Attachment, isPicture } from '../message/attachments.ts';
import type { Button } from '../message/buttons.ts';
import type { Styled } from '../message/layout.ts';
import type { Client } from './client.ts';

/** Where something is posted: a chat, and one of its topics. */
export interface Place {
  chat: number;
  thread?: number;
  /** The message that it answers. */
  replyTo?: number;
}

/** What goes under a message: buttons, or a question that is answered by a reply to it. */
export type Under = { rows: Button[][] } | { placeholder: string };

/** A command as the menu shows it. */
export interface MenuEntry {
  command: string;
  description: string;
}

const done = z.unknown();
const posted = z.object({ message_id: z.int() });
const botSchema = z.object({ id: z.int(), username: z.string() });
export type BotUser = z.infer<typeof botSchema>;
const memberSchema = z.object({
  status: z.string(),
  is_member: z.boolean().optional(),
  user: z.object({ first_name: z.string(), username: z.string().optional() }),
});
export type Member = z.infer<typeof memberSchema>;

const UPLOAD_MS = 60_000;

/** Everything but channels' posts and what is edited. */
const KINDS = ['message', 'callback_query', 'my_chat_member'];

/** The calls of the Bot API that the adapter makes. They reject with DeliveryError. */
export function createApi({ client, lines }: { client: Client; lines: Lines }) {
  const call = (method: string, body: object) => client.call(method, { body, result: done });
  return {
    me: (): Promise<BotUser> => client.call('getMe', { result: botSchema }),
    setMenu: (scope: string, commands: MenuEntry[]) =>
      call('setMyCommands', { commands, scope: { type: scope } }),
    setWebhook: (url: string, secret: string) =>
      call('setWebhook', { url, secret_token: secret, allowed_updates: KINDS }),
    deleteWebhook: () => call('deleteWebhook', {}),
    /** What came since; everything below `offset` is acknowledged by asking. */
    updates({ offset, seconds, signal }: { offset: number; seconds: number; signal?: AbortSignal }) {
      return client.call('getUpdates', {
        body: { offset, timeout: seconds, limit: LIMITS.updates, allowed_updates: KINDS },
        result: z.array(z.unknown()),
        timeoutMs: (seconds + 10) * 1_000,
        ...(signal && { signal }),
      });
    },

    /** Resolves with the message's id. */
    async post(asked: { to: Place; text: Styled; under?: Under; repeat: Repeat }): Promise<number> {
      const { to, text, under, repeat } = asked;
      const body = {
        ...placeBody(to),
        text: text.text,
        entities: text.entities,
        link_preview_options: { is_disabled: true },
        ...(under && markupOf(under)),
      };
      const post = () => client.call('sendMessage', { body, result: posted });
      return (
        await lines.run({ conversation: String(to.chat), repeat, isPaced: typeof repeat === 'object' }, post)
      ).message_id;
    },
    /** A picture is shown, any other file can be fetched. With a caption it is a message of text, with what goes under one. */
    async postFile(asked: {
      to: Place;
      file: Attachment;
      caption?: Styled;
      under?: Under;
      repeat: Repeat;
    }): Promise<number> {
      const { to, file, caption, under, repeat } = asked;
      const kind = isPicture(file) ? 'photo' : 'document';
      const method = { photo: 'sendPhoto', document: 'sendDocument' }[kind];
      const parameters = {
        ...placeBody(to),
        ...(caption ? captionBody(caption) : file.caption !== undefined && { caption: file.caption }),
        ...(under && markupOf(under)),
      };
      const form = formOf(parameters, { field: kind, file });
      const post = () => client.call(method, { form, result: posted, timeoutMs: UPLOAD_MS });
      return (
        await lines.run({ conversation: String(to.chat), repeat, isPaced: typeof repeat === 'object' }, post)
      ).message_id;
    },
    /** A message of text gets a picture. What is under it has to be said again: without, Telegram takes it away. */
    async addPicture(asked: {
      chat: number;
      message: number;
      file: Attachment;
      caption: Styled;
      under: Under;
    }): Promise<void> {
      const { chat, message, file, caption, under } = asked;
      const media = { type: 'photo', media: 'attach://picture', ...captionBody(caption) };
      const parameters = { chat_id: chat, message_id: message, media, ...markupOf(under) };
      const form = formOf(parameters, { field: 'picture', file });
      const edit = () => client.call('editMessageMedia', { form, result: done, timeoutMs: UPLOAD_MS });
      await lines.run({ conversation: String(chat), repeat: 'always' }, edit);
    },
    typing: ({ chat, thread }: Place) =>
      call('sendChatAction', {
        ...placeBody({ chat, ...(thread !== undefined && { thread }) }),
        action: 'typing',
      }),
    /** Ends the waiting of a pressed button; `text` is shown to whoever pressed alone. */
    answerPress: (id: string, text?: string) =>
      call('answerCallbackQuery', { callback_query_id: id, ...(text && { text, show_alert: true }) }),
    member: (chat: number, user: number): Promise<Member> =>
      client.call('getChatMember', { body: { chat_id: chat, user_id: user }, result: memberSchema }),
    /** The path of a file that someone sent. */
    filePath: async (id: string): Promise<string | undefined> => {
      const result = z.object({ file_path: z.string().optional() });
      return (await client.call('getFile', { body: { file_id: id }, result })).file_path;
    },
    fileAddress: client.fileAddress,
  };
}

export type Api = ReturnType<typeof createApi>;

function placeBody({ chat, thread, replyTo }: Place) {
  return {
    chat_id: chat,
    ...(thread !== undefined && { message_thread_id: thread }),
    // The question may be gone by the time of its answer.
    ...(replyTo !== undefined && {
      reply_parameters: { message_id: replyTo, allow_sending_without_reply: true },
    }),
  };
}

function markupOf(under: Under) {
  if ('placeholder' in under) {
    const { placeholder } = under;
    return { reply_markup: { force_reply: true, selective: true, input_field_placeholder: placeholder } };
  }
  return under.rows.length === 0 ? {} : { reply_markup: { inline_keyboard: under.rows } };
}

/** The picture stands below: what has been read by then stays where it was. */
const captionBody = ({ text, entities }: Styled) => ({
  caption: text,
  caption_entities: entities,
  show_caption_above_media: true,
});

function formOf(parameters: object, file: { field: string; file: Attachment }): MultipartForm {
  const fields = Object.entries(parameters).map(([field, value]) => {
    return { field, text: typeof value === 'object' ? JSON.stringify(value) : String(value) };
  });
  return multipart([...fields, file]);
}
