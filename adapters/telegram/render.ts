import {
  type BlockOf,
  clip,
  isShareable,
  type Reply,
  renderPlain,
  showSources,
  type Tone,
} from 'hashdesk/chat';
import type { Kept } from './keptButtons.ts';
import { LIMITS } from './limits.ts';
import { type Attachment, fileFrom, refusalOf } from './message/attachments.ts';
import { blockParts } from './message/blocks.ts';
import {
  type Button,
  buttonsOf,
  keptButton,
  type Pressable,
  type Purpose,
  rowsOf,
} from './message/buttons.ts';
import { type Run, type Styled, textsOf } from './message/layout.ts';
import { isBlank } from './text.ts';

/** One message of text, before it is known where it goes, and the files that follow it. */
export interface Post extends Styled {
  rows: Button[][];
  files: Attachment[];
}

/** An answer that needs more messages than this goes into a file. */
const MOST_POSTS = 4;
/** What a title in a group may take when it stands for a whole answer. */
const BRIEF_TEXT = 1_000;
/** Stands where there is no text: Telegram takes no empty message. */
const EMPTY = '…';

const filled = (title: string) => (isBlank(title) ? EMPTY : title);

const signs: Record<Tone, string> = { neutral: '', good: '🟢 ', bad: '🔴 ', warning: '🟠 ', error: '❌ ' };

interface Rendering extends Purpose {
  now: number;
  /** People called by name before all else, by id. */
  mentions?: readonly { id: number; name: string }[];
}

/**
 * The messages that show `reply`, each within every limit, and what must be kept for their buttons. Nothing is
 * left out: what is too long for messages becomes a file. Nothing in the reply becomes markup, a mention or a link.
 */
export function render(asked: Rendering): { posts: Post[]; keep: Kept[] } {
  const { reply, now } = asked;
  const shown = reply.blocks.map((block) => blockParts({ block, now }));
  const texts = textsOf([...head(asked), ...shown.flatMap(({ paragraphs }) => paragraphs), foot(asked)]);
  const files = shown.flatMap((parts) => parts.files);
  const buttons = [...buttonsOf(asked), ...shareButton(asked)];
  return {
    posts: withButtons(fitted({ ...asked, texts, files }), buttons),
    keep: buttons.flatMap(({ keep }) => keep ?? []),
  };
}

/** What comes before the blocks. */
function head({ reply, mentions = [] }: Rendering): Run[][] {
  const { notice, title, tone } = reply;
  const called = mentions.flatMap(({ id, name }): Run[] => [{ text: name, mention: id }, { text: ' ' }]);
  return [
    ...(called.length === 0 ? [] : [called]),
    ...(notice === undefined ? [] : [[{ text: `⚠️ ${notice}` }]]),
    [{ text: `${signs[tone]}${filled(title)}`, style: 'bold' }],
  ];
}

const foot = ({ reply: { sources }, now }: Rendering): Run[] => [
  { text: showSources({ sources, now }), style: 'italic' },
];

/** A private answer to a question from a group can be shown to the group. */
function shareButton({ reply, origin, owner }: Purpose): Pressable[] {
  if (!origin || !isShareable(reply)) return [];
  const { readsSites } = reply;
  const shared: Reply = { ...reply, visibility: 'public' };
  return [keptButton('Share in the group', { kind: 'share', owner, readsSites, reply: shared, origin })];
}

const postOf = (text: Styled): Post => ({ ...text, rows: [], files: [] });

/** Messages with their files; when they are too many, the first, and the whole answer as a file. */
function fitted(asked: Rendering & { texts: Styled[]; files: Attachment[] }): Post[] {
  const { texts, files, reply, now } = asked;
  const posts = texts.map(postOf);
  if (posts.length <= MOST_POSTS) return withFiles(posts, files);
  const whole = Buffer.from(renderPlain({ reply, now }));
  const file = fileFrom({ name: 'answer.txt', type: 'text/plain', bytes: whole });
  const refusal = refusalOf(file);
  const note = refusal ?? `This is the beginning: the whole answer is in ${file.name}.`;
  const beginning = [posts[0]!, ...textsOf([[{ text: note }]]).map(postOf)];
  return withFiles(beginning, refusal === undefined ? [file, ...files] : files);
}

const withFiles = (posts: Post[], files: Attachment[]): Post[] => [
  ...posts.slice(0, -1),
  { ...posts.at(-1)!, files },
];

/** A picture as a file: none where Telegram does not take it. */
export const pictureOf = (image: BlockOf<'image'>): Attachment[] =>
  blockParts({ block: image, now: 0 }).files;

/** The messages with a picture in the last one. */
export const pictured = (posts: readonly Post[], image: BlockOf<'image'>): Post[] =>
  posts.map((post, at) =>
    at < posts.length - 1 ? post : { ...post, files: [...pictureOf(image), ...post.files] },
  );

/** Buttons go with the last message, and with further ones where they are more than it can hold. */
function withButtons(posts: Post[], buttons: readonly Pressable[]): Post[] {
  const rows = rowsOf(buttons.map(({ button }) => button));
  const most = LIMITS.buttons / 2;
  const more = Array.from({ length: Math.max(0, Math.ceil(rows.length / most) - 1) }, (_, at) => ({
    ...postOf({ text: EMPTY, entities: [] }),
    rows: rows.slice((at + 1) * most, (at + 2) * most),
  }));
  return [...posts.slice(0, -1), { ...posts.at(-1)!, rows: rows.slice(0, most) }, ...more];
}

/**
 * One short line that everyone in a group may read: what could not be done, without a figure, and the form in
 * which it can be corrected.
 */
export function brief({ reply, owner }: Purpose): { posts: Post[]; keep: Kept[] } {
  const forms = { ...reply, blocks: reply.blocks.filter(({ kind }) => kind === 'form') };
  const buttons = buttonsOf({ reply: forms, owner });
  const [text] = textsOf([[{ text: clip(`${signs[reply.tone]}${filled(reply.title)}`, BRIEF_TEXT) }]]);
  return { posts: withButtons([postOf(text!)], buttons), keep: buttons.flatMap(({ keep }) => keep ?? []) };
}
