import type { KeyValue } from 'hashdesk/chat';
import { z } from 'zod';

/** What a chat is called in an address: a person's id for their private chat, `G` and digits for a group. */
export const channelOf = (chat: number): string => (chat < 0 ? `G${-chat}` : String(chat));

/** The chat of an address; `@` and a person's id is their private chat. Undefined: no name of a chat. */
export function chatOf(channel: string): number | undefined {
  const [, group, digits] = /^(?:(G)|@)?(\d{1,16})$/.exec(channel) ?? [];
  if (digits === undefined) return undefined;
  return group === undefined ? Number(digits) : -Number(digits);
}

/**
 * A group gets another id once, when it becomes a supergroup. Its sites and alerts stay under the first; what is
 * posted goes to the last.
 */
export function groupIds(store: KeyValue) {
  const ids = {
    first: async (chat: number): Promise<number> => (await store.get(`first ${chat}`, z.int())) ?? chat,
    last: async (chat: number): Promise<number> => (await store.get(`last ${chat}`, z.int())) ?? chat,
    async moved({ from, to }: { from: number; to: number }): Promise<void> {
      const first = await ids.first(from);
      await store.set(`first ${to}`, first);
      await store.set(`last ${first}`, to);
    },
  };
  return ids;
}
export type GroupIds = ReturnType<typeof groupIds>;
