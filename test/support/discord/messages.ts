import { limits, refusals } from './limits.ts';
import { type MessageBody, type UploadedFile, validMessage } from './validate.ts';
import type { Posted, World } from './world.ts';

const EPHEMERAL = 1 << 6;

/** A request's body: JSON, and the files of a multipart form. */
export interface Sent {
  json: unknown;
  files: UploadedFile[];
}

/** Messages in channels, posted by the bot with its token. */
export function createMessages({ world }: { world: World }) {
  const nonces = new Map<string, { posted: Posted; at: number }>();

  /** The same nonce within some minutes yields the message that it made. */
  function known({ nonce, enforce_nonce }: MessageBody): Posted | undefined {
    const made = nonces.get(String(nonce));
    return enforce_nonce && made && world.now() - made.at < limits.nonceMs ? made.posted : undefined;
  }

  return {
    post(channelId: string, sent: Sent) {
      const channel = world.channels.get(channelId);
      if (!channel) throw refusals.unknownChannel();
      if (channel.refusal) throw channel.refusal();
      const posted = known(validMessage(sent.json, sent.files)) ?? keep(world, { channel: channelId, sent });
      const { nonce } = posted.body;
      if (nonce !== undefined) nonces.set(String(nonce), { posted, at: world.now() });
      return messageData(world, posted);
    },
    edit(channelId: string, id: string, sent: Sent) {
      const posted = world.posted.find((it) => it.id === id && it.channel === channelId && !it.deleted);
      if (!posted || posted.ephemeral) throw refusals.unknownMessage();
      return messageData(world, edit(world, posted, sent));
    },
    list(channelId: string) {
      if (!world.channels.has(channelId)) throw refusals.unknownChannel();
      const here = world.posted.filter(
        ({ channel, deleted, ephemeral }) => channel === channelId && !deleted && !ephemeral,
      );
      return here.map((posted) => messageData(world, posted)).reverse();
    },
    openDirect(recipient: string) {
      const open = [...world.channels.values()].find((channel) => channel.recipient === recipient);
      const channel = open ?? { id: world.newId(), recipient };
      world.channels.set(channel.id, channel);
      return { id: channel.id, type: 1, recipients: [{ id: recipient }] };
    },
  };
}

/** Validates and keeps a new message. */
export function keep(world: World, made: { channel: string; sent: Sent; ephemeral?: boolean }): Posted {
  const { channel, sent } = made;
  const body = validMessage(sent.json, sent.files);
  const ephemeral = made.ephemeral ?? Boolean((body.flags ?? 0) & EPHEMERAL);
  const files = described(sent.files, body);
  const posted = { id: world.newId(), channel, body, files, ephemeral, deleted: false, edits: 0 };
  world.posted.push(posted);
  world.changed();
  return posted;
}

/** Puts new content in the place of the old. */
export function edit(world: World, posted: Posted, sent: Sent): Posted {
  const body = validMessage(sent.json, sent.files);
  const files = described(sent.files, body);
  Object.assign(posted, { body: { ...posted.body, ...body }, files, edits: posted.edits + 1 });
  world.changed();
  return posted;
}

function described(files: UploadedFile[], { attachments = [] }: MessageBody): UploadedFile[] {
  return files.map((file, index) => {
    const about = attachments.find(({ id }) => Number(id) === index);
    return { ...file, ...(about?.description === undefined ? {} : { description: about.description }) };
  });
}

export function messageData(world: World, { id, channel, body }: Posted) {
  return {
    id,
    channel_id: channel,
    author: { id: world.botId, username: 'hashdesk', bot: true },
    content: body.content ?? '',
    embeds: body.embeds ?? [],
    components: body.components ?? [],
    ...(body.nonce === undefined ? {} : { nonce: body.nonce }),
  };
}
