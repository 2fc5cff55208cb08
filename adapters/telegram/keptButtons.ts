import { formSchema, type KeyValue, keptKey, keptOwnership, replySchema } from 'hashdesk/chat';
import { z } from 'zod';
import { LIMITS } from './limits.ts';

/** The group that a button in someone's private chat is about. `open`: anyone may join it. */
const originSchema = z.object({
  chat: z.int().negative(),
  thread: z.int().optional(),
  title: z.string().optional(),
  open: z.boolean(),
});
export type Origin = z.infer<typeof originSchema>;

/** A form with what has been filled in so far. */
const dialogSchema = z.object({
  kind: z.literal('dialog'),
  ...keptOwnership,
  ...formSchema.shape,
  origin: originSchema.optional(),
});
export type Dialog = z.infer<typeof dialogSchema>;

/** What a button stands for where its own 64 bytes cannot hold it. */
const keptSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('command'), command: z.string(), origin: originSchema.optional() }),
  dialogSchema,
  z.object({ kind: z.literal('share'), ...keptOwnership, reply: replySchema, origin: originSchema }),
]);
export type Kept = z.infer<typeof keptSchema>;

/** A question of a form, which one person answers by replying to its message. */
const promptSchema = z.object({
  dialog: dialogSchema,
  field: z.int().nonnegative(),
  person: z.string(),
  /** The message that answered it. */
  answeredBy: z.int().optional(),
});
export type Prompt = z.infer<typeof promptSchema>;

export const keyOf = (kept: Kept): string => keptKey(keptSchema.parse(kept));

/** What buttons and questions stand for, by the chat that they are shown in, for a day and across restarts. */
export function keptFor(store: KeyValue) {
  const forADay = { ttlMs: LIMITS.keepMs };
  return {
    async keep(chat: number, things: readonly Kept[]): Promise<void> {
      await Promise.all(things.map((it) => store.set(`${chat} ${keyOf(it)}`, it, forADay)));
    },
    get: (chat: number, key: string): Promise<Kept | undefined> => store.get(`${chat} ${key}`, keptSchema),
    keepPrompt: (at: { chat: number; message: number }, prompt: Prompt): Promise<void> =>
      store.set(`${at.chat} prompt ${at.message}`, prompt, forADay),
    prompt: (at: { chat: number; message: number }): Promise<Prompt | undefined> =>
      store.get(`${at.chat} prompt ${at.message}`, promptSchema),
  };
}
export type KeptThings = ReturnType<typeof keptFor>;
