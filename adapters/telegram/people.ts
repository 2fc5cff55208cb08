import type { Address, KeyValue, Person } from 'hashdesk/chat';
import { z } from 'zod';
import { channelOf, type GroupIds } from './chats.ts';
import type { Origin } from './keptButtons.ts';
import type { Api, Member } from './transport/api.ts';
import type { Message, User } from './updates.ts';

/** Who asks, and about which conversation. */
export interface Asker {
  person: Person;
  address: Address;
}

const KNOWN_MS = 180 * 24 * 60 * 60_000;

/** Looks up people on Telegram. Rejects with DeliveryError where Telegram does not tell. */
export function peopleOf({ api, ids, names }: { api: Api; ids: GroupIds; names: KeyValue }) {
  const nameKey = (username: string) => username.toLowerCase();

  /** In a group the standing of the one who asks counts now, not when a button was made. */
  async function inGroup(user: User, group: Origin): Promise<Asker> {
    const member = await api.member(group.chat, user.id);
    await remember(user);
    const person = {
      id: String(user.id),
      name: nameOf(user),
      standing: standingOf(member, group),
      roles: [],
    };
    return { person, address: await addressOf(group) };
  }

  async function addressOf(group: Origin): Promise<Address> {
    const channel = channelOf(await ids.first(group.chat));
    const thread = group.thread === undefined ? {} : { thread: String(group.thread) };
    return { adapter: 'telegram', tenant: `telegram:${channel}`, channel, ...thread };
  }

  async function remember({ id, username }: User): Promise<void> {
    if (username === undefined) return;
    const known = await names.get(nameKey(username), z.int());
    if (known !== id) await names.set(nameKey(username), id, { ttlMs: KNOWN_MS });
  }

  return {
    inGroup,
    /** An admin who stays anonymous: Telegram says no more than that it is one. */
    async asGroup(group: Origin): Promise<Asker> {
      const address = await addressOf(group);
      const person: Person = {
        id: address.channel,
        name: group.title ?? 'The group',
        standing: 'admin',
        roles: [],
      };
      return { person, address };
    },
    /** In a private chat everyone is the admin of what is theirs. */
    inPrivate(user: User): Asker {
      const id = String(user.id);
      const address = { adapter: 'telegram', tenant: `telegram:U${id}`, channel: id };
      return { person: { id, name: nameOf(user), standing: 'admin', roles: [] }, address };
    },
    /**
     * The id of who bears `username` in a group. Telegram lets no bot look it up: known are those who have asked
     * something, and a name may have passed on since, so it is compared with what Telegram says now.
     */
    async idOf(username: string, chat: number): Promise<string | undefined> {
      const id = await names.get(nameKey(username), z.int());
      if (id === undefined) return undefined;
      const member = await api.member(chat, id).catch(() => undefined);
      return member?.user.username?.toLowerCase() === nameKey(username) ? String(id) : undefined;
    },
    /** What someone is called in a chat; their id where Telegram does not tell. */
    nameIn: (chat: number, id: number): Promise<string> =>
      api.member(chat, id).then(
        ({ user }) => user.first_name,
        () => String(id),
      ),
  };
}
export type People = ReturnType<typeof peopleOf>;

const nameOf = ({ first_name, last_name }: User) => [first_name, last_name].filter(Boolean).join(' ');

/**
 * Members of a group that nobody joins uninvited read. One with a public name is open to anyone: there, as for those
 * who are restricted, an admin says who reads.
 */
function standingOf({ status, is_member }: Member, { open }: Origin): Person['standing'] {
  if (status === 'creator' || status === 'administrator') return 'admin';
  if (status === 'member') return open ? 'visitor' : 'member';
  return status === 'restricted' && is_member === true ? 'visitor' : 'outsider';
}

/** The group that something was asked in; undefined in a private chat. */
export function groupOf({
  chat,
  message_thread_id: thread,
  is_topic_message: inTopic,
}: Pick<Message, 'chat' | 'message_thread_id' | 'is_topic_message'>): Origin | undefined {
  if (chat.type === 'private') return undefined;
  return {
    chat: chat.id,
    // Elsewhere it names a line of replies, which is no topic.
    ...(inTopic && thread !== undefined && { thread }),
    ...(chat.title !== undefined && { title: chat.title }),
    open: chat.username !== undefined,
  };
}
