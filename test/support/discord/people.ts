import type { Endpoint } from './endpoint.ts';
import { channelData, type Gateway } from './gateway.ts';
import { limits } from './limits.ts';
import { readable } from './markup.ts';
import type { Exchange, Member, Posted, World } from './world.ts';

/** Where and by whom something is typed or pressed. No guild: a direct message. */
export interface Place {
  user: Member;
  channel: string;
  guild?: string;
}

/** A file as a person attaches it. */
export interface Attached {
  id: string;
  filename: string;
  url: string;
  size: number;
}

type Options = Record<string, string | boolean | Attached>;

const type = { command: 2, component: 3, autocomplete: 4, modal: 5 };

/** What people do on Discord, as the gateway tells the bot; interactions go to its endpoint, where it has one. */
export function createPeople({
  world,
  gateway,
  endpoint,
}: {
  world: World;
  gateway: Gateway;
  endpoint: Endpoint;
}) {
  const tell = (data: Record<string, unknown>) =>
    endpoint.isSet ? endpoint.interact(data) : gateway.dispatch('INTERACTION_CREATE', data);

  function interact(place: Place, kind: number, data: object, message?: Pick<Posted, 'id'>): Exchange {
    const { user, channel, guild } = place;
    const id = world.newId();
    const exchange = {
      id,
      token: Buffer.from(`interaction:${id}:of-no-one`).toString('base64url'),
      createdAt: world.now(),
      channel,
      user: user.id,
      loading: false,
    };
    world.exchanges.set(id, exchange);
    tell({
      id,
      application_id: world.applicationId,
      type: kind,
      token: exchange.token,
      version: 1,
      locale: 'en-US',
      app_permissions: '0',
      entitlements: [],
      authorizing_integration_owners: { 0: guild ?? '0' },
      context: guild === undefined ? 1 : 0,
      attachment_size_limit: 10_485_760,
      channel_id: channel,
      channel: channelData({
        ...world.channels.get(channel),
        id: channel,
        ...(guild !== undefined && { guild }),
      }),
      data,
      ...(message && {
        message: { id: message.id, channel_id: channel, embeds: [], attachments: [], mentions: [] },
      }),
      ...(guild === undefined ? { user: userData(user) } : { guild_id: guild, member: memberData(user) }),
    });
    return exchange;
  }

  return {
    /** Types a slash command: `['site', 'add']` with its options. */
    slash(place: Place, path: string[], options: Options = {}): Exchange {
      return interact(place, type.command, { ...commandData(path, options), ...resolved(options) });
    },
    /** Types into one option of a slash command. */
    typing(place: Place, path: string[], { option, value }: { option: string; value: string }): Exchange {
      const data = commandData(path, { [option]: value });
      const options = leavesOf(data);
      for (const leaf of options) leaf.focused = true;
      return interact(place, type.autocomplete, data);
    },
    /** Presses the button with this label. */
    press(place: Place, message: Posted, label: string): Exchange {
      const buttons = message.body.components?.flatMap(({ components }) => components) ?? [];
      const button = buttons.find((it) => readable(it.label) === label);
      if (!button) throw new Error(`No button "${label}" among ${buttons.map((it) => it.label).join(', ')}`);
      return interact(place, type.component, { component_type: 2, custom_id: button.custom_id }, message);
    },
    /** Presses a button that nobody was shown, as after a change of the bot. */
    pressId(place: Place, custom_id: string): Exchange {
      return interact(place, type.component, { component_type: 2, custom_id }, { id: world.newId() });
    },
    /** Sends a dialog off with `values` by field id; what is not named keeps what the dialog offered. */
    submit(place: Place, { modal }: Exchange, values: Record<string, string>): Exchange {
      if (!modal) throw new Error('No dialog was opened');
      const components = modal.components.map(({ component }) => {
        const value = values[component.custom_id] ?? component.value ?? '';
        if (value.length > (component.max_length ?? limits.inputValue))
          throw new Error(`Discord lets nobody type ${value.length} characters into ${component.custom_id}`);
        return { type: 18, component: { type: 4, custom_id: component.custom_id, value } };
      });
      return interact(place, type.modal, { custom_id: modal.custom_id, components });
    },
    /** Writes a message; `@hashdesk` in it mentions the bot, and so does a reply to it that `pings`. Returns the message's id. */
    write(place: Place, text: string, attachments: Attached[] = [], pings = false): string {
      const { user, channel, guild } = place;
      const mentioned = pings || text.includes('@hashdesk');
      const id = world.newId();
      gateway.dispatch('MESSAGE_CREATE', {
        id,
        type: pings ? 19 : 0,
        channel_id: channel,
        author: userData(user),
        content: text.replaceAll('@hashdesk', `<@${world.botId}>`),
        mentions: mentioned ? [{ id: world.botId, username: 'hashdesk', bot: true }] : [],
        attachments,
        timestamp: new Date(world.now()).toISOString(),
        ...(guild === undefined ? {} : { guild_id: guild, member: { roles: user.roles } }),
      });
      return id;
    },
  };
}

const userData = ({ id, name }: Member) => ({ id, username: name, discriminator: '0', avatar: null });

function memberData(user: Member) {
  return { user: userData(user), roles: user.roles, permissions: String(user.permissions) };
}

interface Leaf {
  name: string;
  type: number;
  value: unknown;
  focused?: boolean;
}

function commandData([name, sub]: string[], options: Options) {
  const leaves = Object.entries(options).map(([name, value]): Leaf => ({ name, ...typed(value) }));
  const within = sub === undefined ? leaves : [{ type: 1, name: sub, options: leaves }];
  return { id: '1', type: 1, name, options: within as (Leaf | { type: 1; name: string; options: Leaf[] })[] };
}

function leavesOf({ options }: ReturnType<typeof commandData>): Leaf[] {
  return options.flatMap((option) => ('options' in option ? option.options : [option]));
}

/** A file as an option is its id; the file itself stands beside the options. */
function typed(value: string | boolean | Attached) {
  if (typeof value === 'object') return { type: 11, value: value.id };
  return { type: typeof value === 'boolean' ? 5 : 3, value };
}

function resolved(options: Options) {
  const files = Object.values(options).filter((value) => typeof value === 'object');
  if (files.length === 0) return {};
  return { resolved: { attachments: Object.fromEntries(files.map((file) => [file.id, file])) } };
}
