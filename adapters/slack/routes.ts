import { type Reply, reply as replyOf } from 'hashdesk/chat';
import { render, type SlackMessage } from './render.ts';
import { directPlace, type Place } from './replyTarget.ts';

/** One way of getting a message to people. */
export interface Way {
  name: string;
  /** Whether its messages wait for each other within the channel, or within their own answer only. */
  inLine: 'channel' | 'answer';
  send(message: SlackMessage): Promise<unknown>;
}

/** Slack looks for no links, names or previews of its own in what we post. */
export const VERBATIM = { unfurl_links: false, unfurl_media: false, link_names: false } as const;

export const isPrivate = ({ visibility, tone }: Reply): boolean =>
  visibility === 'private' || tone === 'error';

const inThread = ({ thread }: Place) => (thread === undefined ? {} : { thread_ts: thread });

function byHook(place: Place, response_type: 'in_channel' | 'ephemeral'): Way[] {
  const { hook } = place;
  if (!hook?.usable()) return [];
  const more = { response_type, replace_original: false, ...inThread(place) };
  return [{ name: 'response_url', inLine: 'answer', send: (message) => hook.post({ ...message, ...more }) }];
}

function toChannel(place: Place): Way {
  const { chat } = place.workspace.client;
  const where = { channel: place.channel, ...inThread(place), ...VERBATIM };
  return {
    name: 'chat.postMessage',
    inLine: 'channel',
    send: (message) => chat.postMessage({ ...where, ...message }),
  };
}

function toPerson(place: Place): Way {
  const { chat } = place.workspace.client;
  const where = { channel: place.channel, user: place.user, ...inThread(place) };
  return {
    name: 'chat.postEphemeral',
    inLine: 'channel',
    send: (message) => chat.postEphemeral({ ...where, ...message }),
  };
}

/** The last resort: the person is told in a direct message. */
function toDirectMessage(place: Place): Way {
  return {
    name: 'direct message',
    inLine: 'answer',
    send: async (message) => toChannel(await directPlace(place)).send(message),
  };
}

const APOLOGY = replyOf({ title: 'I could not answer that here. Ask me in a direct message to see why.' });

/** A failed mention that cannot be answered for one person alone gets a short reply without figures. */
function apology(place: Place, now: number): Way {
  const [short] = render({ reply: APOLOGY, now }).messages;
  return { name: 'short reply', inLine: 'channel', send: () => toChannel(place).send(short!) };
}

/** Every way to a place, best first. */
export function waysTo({ place, reply, now }: { place: Place; reply: Reply; now: number }): Way[] {
  if (place.direct) return [toChannel(place)];
  if (!isPrivate(reply)) return [...byHook(place, 'in_channel'), toChannel(place), toDirectMessage(place)];
  const failedMention = reply.tone === 'error' && !place.hook;
  const last = failedMention ? apology(place, now) : toDirectMessage(place);
  return [...byHook(place, 'ephemeral'), toPerson(place), last];
}
