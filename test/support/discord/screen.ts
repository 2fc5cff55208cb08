import { fileText } from '../replies/fileText.ts';
import { deceptive, liveMarkup, readable } from './markup.ts';
import type { MessageBody, UploadedFile } from './validate.ts';
import type { Posted } from './world.ts';

/** Texts in which Discord reads markup. */
function marked({ content, embeds = [] }: MessageBody): string[] {
  const texts = embeds.flatMap(({ title, description, fields = [] }) => [
    title,
    description,
    ...fields.flatMap(({ name, value }) => [name, value]),
  ]);
  return [content, ...texts].filter((text) => text !== undefined);
}

/** Texts that Discord shows as they are. */
function plain({ embeds = [], components = [] }: MessageBody): string[] {
  const footers = embeds.flatMap(({ footer }) => footer?.text ?? []);
  return [...footers, ...components.flatMap(({ components }) => components.map(({ label }) => label))];
}

const fileTexts = ({ name, bytes, description = '' }: UploadedFile) => [name, fileText(bytes), description];

/** Everything that a person can read in the messages, in order. */
export function read(posted: readonly Posted[]): string {
  const there = posted.filter(({ deleted }) => !deleted);
  return there
    .flatMap(({ body, files }) => [
      ...marked(body).map(readable),
      ...plain(body),
      ...files.flatMap(fileTexts),
    ])
    .join('\n');
}

/** What Discord would act on in the messages. */
export function live(posted: readonly Posted[]): string[] {
  return posted.flatMap(({ body }) => [
    ...marked(body).flatMap(liveMarkup),
    ...plain(body).flatMap(deceptive),
    ...(body.allowed_mentions?.parse.length === 0 ? [] : ['allowed mentions']),
  ]);
}
