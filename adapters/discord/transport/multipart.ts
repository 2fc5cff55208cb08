import type { RequestData } from 'discord.js';
import { multipart } from 'hashdesk/chat';
import type { Attachment } from '../message/attachments.ts';

/** A body and its files as the library sends them on, which is a form where there are files. */
export function withFiles({
  body,
  files,
}: {
  body: object;
  files: readonly Attachment[];
}): Pick<RequestData, 'body' | 'headers' | 'passThroughBody'> {
  if (files.length === 0) return { body };
  const form = multipart([
    { field: 'payload_json', text: JSON.stringify(body) },
    ...files.map((file, at) => ({ field: `files[${at}]`, file })),
  ]);
  return { body: form.body, headers: { 'Content-Type': form.type }, passThroughBody: true };
}
