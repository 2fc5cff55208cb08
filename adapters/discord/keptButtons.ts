import { createHash } from 'node:crypto';
import { formSchema, type KeyValue, replySchema } from 'hashdesk/chat';
import { z } from 'zod';
import { LIMITS } from './limits.ts';

/** Whom it was shown to, who alone may use it (nobody: it was posted for all), and whether it tells of sites. */
const ownership = { owner: z.string().optional(), readsSites: replySchema.shape.readsSites };

/** A form with what has been filled in so far. */
const dialogSchema = z.object({ kind: z.literal('dialog'), ...ownership, ...formSchema.shape });
export type Dialog = z.infer<typeof dialogSchema>;

/** What a button stands for where its own hundred characters cannot hold it. */
const keptSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('command'), command: z.string() }),
  dialogSchema,
  z.object({ kind: z.literal('share'), ...ownership, reply: replySchema }),
]);
export type Kept = z.infer<typeof keptSchema>;

/** The same thing always has the same key, so that keeping it twice is keeping it once; parsing orders its parts. */
export function keyOf(kept: Kept): string {
  return createHash('sha256')
    .update(JSON.stringify(keptSchema.parse(kept)))
    .digest('base64url')
    .slice(0, 24);
}

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
