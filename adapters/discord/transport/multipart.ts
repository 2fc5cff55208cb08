import type { RequestData } from 'discord.js';
import type { Attachment } from '../message/attachments.ts';

/**
 * A body and its files as the library sends them on, which is a form where there are files (RFC 7578). In one piece: a
 * `FormData` goes out part by part through a stream, which costs more than all else of an answer. `fileFrom` has left
 * nothing in a name that would end it.
 */
export function withFiles({
  body,
  files,
}: {
  body: object;
  files: readonly Attachment[];
}): Pick<RequestData, 'body' | 'headers' | 'passThroughBody'> {
  if (files.length === 0) return { body };
  const parts = [
    { head: 'name="payload_json"', bytes: Buffer.from(JSON.stringify(body)) },
    ...files.map(({ name, type, bytes }, at) => ({
      head: `name="files[${at}]"; filename="${name}"\r\nContent-Type: ${type}`,
      bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    })),
  ];
  let boundary = 'hashdesk';
  while (parts.some(({ bytes }) => bytes.includes(boundary))) boundary += '.';
  const pieces = parts.flatMap(({ head, bytes }) => [
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`),
    bytes,
    Buffer.from('\r\n'),
  ]);
  return {
    body: Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)]),
    headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}` },
    passThroughBody: true,
  };
}
