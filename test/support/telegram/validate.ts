import { z } from 'zod';
import { badRequest, limits, refusals } from './limits.ts';

const entity = z.object({
  type: z.enum(['bold', 'italic', 'pre', 'text_mention']),
  offset: z.int(),
  length: z.int(),
  user: z.object({ id: z.int() }).optional(),
});
export type Entity = z.infer<typeof entity>;

const button = z.strictObject({
  text: z.string(),
  callback_data: z.string().optional(),
  url: z.string().optional(),
});
const markup = z.union([
  z.strictObject({ inline_keyboard: z.array(z.array(button).min(1)) }),
  z.strictObject({
    force_reply: z.literal(true),
    selective: z.boolean().optional(),
    input_field_placeholder: z.string().min(1).max(limits.placeholder).optional(),
  }),
]);
export type Markup = z.infer<typeof markup>;

const replied = z.strictObject({
  message_id: z.int(),
  allow_sending_without_reply: z.boolean().optional(),
});

const message = z.strictObject({
  chat_id: z.int(),
  message_thread_id: z.int().optional(),
  text: z.string(),
  entities: z.array(entity).optional(),
  link_preview_options: z.strictObject({ is_disabled: z.boolean() }).optional(),
  reply_parameters: replied.optional(),
  reply_markup: markup.optional(),
});
export type MessageBody = z.infer<typeof message>;

/** Reads parameters by their schema; refuses what Telegram does not know, which it would pass over in silence. */
export function read<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw badRequest(`can't parse parameters: ${parsed.error.message}`);
  return parsed.data;
}

/** Nothing that a person would see: spaces and characters without width. */
const blank = /^[\s\p{Z}\p{C}\u2800\u3164]*$/u;

export function validMessage(body: unknown): MessageBody {
  const sent = read(message, body);
  const { text, entities = [] } = sent;
  if (blank.test(text)) throw badRequest('message text is empty');
  if (text.length > limits.text) throw badRequest('message is too long');
  validText(text, entities);
  if (sent.reply_markup) validMarkup(sent.reply_markup);
  return sent;
}

function validText(text: string, entities: readonly Entity[]): void {
  // Telegram takes these away, and moves what follows.
  if (text !== text.trim()) throw badRequest('blanks at an end of the text are lost');
  if (!text.isWellFormed()) throw badRequest('strings must be encoded in UTF-8');
  if (entities.length > limits.entities) throw badRequest('entities past the hundredth are lost');
  for (const it of entities) validEntity(text, it);
}

const caption = {
  caption: z.string().optional(),
  caption_entities: z.array(entity).optional(),
  show_caption_above_media: z.boolean().optional(),
};
type Caption = { caption?: string | undefined; caption_entities?: Entity[] | undefined };

/** A field of a form that holds JSON. */
const json = <T>(schema: z.ZodType<T>) =>
  z
    .string()
    .transform((text, at) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        at.addIssue(`can't parse JSON: ${text}`);
        return z.NEVER;
      }
    })
    .pipe(schema);

const file = z.strictObject({
  chat_id: z.coerce.number().int(),
  message_thread_id: z.coerce.number().int().optional(),
  caption: z.string().optional(),
  caption_entities: json(z.array(entity)).optional(),
  show_caption_above_media: z.stringbool().optional(),
  reply_parameters: json(replied).optional(),
  reply_markup: json(markup).optional(),
});

/** A document or a photo, by the fields of its form beside the file. */
export function validFile(body: unknown) {
  const sent = read(file, body);
  validCaption(sent);
  if (sent.reply_markup) validMarkup(sent.reply_markup);
  return sent;
}

const edited = z.strictObject({
  chat_id: z.coerce.number().int(),
  message_id: z.coerce.number().int(),
  media: json(z.strictObject({ type: z.literal('photo'), media: z.string(), ...caption })),
  reply_markup: json(markup).optional(),
});

/** What a message is to show in place of what it shows. */
export function validMedia(body: unknown) {
  const sent = read(edited, body);
  validCaption(sent.media);
  if (sent.reply_markup) validMarkup(sent.reply_markup);
  return sent;
}

function validCaption({ caption = '', caption_entities = [] }: Caption): void {
  if (caption.length > limits.caption) throw refusals.captionTooLong();
  validText(caption, caption_entities);
}

function validEntity(text: string, { type, offset, length, user }: Entity): void {
  const end = offset + length;
  if (offset < 0 || length < 1 || end > text.length) throw badRequest('entity is out of the text');
  if (![text.slice(0, offset), text.slice(0, end)].every((part) => part.isWellFormed()))
    throw badRequest('entity begins or ends within a character');
  if ((type === 'text_mention') !== (user !== undefined)) throw badRequest('entity and user do not match');
}

function validMarkup(sent: Markup): void {
  if (!('inline_keyboard' in sent)) return;
  const buttons = sent.inline_keyboard.flat();
  if (buttons.length === 0 || buttons.length > limits.buttons) throw badRequest('REPLY_MARKUP_TOO_LONG');
  for (const { text, callback_data: data, url } of buttons) {
    if (blank.test(text)) throw badRequest('text buttons must have a text');
    if (url !== undefined) continue;
    const bytes = Buffer.byteLength(data ?? '');
    if (bytes < 1 || bytes > limits.callbackBytes) throw badRequest('BUTTON_DATA_INVALID');
  }
}

export const menuSchema = z.strictObject({
  scope: z.strictObject({ type: z.enum(['default', 'all_private_chats', 'all_chat_administrators']) }),
  commands: z
    .array(
      z.strictObject({
        command: z.string().regex(/^[a-z0-9_]{1,32}$/),
        description: z.string().min(1).max(limits.menuDescription),
      }),
    )
    .max(limits.menuCommands),
});
