import { shownText } from './blocks.ts';
import { imageFiles } from './files.ts';
import type { Json, Message, World } from './world.ts';

/** What Slack would act on in a stretch of mrkdwn: sequences, links, names, formatting, emojis. */
const MARKUP = [
  /<[^>]*>/,
  /https?:\/\//i,
  /@(?:channel|here|everyone)\b/,
  /(?:^|[\s(])([*_~`])\S(?:.*?\S)?\1/,
  /^(?:>|&gt;)/m,
  /:[\w+'-]+:/,
  /\b\w+\.(?:com|org|net)\b/,
];
const UNSEEN = /(?!\n)\p{Cc}|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

function textObjects(value: Json): Json[] {
  if (Array.isArray(value)) return value.flatMap(textObjects);
  if (typeof value !== 'object' || value === null) return [];
  const own = value.type === 'mrkdwn' || value.type === 'plain_text' ? [value] : [];
  return [...own, ...Object.values(value).flatMap(textObjects)];
}

export function liveIn({ text, blocks }: Pick<Message, 'text' | 'blocks'>): string[] {
  const objects = textObjects(blocks);
  const marked = [text, ...objects.filter(({ type }) => type === 'mrkdwn').map((object) => object.text)];
  const emojis = objects.filter(({ type, emoji }) => type === 'plain_text' && emoji !== false);
  return [
    ...marked.filter((one) => MARKUP.some((pattern) => pattern.test(one))),
    ...emojis.map((object) => object.text).filter((one) => /:[\w+'-]+:/.test(one)),
    ...[text, ...shownText(blocks)].filter((one) => UNSEEN.test(one)),
  ];
}

/** What one person sees of the workspace. */
export function screenOf(world: World, user: string) {
  const seen = () =>
    world.messages.filter(({ channel, onlyFor }) => {
      const { im } = world.channels.get(channel) ?? {};
      return (onlyFor === undefined || onlyFor === user) && (im === undefined || im === user);
    });
  const isShown = (id: string) => seen().some(({ blocks }) => imageFiles(blocks).includes(id));
  const files = () =>
    [...world.uploads.values()].filter(({ id, channel }) => {
      const { im } = world.channels.get(channel ?? '') ?? {};
      return isShown(id) || (channel !== undefined && (im === undefined || im === user));
    });
  return {
    messages: seen,
    shown: () =>
      [
        ...seen().flatMap(({ text, blocks }) => (blocks.length > 0 ? shownText(blocks) : [text])),
        ...files().flatMap(({ name, altText = '', content }) => [
          name,
          altText,
          content?.toString('utf8') ?? '',
        ]),
      ].join('\n'),
    live: () => seen().flatMap(liveIn),
  };
}
