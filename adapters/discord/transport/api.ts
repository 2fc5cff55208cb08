import { createHash } from 'node:crypto';
import {
  InteractionResponseType as Answer,
  type APIModalInteractionResponseCallbackData,
  MessageFlags,
  type REST,
  Routes,
} from 'discord.js';
import { createLines, type DeliveryError, type Repeat, type Wait } from 'hashdesk/chat';
import { z } from 'zod';
import { deliveryError, isAnswered, slower } from '../errors.ts';
import { LIMITS } from '../limits.ts';
import type { Post } from '../render.ts';
import { withFiles } from './multipart.ts';

/** What an interaction is answered by. */
export interface Handle {
  id: string;
  token: string;
  application_id: string;
}

/** Ids of those whom a message calls by name. */
export interface Pings {
  users: string[];
  roles: string[];
}

type Choice = { name: string; value: string };

const created = z.object({ id: z.string() });
const history = z.array(
  z.object({
    id: z.string(),
    components: z.array(
      z.object({ components: z.array(z.object({ custom_id: z.string().optional() })).default([]) }),
    ),
  }),
);

/** The calls of Discord's REST API that the adapter makes. They reject with DeliveryError. */
export function createApi({ rest, wait, now }: ApiParts) {
  const lines = createLines({
    wait,
    now,
    failureOf: deliveryError,
    slower,
    perSecond: LIMITS.sendsPerSecond,
  });

  /**
   * The first answer goes at once, out of turn. When Discord's word on it is lost it is given again, and "already
   * acknowledged" then means that the first arrived. False where it says so to the first: the interaction came twice,
   * and was answered when it first came.
   */
  async function answer({ id, token }: Handle, body: object, files: Post['files'] = []): Promise<boolean> {
    const request = { ...withFiles({ body, files }), auth: false };
    const give = (ifAnswered: boolean) =>
      rest.post(Routes.interactionCallback(id, token), request).then(
        () => true,
        (error) => {
          if (!isAnswered(error)) throw deliveryError(error);
          return ifAnswered;
        },
      );
    return give(false).catch((failure: DeliveryError) => {
      if (!failure.retryable || failure.retryAfterMs !== undefined) throw failure;
      return give(true);
    });
  }

  return {
    show: (to: Handle, post: Post, hidden: boolean) =>
      answer(to, { type: Answer.ChannelMessageWithSource, data: messageBody(post, hidden) }, post.files),
    defer: (to: Handle, hidden: boolean) =>
      answer(to, { type: Answer.DeferredChannelMessageWithSource, data: flagsFor(hidden) }),
    openModal: (to: Handle, data: APIModalInteractionResponseCallbackData) =>
      answer(to, { type: Answer.Modal, data }),
    suggest: (to: Handle, choices: Choice[]) =>
      answer(to, { type: Answer.ApplicationCommandAutocompleteResult, data: { choices } }),

    edit(to: Handle, post: Post) {
      const request = { ...withFiles({ body: messageBody(post), files: post.files }), auth: false };
      return lines.run({ conversation: to.token, repeat: 'always' }, () => rest.patch(original(to), request));
    },
    remove: (to: Handle) =>
      lines.run({ conversation: to.token, repeat: 'always' }, () =>
        rest.delete(original(to), { auth: false }),
      ),
    followUp({ application_id, token }: Handle, post: Post, hidden: boolean) {
      const path = Routes.webhook(application_id, token);
      const request = { ...withFiles({ body: messageBody(post, hidden), files: post.files }), auth: false };
      return lines.run({ conversation: token, repeat: 'slowed' }, () => rest.post(path, request));
    },

    /** Posts once per `once`, which Discord remembers for some minutes. Resolves with the message's id. */
    async post(asked: {
      channel: string;
      post: Post;
      pings?: Pings;
      once: string;
      repeat: Repeat;
    }): Promise<string> {
      const { channel, post, pings, once, repeat } = asked;
      const body = {
        ...messageBody(post),
        ...pingBody(pings),
        nonce: nonceFor(`${channel} ${once}`),
        enforce_nonce: true,
      };
      const request = withFiles({ body, files: post.files });
      const path = Routes.channelMessages(channel);
      // What nobody waits for comes by the hundred; who has asked gets the answer at once.
      const turn = { conversation: channel, repeat, isPaced: typeof repeat === 'object' };
      return created.parse(await lines.run(turn, () => rest.post(path, request))).id;
    },
    /** Puts `post` in the place of a message of ours. */
    editPost({ channel, message, post }: { channel: string; message: string; post: Post }) {
      const request = withFiles({ body: messageBody(post), files: post.files });
      return lines.run({ conversation: channel, repeat: 'always' }, () =>
        rest.patch(Routes.channelMessage(channel, message), request),
      );
    },
    /** The latest messages of a channel, newest first, and how many Discord gives at most. */
    async latest(channel: string): Promise<{ messages: z.infer<typeof history>; most: number }> {
      const query = new URLSearchParams({ limit: String(LIMITS.history) });
      const read = lines.run({ conversation: channel, repeat: 'never' }, () =>
        rest.get(Routes.channelMessages(channel), { query }),
      );
      return { messages: history.parse(await read), most: LIMITS.history };
    },
    typing: (channel: string) =>
      lines.run({ conversation: `typing ${channel}`, repeat: 'never' }, () =>
        rest.post(Routes.channelTyping(channel)),
      ),
    /** The channel of direct messages with someone. */
    async openDirect(person: string): Promise<string> {
      const request = { body: { recipient_id: person } };
      const opened = lines.run({ conversation: `direct ${person}`, repeat: 'always' }, () =>
        rest.post(Routes.userChannels(), request),
      );
      return created.parse(await opened).id;
    },
  };
}

export type Api = ReturnType<typeof createApi>;

interface ApiParts {
  rest: REST;
  wait: Wait;
  now: () => number;
}

const original = ({ application_id, token }: Handle) =>
  Routes.webhookMessage(application_id, token, '@original');

/** A message as the API takes it. It mentions no one. */
export function messageBody({ embeds, components, files }: Post, hidden = false) {
  const attachments = files.map(({ name, description }, id) => ({
    id,
    filename: name,
    ...(description === undefined ? {} : { description }),
  }));
  return { embeds, components, attachments, allowed_mentions: { parse: [] }, ...flagsFor(hidden) };
}

/** Names these and no one else. */
function pingBody({ users, roles }: Pings = { users: [], roles: [] }) {
  if (users.length + roles.length === 0) return {};
  const content = [...users.map((id) => `<@${id}>`), ...roles.map((id) => `<@&${id}>`)].join(' ');
  return { content, allowed_mentions: { parse: [], users, roles } };
}

const flagsFor = (hidden: boolean) => (hidden ? { flags: MessageFlags.Ephemeral } : {});

function nonceFor(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, LIMITS.nonce);
}
