import { type Reply, reply as replyOf } from 'hashdesk/chat';
import { render, type SlackMessage } from './render.ts';
import { directTarget, type ReplyTarget } from './replyTarget.ts';

/** One route by which a message gets to people. */
export interface Route {
  name: string;
  /** Whether its messages wait for each other within the channel, or within their own answer only. */
  inLine: 'channel' | 'answer';
  send(message: SlackMessage): Promise<Sent>;
}

/** A message that Slack has taken. */
export interface Sent {
  /** Absent where Slack lets nobody change it: what one person sees, and what a `response_url` has posted. */
  edit?: (message: SlackMessage) => Promise<unknown>;
}

/** Slack looks for no links, names or previews of its own in what we post. */
export const VERBATIM = { unfurl_links: false, unfurl_media: false, link_names: false } as const;

export const isPrivate = ({ visibility, tone }: Reply): boolean =>
  visibility === 'private' || tone === 'error';

const inThread = ({ thread }: ReplyTarget) => (thread === undefined ? {} : { thread_ts: thread });

function byResponseUrl(target: ReplyTarget, response_type: 'in_channel' | 'ephemeral'): Route[] {
  const { responseUrl } = target;
  if (!responseUrl?.usable()) return [];
  const more = { response_type, replace_original: false, ...inThread(target) };
  const send = (message: SlackMessage) => responseUrl.post({ ...message, ...more }).then(() => ({}));
  return [{ name: 'response_url', inLine: 'answer', send }];
}

function toChannel(target: ReplyTarget): Route {
  const { chat } = target.workspace.client;
  const where = { channel: target.channel, ...inThread(target), ...VERBATIM };
  return {
    name: 'chat.postMessage',
    inLine: 'channel',
    async send(message) {
      const { channel, ts } = await chat.postMessage({ ...where, ...message });
      if (channel === undefined || ts === undefined) return {};
      return {
        edit: (whole) => chat.update({ channel, ts, parse: 'none', link_names: false, ...whole }),
      };
    },
  };
}

function toPerson(target: ReplyTarget): Route {
  const { chat } = target.workspace.client;
  const where = { channel: target.channel, user: target.user, ...inThread(target) };
  return {
    name: 'chat.postEphemeral',
    inLine: 'channel',
    send: (message) => chat.postEphemeral({ ...where, ...message }).then(() => ({})),
  };
}

/** The last resort: the person is told in a direct message. */
function toDirectMessage(target: ReplyTarget): Route {
  return {
    name: 'direct message',
    inLine: 'answer',
    send: async (message) => toChannel(await directTarget(target)).send(message),
  };
}

const APOLOGY = replyOf({ title: 'I could not answer that here. Ask me in a direct message to see why.' });

/** A failed mention that cannot be answered for one person alone gets a short reply without figures. */
function apology(target: ReplyTarget, now: number): Route {
  const [short] = render({ reply: APOLOGY, now }).messages;
  return { name: 'short reply', inLine: 'channel', send: () => toChannel(target).send(short!) };
}

/** Every route to a target, best first. */
export function routesTo({
  target,
  reply,
  now,
}: {
  target: ReplyTarget;
  reply: Reply;
  now: number;
}): Route[] {
  if (target.direct) return [toChannel(target)];
  if (!isPrivate(reply))
    return [...byResponseUrl(target, 'in_channel'), toChannel(target), toDirectMessage(target)];
  const failedMention = reply.tone === 'error' && !target.responseUrl;
  const last = failedMention ? apology(target, now) : toDirectMessage(target);
  return [...byResponseUrl(target, 'ephemeral'), toPerson(target), last];
}
