import type { Updates } from './updates.ts';
import type { Group, Posted, User, World } from './world.ts';

/** Where and by whom something is typed or pressed. No group: the private chat with the bot. */
export interface Place {
  user: User;
  group?: Group;
  topic?: number;
  /** An admin who writes as the group. */
  anonymous?: boolean;
}

interface Written {
  /** A file, by the id under which its contents are uploaded. */
  file?: { id: string; name: string; size?: number };
  replyTo?: Posted;
  /** People named without a username, by what stands in the text. */
  names?: Record<string, User>;
}

/** What Telegram shows in place of an admin who stays anonymous. */
const GROUP_BOT = { id: 1_087_968_824, is_bot: true, first_name: 'Group', username: 'GroupAnonymousBot' };

/** What people do on Telegram, as the bot is told in privacy mode. */
export function createPeople({ world, updates }: { world: World; updates: Updates }) {
  function whereOf({ user, group, topic }: Place) {
    const chat = group
      ? {
          id: group.id,
          type: group.type,
          title: group.title,
          ...(group.username !== undefined && { username: group.username }),
        }
      : { id: user.id, type: 'private', first_name: user.first_name };
    return { chat, ...(topic !== undefined && { message_thread_id: topic, is_topic_message: true }) };
  }

  function senderOf({ user, group, anonymous }: Place) {
    if (!anonymous) return { from: { is_bot: false, ...user } };
    return { from: GROUP_BOT, sender_chat: { id: group!.id, title: group!.title, type: group!.type } };
  }

  function entitiesOf(text: string, names: Record<string, User>) {
    const found = [...text.matchAll(/(?<!\w)@\w+|^\/\w+(?:@\w+)?/g)].map(({ 0: all, index }) => ({
      type: all.startsWith('/') ? 'bot_command' : 'mention',
      offset: index,
      length: all.length,
    }));
    const named = Object.entries(names).map(([name, user]) => ({
      type: 'text_mention',
      offset: text.indexOf(name),
      length: name.length,
      user: { ...user, is_bot: false },
    }));
    return [...found, ...named];
  }

  /** Whether the bot is told of a message: in privacy mode of commands, its name and replies to it alone. */
  function isTold(text: string, { group }: Place, { replyTo }: Written): boolean {
    const [, named] = /^\/\w+(?:@(\w+))?/.exec(text) ?? [];
    const username = world.bot.username!.toLowerCase();
    const lower = text.toLowerCase();
    if (!group || replyTo) return true;
    return named === undefined
      ? text.startsWith('/') || lower.includes(`@${username}`)
      : named.toLowerCase() === username;
  }

  return {
    /** Writes a message. Returns its id, and whether the bot was told. */
    write(place: Place, text: string, written: Written = {}) {
      const { file, replyTo, names = {} } = written;
      if (!place.group) world.opened.add(place.user.id);
      const message_id = world.newId();
      const entities = entitiesOf(text, names);
      const message = {
        message_id,
        date: 0,
        ...whereOf(place),
        ...senderOf(place),
        ...(replyTo && { reply_to_message: { message_id: replyTo.message_id, from: world.bot, date: 0 } }),
        ...(file
          ? {
              document: { file_id: file.id, file_name: file.name, file_size: file.size },
              ...(text && { caption: text, caption_entities: entities }),
            }
          : { text, entities }),
      };
      const told = isTold(text, place, written);
      if (told) updates.happened({ message });
      return { message_id, told };
    },
    /** Presses the button with this label. Returns the id of the press. */
    press(place: Place, posted: Posted, label: string): string {
      const { markup } = posted;
      const buttons = markup && 'inline_keyboard' in markup ? markup.inline_keyboard.flat() : [];
      const button = buttons.find(({ text }) => text === label);
      if (!button)
        throw new Error(`No button "${label}" among ${buttons.map(({ text }) => text).join(', ')}`);
      return this.pressData(place, posted, button.callback_data ?? '');
    },
    /** Presses a button with any data, as a client of one's own may. */
    pressData(place: Place, { message_id }: Pick<Posted, 'message_id'>, data: string): string {
      const id = `press${world.newId()}`;
      updates.happened({
        callback_query: {
          id,
          from: { ...place.user, is_bot: false },
          chat_instance: '1',
          data,
          message: { message_id, date: 0, ...whereOf(place), from: world.bot },
        },
      });
      return id;
    },
    /** The bot is taken out of a group. */
    remove(group: Group): void {
      group.left = true;
      updates.happened({
        my_chat_member: {
          chat: { id: group.id, type: group.type, title: group.title },
          from: GROUP_BOT,
          date: 0,
          new_chat_member: { status: 'kicked', user: world.bot, until_date: 0 },
        },
      });
    },
    /** The group becomes a supergroup, under another id. `told`: the bot learns of it. */
    upgrade(group: Group, { told = true } = {}): Group {
      const id = -1_000_000_000_000 + group.id;
      const next: Group = { ...group, id, type: 'supergroup' };
      world.groups.set(id, next);
      group.movedTo = id;
      const service = (one: Group, parts: object) => ({
        message: {
          message_id: world.newId(),
          date: 0,
          chat: { id: one.id, type: one.type, title: one.title },
          from: GROUP_BOT,
          ...parts,
        },
      });
      if (!told) return next;
      updates.happened(service(group, { migrate_to_chat_id: id }));
      updates.happened(service(next, { migrate_from_chat_id: group.id }));
      return next;
    },
  };
}
