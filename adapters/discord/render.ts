import { type APIActionRowComponent, type APIEmbed, ComponentType } from 'discord.js';
import { type BlockOf, clip, type Reply, renderPlain, type Tone } from 'hashdesk/chat';
import type { Kept } from './keptButtons.ts';
import { LIMITS } from './limits.ts';
import { type Attachment, fileFrom, packFiles, tooLarge } from './message/attachments.ts';
import { blockParts, headChunks, sourcesLine, textChunks } from './message/blocks.ts';
import { type Button, buttonsOf } from './message/buttons.ts';
import { byMessage, embedsOf, FOOTER_TEXT } from './message/embeds.ts';
import { EMPTY, inert } from './text.ts';

/** One message: what it shows, before it is known where it goes. */
export interface Post {
  embeds: APIEmbed[];
  components: APIActionRowComponent<Button>[];
  files: Attachment[];
}

/** An answer that needs more messages than this goes into a file. */
const MOST_POSTS = 4;
/** What a title in a channel may take when it stands for a whole answer. */
const BRIEF_TEXT = 1_000;

const colours: Record<Tone, number> = {
  neutral: 0x5865f2,
  good: 0x2e7d32,
  bad: 0xc62828,
  warning: 0xef6c00,
  error: 0xc62828,
};

interface Rendering {
  reply: Reply;
  now: number;
  /** Only the asker sees it, where others could: it gets a button that shows it to them. */
  shareable?: boolean;
  /** The id of whom it is shown to. */
  owner?: string | undefined;
}

/**
 * The messages that show `reply`, each within every limit, and what must be kept for their buttons. Nothing is
 * left out: what is too long for messages becomes a file. Nothing in the reply becomes markup or a mention.
 */
export function render({ reply, now, shareable = false, owner }: Rendering): { posts: Post[]; keep: Kept[] } {
  const shown = reply.blocks.map((block) => blockParts({ block, now }));
  const files = shown.flatMap((parts) => parts.files);
  const embeds = embedsFor({ reply, now, chunks: shown.flatMap((parts) => parts.chunks) });
  const buttons = buttonsOf({ reply, shareable, owner });
  const posts = fitted({ embeds, files, reply, now });
  return {
    posts: withButtons(
      posts,
      buttons.map(({ button }) => button),
    ),
    keep: buttons.flatMap(({ keep }) => keep ?? []),
  };
}

function embedsFor(asked: Rendering & { chunks: ReturnType<typeof headChunks> }): APIEmbed[] {
  const { reply, now, chunks } = asked;
  const sources = sourcesLine(reply, now);
  const isFooter = sources.length <= FOOTER_TEXT;
  const all = [...headChunks(reply), ...chunks, ...(isFooter ? [] : textChunks(sources))];
  return embedsOf({
    title: reply.title,
    chunks: all,
    color: colours[reply.tone],
    footer: isFooter ? sources : '',
  });
}

/** Messages with their embeds and files; when they are too many, the first, and the whole answer as a file. */
function fitted(asked: Rendering & { embeds: APIEmbed[]; files: Attachment[] }): Post[] {
  const { embeds, files, reply, now } = asked;
  const groups = byMessage(embeds);
  if (groups.length <= MOST_POSTS) return withFiles(groups, files);
  const whole = Buffer.from(renderPlain({ reply, now }));
  const file = fileFrom({ name: 'answer.txt', type: 'text/plain', bytes: whole });
  const refusal = tooLarge(file);
  const note = refusal ?? `This is the beginning: the whole answer is in ${file.name}.`;
  const beginning = [embeds[0]!, { description: inert(note), color: colours[reply.tone] }];
  return withFiles([beginning], refusal === undefined ? [file, ...files] : files);
}

const emptyPost = (): Post => ({ embeds: [], components: [], files: [] });

/** Files go with the last message, and with further ones where they are more than it can hold. */
function withFiles(groups: APIEmbed[][], files: Attachment[]): Post[] {
  const posts = groups.map((embeds): Post => ({ ...emptyPost(), embeds }));
  const [first = [], ...more] = packFiles(files);
  return [
    ...posts.slice(0, -1),
    { ...posts.at(-1)!, files: first },
    ...more.map((files) => ({ ...emptyPost(), files })),
  ];
}

/** Buttons go with the last message, and with further ones where they are more than it can hold. */
function withButtons(posts: Post[], buttons: Button[]): Post[] {
  const rows = split(buttons, LIMITS.buttonsPerRow).map((components) => {
    return { type: ComponentType.ActionRow as const, components };
  });
  const [first = [], ...more] = split(rows, LIMITS.rows);
  return [
    ...posts.slice(0, -1),
    { ...posts.at(-1)!, components: first },
    ...more.map((components) => ({ ...emptyPost(), components })),
  ];
}

function split<T>(items: T[], size: number): T[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, at) => items.slice(at * size, (at + 1) * size));
}

/** The message with a picture, which was not there when it was first shown. */
export function pictured(post: Post, image: BlockOf<'image'>): Post {
  const { files } = blockParts({ block: image, now: 0 });
  return { ...post, files: [...post.files, ...files] };
}

/** A picture as a message of its own. */
export const picturePost = (image: BlockOf<'image'>): Post => pictured(emptyPost(), image);

/** One short line that everyone may read: what could not be done, without a figure. */
export function brief({ title, tone }: Reply): Post {
  const description = clip(inert(clip(title, BRIEF_TEXT)).trim() || EMPTY, LIMITS.description);
  return { ...emptyPost(), embeds: [{ description, color: colours[tone] }] };
}
