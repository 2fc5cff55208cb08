import { BLOCK_KIT } from './blocks.ts';
import type { Deliveries, Delivery } from './deliveries.ts';
import { openHook } from './hooks.ts';
import { BOT_USER, type Json, type Message, TEAM, type World } from './world.ts';

/** What a person does in Slack, as the app is told of it. */
export function createGestures({
  world,
  deliveries,
  origin,
}: {
  world: World;
  deliveries: Deliveries;
  origin: string;
}) {
  const team = TEAM;
  const botUserId = BOT_USER;
  const appId = 'A0000000001';
  const hookUrl = (hook: Parameters<typeof openHook>[1]) => `${origin}/hooks/${openHook(world, hook)}`;
  const who = (id: string) => ({
    id,
    name: world.users.get(id)?.name ?? id,
    team_id: world.users.get(id)?.team_id ?? team,
  });
  const event = (inner: Json, more: Json = {}) =>
    deliveries.deliver('events_api', {
      type: 'event_callback',
      team_id: team,
      api_app_id: appId,
      event_id: world.next('Ev'),
      event_time: Math.floor(world.now() / 1000),
      authorizations: [{ team_id: team, user_id: botUserId, is_bot: true, is_enterprise_install: false }],
      event: { event_ts: world.timestamp(), ...inner },
      ...more,
    });
  const interaction = (inner: Json) =>
    deliveries.deliver('interactive', {
      team: { id: team, domain: 'acme' },
      api_app_id: appId,
      is_enterprise_install: false,
      trigger_id: world.trigger(),
      ...inner,
    });

  return {
    event,
    command({
      user,
      channel,
      command = '/hashdesk',
      text,
    }: {
      user: string;
      channel: string;
      command?: string;
      text: string;
    }): Delivery {
      return deliveries.deliver('slash_commands', {
        team_id: team,
        team_domain: 'acme',
        channel_id: channel,
        user_id: user,
        user_name: who(user).name,
        command,
        text,
        api_app_id: appId,
        is_enterprise_install: 'false',
        response_url: hookUrl({ channel, user }),
        trigger_id: world.trigger(),
      });
    },
    mention({
      user,
      channel,
      text,
      thread,
      files,
    }: {
      user: string;
      channel: string;
      text: string;
      thread?: string;
      files?: Json[];
    }): Delivery {
      const ts = world.timestamp();
      const inThread = thread && { thread_ts: thread };
      return event({
        type: 'app_mention',
        user,
        channel,
        ts,
        text: `<@${botUserId}> ${text}`,
        files,
        ...inThread,
      });
    },
    directMessage({
      user,
      text,
      files,
      thread,
    }: {
      user: string;
      text: string;
      files?: Json[];
      thread?: string;
    }): Delivery {
      const channel = world.direct(user).id;
      const shared = files && { subtype: 'file_share', files };
      return event({
        type: 'message',
        channel_type: 'im',
        user,
        channel,
        ts: world.timestamp(),
        text,
        ...shared,
        ...(thread && { thread_ts: thread }),
      });
    },
    /** Presses the button labelled `label` under a message, or in a home tab. */
    click({
      user,
      label,
      message,
      view,
    }: {
      user: string;
      label: string;
      message?: Message;
      view?: Json;
    }): Delivery {
      const blocks: Json[] = message?.blocks ?? view.view.blocks;
      const buttons = blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []));
      const button = buttons.find(({ text }) => text.text === label);
      if (!button)
        throw new Error(`No button "${label}" among ${buttons.map(({ text }) => text.text).join(', ')}`);
      const action = { ...button, action_ts: world.timestamp(), block_id: 'b' };
      if (!message) {
        const container = { type: 'view', view_id: view.id };
        return interaction({
          type: 'block_actions',
          user: who(user),
          actions: [action],
          container,
          view: view.view,
        });
      }
      return interaction({
        type: 'block_actions',
        user: who(user),
        actions: [action],
        channel: { id: message.channel },
        container: { type: 'message', message_ts: message.ts, is_ephemeral: message.onlyFor !== undefined },
        message: { ts: message.ts, ...(message.thread && { thread_ts: message.thread }) },
        response_url: hookUrl({ channel: message.channel, user, source: message }),
      });
    },
    /** Sends a modal with what the person typed, by block id. */
    submit({ user, view, typed }: { user: string; view: Json; typed: Record<string, string> }): Delivery {
      const inputs: Json[] = view.view.blocks.filter(({ type }: Json) => type === 'input');
      const values = Object.fromEntries(
        inputs.map(({ block_id, element }) => {
          const value = typed[block_id] ?? element.initial_value ?? null;
          if ((value?.length ?? 0) > (element.max_length ?? BLOCK_KIT.inputValue))
            throw new Error(`Slack lets nobody type ${value.length} characters into ${block_id}`);
          return [block_id, { [element.action_id]: { type: 'plain_text_input', value } }];
        }),
      );
      const filled = { ...view.view, id: view.id, state: { values } };
      return interaction({ type: 'view_submission', user: who(user), view: filled });
    },
    /** Presses a thumb under a message. */
    rate({ user, message, useful }: { user: string; message: Message; useful: boolean }): Delivery {
      const block = message.blocks.find(({ type }: Json) => type === 'context_actions');
      const { action_id, positive_button, negative_button } = block.elements[0];
      const { value } = useful ? positive_button : negative_button;
      return interaction({
        type: 'block_actions',
        user: who(user),
        actions: [
          { type: 'feedback_buttons', action_id, value, action_ts: world.timestamp(), block_id: 'b' },
        ],
        channel: { id: message.channel },
        container: { type: 'message', message_ts: message.ts },
        message: { ts: message.ts },
      });
    },
    /** Looks at a tab of the app. */
    openApp: (user: string, tab: 'home' | 'messages'): Delivery =>
      event({ type: 'app_home_opened', user, channel: world.direct(user).id, tab }),
  };
}
