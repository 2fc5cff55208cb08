import { formSchema, type KeyValue, keptKey, keptOwnership, replySchema } from 'hashdesk/chat';
import { z } from 'zod';
import { LIMITS } from './limits.ts';

/** A form with what has been filled in so far. */
const dialogSchema = z.object({ kind: z.literal('dialog'), ...keptOwnership, ...formSchema.shape });
export type Dialog = z.infer<typeof dialogSchema>;

/** What a button stands for where its own hundred characters cannot hold it. */
const keptSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('command'), command: z.string() }),
  dialogSchema,
  z.object({ kind: z.literal('share'), ...keptOwnership, reply: replySchema }),
]);
export type Kept = z.infer<typeof keptSchema>;

export const keyOf = (kept: Kept): string => keptKey(keptSchema.parse(kept));

/** What buttons stand for, per tenant, for a day and across restarts. */
export function keptFor(store: KeyValue) {
  return {
    async keep(tenant: string, things: readonly Kept[]): Promise<void> {
      const kept = things.map((it) => store.set(`${tenant} ${keyOf(it)}`, it, { ttlMs: LIMITS.keepMs }));
      await Promise.all(kept);
    },
    get: (tenant: string, key: string): Promise<Kept | undefined> =>
      store.get(`${tenant} ${key}`, keptSchema),
  };
}
export type KeptThings = ReturnType<typeof keptFor>;
