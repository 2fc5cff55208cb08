import { type Form, formSchema, type KeyValue, type Reply, replySchema } from 'hashdesk/chat';
import { z } from 'zod';

const DAY_MS = 86_400_000;

const ownerSchema = z.object({ team: z.string(), user: z.string() });
/** Who was given something, and alone may use it. */
export type Owner = z.infer<typeof ownerSchema>;

/** What was kept, and whether it tells of sites. */
interface Kept<T> extends Pick<Reply, 'readsSites'> {
  value: T;
}

/** What waits behind a button for at most a day: a form to open, a private reply to share. */
export function keptButtons(store: KeyValue) {
  const options = { ttlMs: DAY_MS };
  async function own<T>(
    key: string,
    value: z.ZodType<T>,
    { team, user }: Owner,
  ): Promise<Kept<T> | undefined> {
    const { readsSites } = replySchema.shape;
    const kept = await store.get(key, z.object({ owner: ownerSchema, readsSites, value }));
    return kept?.owner.team === team && kept.owner.user === user ? (kept as Kept<T>) : undefined;
  }
  return {
    async keepForms({
      id,
      forms,
      readsSites,
      owner,
    }: Pick<Reply, 'readsSites'> & {
      id: string;
      forms: readonly Form[];
      owner: Owner;
    }): Promise<string[]> {
      const keys = forms.map((_, index) => `form ${id} ${index}`);
      await Promise.all(
        forms.map((value, index) => store.set(keys[index]!, { owner, readsSites, value }, options)),
      );
      return keys;
    },
    form: (key: string, owner: Owner) => own(key, formSchema, owner),
    async keepReply({ id, reply, owner }: { id: string; reply: Reply; owner: Owner }): Promise<string> {
      const key = `share ${id}`;
      await store.set(key, { owner, readsSites: reply.readsSites, value: reply }, options);
      return key;
    },
    reply: (key: string, owner: Owner) => own(key, replySchema, owner),
    /** Whether a kept reply is handed out now: once, however often it is asked for at the same time. */
    takeReply: (key: string) => store.delete(key),
  };
}
export type KeptButtons = ReturnType<typeof keptButtons>;
