/** A field of a form: a text, or a file whose name has nothing that would end it. */
export type FormField = { field: string } & (
  | { text: string }
  | { file: { name: string; type: string; bytes: Uint8Array } }
);

/** A form as a request carries it; `type` is its `Content-Type`. */
export interface MultipartForm {
  body: Buffer;
  type: string;
}

/**
 * A form with files (RFC 7578), in one piece. A `FormData` goes out part by part through a stream, which costs more than
 * all else of an answer, and ends lines with two characters where a text has one.
 */
export function multipart(fields: readonly FormField[]): MultipartForm {
  const parts = fields.map(({ field, ...of }) => {
    if ('text' in of) return { head: `name="${field}"`, bytes: Buffer.from(of.text) };
    const { name, type, bytes } = of.file;
    return {
      head: `name="${field}"; filename="${name}"\r\nContent-Type: ${type}`,
      bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    };
  });
  let boundary = 'hashdesk';
  while (parts.some(({ bytes }) => bytes.includes(boundary))) boundary += '.';
  const pieces = parts.flatMap(({ head, bytes }) => [
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`),
    bytes,
    Buffer.from('\r\n'),
  ]);
  return {
    body: Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)]),
    type: `multipart/form-data; boundary=${boundary}`,
  };
}
