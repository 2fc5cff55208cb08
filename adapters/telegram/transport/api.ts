import type { Lines, Repeat } from 'hashdesk/chat';
import { z } from 'zod';
import { LIMITS } from '../limits.ts';
import type { Attachment } from '../message/attachments.ts';
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
    /** A picture is shown, any other file can be fetched. */
    async postFile(asked: { to: Place; file: Attachment; repeat: Repeat }): Promise<number> {
      const { to, file, repeat } = asked;
      const kind = file.type === 'image/png' ? 'photo' : 'document';
      const method = { photo: 'sendPhoto', document: 'sendDocument' }[kind];
      const body = fileForm({ to, file, kind });
      const post = () => client.call(method, { body, result: posted, timeoutMs: 60_000 });
      return (
        await lines.run({ conversation: String(to.chat), repeat, isPaced: typeof repeat === 'object' }, post)
      ).message_id;
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

function fileForm(asked: { to: Place; file: Attachment; kind: 'photo' | 'document' }): FormData {
  const { to, kind } = asked;
  const { name, type, bytes, caption } = asked.file;
  const form = new FormData();
  for (const [key, value] of Object.entries(placeBody(to)))
    form.append(key, typeof value === 'object' ? JSON.stringify(value) : String(value));
  if (caption !== undefined) form.append('caption', caption);
  form.append(kind, new Blob([new Uint8Array(bytes)], { type }), name);
  return form;
}
