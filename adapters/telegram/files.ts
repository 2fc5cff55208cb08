import { UserError } from 'hashdesk/chat';
import type { Api } from './transport/api.ts';
import type { FileSent } from './updates.ts';

const MOST_BYTES = 1_000_000;
const TIMEOUT_MS = 10_000;
const ADVICE = 'Send a CSV or JSON file of at most 1 MB.';

interface Reading {
  file: FileSent | undefined;
  api: Pick<Api, 'filePath' | 'fileAddress'>;
  fetch: typeof fetch;
}

/** Reads the file that came with a question: a message holds one at most. Rejects with UserError. */
export function fileReader({ file, ...means }: Reading) {
  return async (name?: string): Promise<{ name: string; text: string } | undefined> => {
    if (file === undefined && name === undefined) return undefined;
    if (file === undefined) throw new UserError(`No file came with the question. ${ADVICE}`);
    const { file_name: called = 'file' } = file;
    if (name !== undefined && name.toLowerCase() !== called.toLowerCase())
      throw new UserError(`There is no file ${name}. Attached: ${called}.`);
    if ((file.file_size ?? 0) > MOST_BYTES) throw tooLarge(called);
    return { name: called, text: decoded(called, await download({ file, called, ...means })) };
  };
}

async function download({
  file,
  called,
  api,
  fetch,
}: Reading & { file: FileSent; called: string }): Promise<Buffer> {
  const notFetched = new UserError(`${called} could not be fetched from Telegram. Send it again.`);
  const path = await api.filePath(file.file_id).catch(() => undefined);
  if (path === undefined) throw notFetched;
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  // What fails here carries the address, and the token in it: it is told in our words alone.
  const response = await fetch(api.fileAddress(path), { redirect: 'error', signal }).catch(() => undefined);
  if (!response?.ok || !response.body) throw notFetched;
  return bodyWithin(response.body, called).catch((error) => {
    throw error instanceof UserError ? error : notFetched;
  });
}

async function bodyWithin(body: ReadableStream<Uint8Array>, called: string): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > MOST_BYTES) throw tooLarge(called);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const tooLarge = (called: string) => new UserError(`${called} is larger than 1 MB. ${ADVICE}`);

function decoded(called: string, bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UserError(`${called} is not UTF-8 text. ${ADVICE}`);
  }
}
