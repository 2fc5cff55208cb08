import { z } from 'zod';

/** What Telegram tells of, as far as it is read. Anything else in it may change without notice. */

const user = z.object({
  id: z.int().positive(),
  is_bot: z.boolean(),
  first_name: z.string(),
  last_name: z.string().optional(),
  username: z.string().optional(),
});
export type User = z.infer<typeof user>;

const chat = z.object({
  id: z.int(),
  type: z.enum(['private', 'group', 'supergroup', 'channel']),
  title: z.string().optional(),
  username: z.string().optional(),
});

const entity = z.object({
  type: z.string(),
  offset: z.int().nonnegative(),
  length: z.int().nonnegative(),
  user: user.optional(),
});

const document = z.object({
  file_id: z.string(),
  file_name: z.string().optional(),
  file_size: z.number().nonnegative().optional(),
});
/** A file that came with a question. */
export type FileSent = z.infer<typeof document>;

const where = {
  message_id: z.int(),
  chat,
  message_thread_id: z.int().positive().optional(),
  is_topic_message: z.boolean().optional(),
};
const message = z.object({
  ...where,
  from: user.optional(),
  sender_chat: z.object({ id: z.int(), title: z.string().optional() }).optional(),
  via_bot: user.optional(),
  text: z.string().optional(),
  entities: z.array(entity).default([]),
  caption: z.string().optional(),
  caption_entities: z.array(entity).default([]),
  document: document.optional(),
  reply_to_message: z.object({ message_id: z.int(), from: user.optional() }).optional(),
  migrate_to_chat_id: z.int().negative().optional(),
  migrate_from_chat_id: z.int().negative().optional(),
});
export type Message = z.infer<typeof message>;

const press = z.object({
  id: z.string().min(1),
  from: user,
  data: z.string().optional(),
  message: z.object(where).optional(),
});
export type PressSent = z.infer<typeof press>;

const membership = z.object({ chat, new_chat_member: z.object({ status: z.string() }) });

const update = z.object({
  update_id: z.int().nonnegative(),
  message: message.optional(),
  callback_query: press.optional(),
  my_chat_member: membership.optional(),
});
export type Update = z.infer<typeof update>;

/** One update, or why it cannot be read. */
export function readUpdate(data: unknown): { update: Update } | { fault: string } {
  const read = update.safeParse(data);
  if (read.success) return { update: read.data };
  return { fault: read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ') };
}

/** The id of an update that may hold anything else. */
export const idOf = (data: unknown): number | undefined =>
  z.object({ update_id: z.int().nonnegative() }).safeParse(data).data?.update_id;
