import { type Form, formSchema, type KeyValue, replySchema } from 'hashdesk/chat';
import { z } from 'zod';

const DAY_MS = 86_400_000;

const ownerSchema = z.object({ team: z.string(), user: z.string() });
/** Who was given something, and alone may use it. */
export type Owner = z.infer<typeof ownerSchema>;

/** What waits behind a button for at most a day: a form to open, a private reply to share. */
export function keptThings(store: KeyValue) {
  const options = { ttlMs: DAY_MS };
  async function own<T>(key: string, value: z.ZodType<T>, { team, user }: Owner): Promise<T | undefined> {
    const kept = await store.get(key, z.object({ owner: ownerSchema, value }));
    return kept?.owner.team === team && kept.owner.user === user ? (kept.value as T) : undefined;
  }
  return {
    async keepForms({
      id,
      forms,
      owner,
    }: {
      id: string;
      forms: readonly Form[];
      owner: Owner;
    }): Promise<string[]> {
      const keys = forms.map((_, index) => `form ${id} ${index}`);
      await Promise.all(forms.map((value, index) => store.set(keys[index]!, { owner, value }, options)));
      return keys;
    },
    form: (key: string, owner: Owner) => own(key, formSchema, owner),
    async keepReply({ id, reply, owner }: { id: string; reply: object; owner: Owner }): Promise<string> {
      const key = `share ${id}`;
      await store.set(key, { owner, value: reply }, options);
      return key;
    },
    /** Gives a kept reply out once, however often it is asked for at the same time. */
    async takeReply(key: string, owner: Owner) {
      const reply = await own(key, replySchema, owner);
      return reply && (await store.delete(key)) ? reply : undefined;
    },
  };
}
export type KeptThings = ReturnType<typeof keptThings>;
